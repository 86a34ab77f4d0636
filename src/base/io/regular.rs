//! The one way by which bytes come from disk: of regular files only, so that nothing waits for a pipe or reads a device.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// How the system's errors and ours are told apart: this kind is of what is there and is no file.
pub(crate) const NO_FILE: io::ErrorKind = io::ErrorKind::Unsupported;

/// Opens a file for reading; a folder, pipe, socket or device is refused before it is opened.
///
/// # Errors
/// It is not there, cannot be opened, or is no regular file.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    refuse_others(&fs::metadata(path)?)?;
    let file = File::open(path)?;
    // it may have become another one meanwhile
    refuse_others(&file.metadata()?)?;
    Ok(file)
}

/// Refuses what is there and no regular file, before it is opened for writing.
///
/// # Errors
/// It is a folder, pipe, socket or device.
pub(crate) fn refuse_other_than_file(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(metadata) => refuse_others(&metadata),
        Err(_) => Ok(()),
    }
}

fn refuse_others(metadata: &fs::Metadata) -> io::Result<()> {
    match metadata {
        metadata if metadata.is_file() => Ok(()),
        metadata if metadata.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        _ => Err(NO_FILE.into()),
    }
}

/// All bytes of a file.
///
/// # Errors
/// Those of [`open`], and it cannot be read.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The first bytes of a file: so many, and one more when there are more.
///
/// # Errors
/// Those of [`open`], and it cannot be read.
pub(crate) fn read_start(path: &Path, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(length.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
