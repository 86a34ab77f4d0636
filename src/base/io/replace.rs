//! A file written whole in the place of another: its reader sees the old bytes or the new ones, and its mode, owner and
//! links stay.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use tempfile::{NamedTempFile, TempDir};

use crate::base::clock;
use crate::base::io::regular::{self, NO_FILE};
use crate::base::io::sync::{self, keep_mode_and_owner, mode_of, number_of_names};

/// How files begin that are being written; a run that was killed leaves one behind.
const UNFINISHED_PREFIX: &str = ".vanthu-";

/// How folders of the system begin in which versions of git and kept documents are unpacked.
const UNPACKED_PREFIX: &str = "vanthu-";

/// After how long an unfinished file cannot be of a run at work; a folder may be in use for longer.
const ABANDONED_AFTER: Duration = Duration::from_secs(3600);
const UNPACKED_ABANDONED_AFTER: Duration = Duration::from_secs(24 * 3600);

/// Folders that were swept since the program began.
static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Whose file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Ours: whoever gave it a second name keeps the bytes of then under that one.
    Program,
    /// The clerk's: every name of it sees the change.
    Clerk,
}

/// Writes a whole file: temporary file beside it, fsync, rename. New files are for whom the system makes files readable;
/// one that was there keeps its mode and owner.
///
/// # Errors
/// It cannot be written; what is there is no regular file, or a link that leads to another folder.
pub(crate) fn put(path: &Path, bytes: &[u8], owner: Owner) -> io::Result<()> {
    let target = behind_links(path, owner)?;
    let before = match fs::metadata(&target) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    regular::refuse_other_than_file(&target)?;
    let folder = folder_of(&target);
    fs::create_dir_all(folder)?;
    sweep_once(folder);
    let file = unfinished(folder, before.as_ref())?;
    write_whole(file.as_file(), bytes)?;
    match before {
        // a new file in its place would part the names
        Some(before) if owner == Owner::Clerk && number_of_names(&before) > 1 => {
            write_whole(&OpenOptions::new().write(true).truncate(true).open(&target)?, bytes)
        }
        _ => {
            file.persist(&target).map_err(|error| error.error)?;
            sync::sync_folder(folder)
        }
    }
}

fn write_whole(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file beside the one that it will be, nobody else's to read who cannot read that one.
pub(crate) fn unfinished(folder: &Path, before: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED_PREFIX);
    if let Some(mode) = mode_of(before) {
        builder.permissions(mode);
    }
    let file = builder.tempfile_in(folder)?;
    if let Some(before) = before {
        keep_mode_and_owner(file.as_file(), before)?;
    }
    Ok(file)
}

/// The file that a path names, links followed. A link of the clerk's was looked at when the file was read; one among our
/// results may have been put there to lead us to a file of somebody else.
fn behind_links(path: &Path, owner: Owner) -> io::Result<PathBuf> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    if !is_link {
        return Ok(path.to_owned());
    }
    let real = fs::canonicalize(path).map_err(|_| io::Error::from(NO_FILE))?;
    let inside = fs::canonicalize(folder_of(path)).is_ok_and(|folder| real.starts_with(folder));
    if inside || owner == Owner::Clerk { Ok(real) } else { Err(NO_FILE.into()) }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A folder of its own among the temporary ones of the system, nobody else's to read; it goes when the value goes.
///
/// # Errors
/// There is no room.
pub(crate) fn unpacking_folder() -> io::Result<TempDir> {
    sweep(&std::env::temp_dir(), UNPACKED_PREFIX, UNPACKED_ABANDONED_AFTER);
    tempfile::Builder::new().prefix(UNPACKED_PREFIX).tempdir()
}

/// Takes away what killed runs have left in a folder; younger files may be of a run at work.
pub(crate) fn remove_unfinished(folder: &Path) {
    sweep(folder, UNFINISHED_PREFIX, ABANDONED_AFTER);
}

/// The same, unless this run has looked there: a folder of ten thousand letters is not read for each of them.
fn sweep_once(folder: &Path) {
    let is_first = SWEPT.lock().is_ok_and(|mut swept| swept.insert(folder.to_owned()));
    if is_first {
        remove_unfinished(folder);
    }
}

fn sweep(folder: &Path, prefix: &str, after: Duration) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix)) {
        // of the thing itself, not of what a link leads to
        let Ok(metadata) = entry.metadata() else { continue };
        if !metadata.modified().is_ok_and(|modified| clock::is_older(modified, after)) {
            continue;
        }
        let remove = if metadata.is_dir() { fs::remove_dir_all } else { fs::remove_file };
        // what is another's stays
        let _ = remove(entry.path());
    }
}
