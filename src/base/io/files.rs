//! The reader and writer of disk: limited reads inside a workspace, whole writes.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::base::finding::{Finding, codes};
use crate::base::io::errors::{exists, missing, reason, unreadable};
use crate::base::io::paths::show;
use crate::base::io::regular::{self, NO_FILE};
pub(crate) use crate::base::io::replace::remove_unfinished;
use crate::base::io::replace::{Owner, put};
use crate::base::text::nfc;

/// Writes a whole file of the program's: a reader sees the old bytes or the new ones.
///
/// # Errors
/// The folder cannot be made or the file cannot be written; what is there is no regular file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    put(path, bytes, Owner::Program).map_err(|error| unwritable(path, &error))
}

/// Writes a file of the clerk's anew, under every name that it has.
///
/// # Errors
/// Those of [`write`].
pub(crate) fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    put(path, bytes, Owner::Clerk).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> Finding {
    let finding = Finding::new(codes::UNWRITABLE, format!("không ghi được tệp: {}", reason(error))).in_file(show(path));
    finding.hint(match error.kind() {
        NO_FILE => "chương trình chỉ ghi tệp thường; xóa mục đó hoặc ghi ra tên khác",
        _ => "đóng tệp nếu đang mở ở chương trình khác, kiểm tra quyền ghi thư mục và dung lượng đĩa, hoặc ghi vào thư mục khác",
    })
}

/// Makes a folder for results that are still to be made.
///
/// # Errors
/// It cannot be made: something else is there, or nobody may write there.
pub(crate) fn make_folder(path: &Path) -> Result<(), Finding> {
    fs::create_dir_all(path).map_err(|error| unwritable(path, &error))
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
    let bytes = regular::read_start(path, limit).map_err(|error| missing(path, &error))?;
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
    let Ok(mut file) = regular::open(path) else {
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
    let mut bytes = regular::read_start(path, length).ok()?;
    let more = bytes.len() as u64 > length;
    bytes.truncate(bytes.len() - usize::from(more));
    Some((bytes, more))
}
