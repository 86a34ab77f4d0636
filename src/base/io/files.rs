//! The reader and writer of disk: limited reads inside a workspace, whole writes.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::clock;
use crate::base::finding::{Finding, codes};
use crate::base::io::errors::{exists, missing, reason, unreadable};
use crate::base::io::paths::show;
use crate::base::io::sync;
use crate::base::io::sync::readable;
use crate::base::text::nfc;

/// After how long an unfinished file cannot be of a run at work.
const ABANDONED_AFTER: Duration = Duration::from_secs(3600);

/// Writes a whole file: temporary file beside it, fsync, rename. A reader sees the old bytes or the new ones.
///
/// # Errors
/// The folder cannot be made or the file cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    let attempt = || -> io::Result<()> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(UNFINISHED_PREFIX).tempfile_in(folder)?;
        file.write_all(bytes)?;
        readable(file.as_file())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        sync::sync_folder(folder)
    };
    attempt().map_err(|error| {
        Finding::new(codes::UNWRITABLE, format!("không ghi được tệp: {}", reason(&error)))
            .in_file(show(path))
            .hint("đóng tệp nếu đang mở ở chương trình khác, kiểm tra quyền ghi thư mục và dung lượng đĩa, hoặc ghi vào thư mục khác")
    })
}

/// How files begin that are being written; a run that was killed leaves one behind.
const UNFINISHED_PREFIX: &str = ".vanthu-";

/// Takes away what killed runs have left in a folder; younger files may be of a run at work.
pub(crate) fn remove_unfinished(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(UNFINISHED_PREFIX)) {
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        if modified.is_ok_and(|modified| clock::is_older(modified, ABANDONED_AFTER)) {
            remove(&entry.path());
        }
    }
}

/// Takes a file away; one that is not there or is held open stays as it is.
pub(crate) fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// The names in a folder, sorted; empty when there is no such folder.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| nfc(&entry.file_name().to_string_lossy())).collect();
    names.sort();
    names
}

/// Writes files that are new, all of them or none.
///
/// # Errors
/// One is there already or cannot be written; those written before it are taken away again.
pub(crate) fn write_new(new: &[(PathBuf, Vec<u8>)]) -> Result<(), Finding> {
    for (at, (path, bytes)) in new.iter().enumerate() {
        let written = if path.exists() { Err(exists(path)) } else { write(path, bytes) };
        if let Err(finding) = written {
            for (path, _) in &new[..at] {
                // what cannot be taken away stays, and the finding is the same
                let _ = fs::remove_file(path);
            }
            return Err(finding);
        }
    }
    Ok(())
}

/// The bytes of a file that the clerk names on the command line, wherever it lies.
///
/// # Errors
/// The file cannot be read, or is larger than `limit`.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Finding> {
    let file = fs::File::open(path).map_err(|error| missing(path, &error))?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&show(path), &error))?;
    if bytes.len() as u64 > limit {
        let finding = Finding::new(codes::FILE_TOO_LARGE, format!("tệp lớn hơn {} MB", limit >> 20));
        return Err(finding.in_file(show(path)).hint("xóa hình và các phần thừa trong tệp, hoặc chia ra nhiều tệp"));
    }
    Ok(bytes)
}

/// The files that lie directly in a folder, sorted by name.
///
/// # Errors
/// The folder cannot be read.
pub(crate) fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Finding> {
    let entries = fs::read_dir(folder).map_err(|error| missing(folder, &error))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(&show(folder), &error))?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_file() && !hidden {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Whether some bytes stand anywhere in a file; `false` when it is not there or cannot be read.
pub(crate) fn contains(path: &Path, wanted: &[u8]) -> bool {
    let Ok(mut file) = fs::File::open(path) else {
        return false;
    };
    let mut window = Vec::new();
    loop {
        let kept = window.len().saturating_sub(wanted.len());
        window.drain(..kept);
        match Read::by_ref(&mut file).take(1 << 20).read_to_end(&mut window) {
            Ok(0) | Err(_) => return false,
            Ok(_) if memchr::memmem::find(&window, wanted).is_some() => return true,
            Ok(_) => {}
        }
    }
}

/// The first bytes of a file and whether there are more; `None` when it is not there or cannot be read.
pub(crate) fn read_start(path: &Path, length: u64) -> Option<(Vec<u8>, bool)> {
    let file = fs::File::open(path).ok()?;
    let mut bytes = Vec::new();
    file.take(length.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    let more = bytes.len() as u64 > length;
    bytes.truncate(bytes.len() - usize::from(more));
    Some((bytes, more))
}
