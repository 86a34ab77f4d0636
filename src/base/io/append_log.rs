//! A file that only grows, a line at a time, whoever writes: lock, append, fsync.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::base::finding::{Finding, codes};
use crate::base::io::errors::reason;
use crate::base::io::paths::show;
use crate::base::io::regular;
use crate::base::io::sync::sync_folder;

/// Largest log that is read, bytes: a million events.
pub(crate) const MAX_LOG: u64 = 1 << 30;

/// The file beside the log that whoever writes holds; the log itself can then be read by others meanwhile.
const LOCK_FILE: &str = "khoa";

/// The bytes of a log from a byte on, the last line whole or not. None when there is no log, or one that ends before
/// that byte; one that lacks only the end of its last line does not.
///
/// # Errors
/// It cannot be read, or is longer than [`MAX_LOG`].
pub(crate) fn bytes_from(path: &Path, start: u64) -> Result<Option<Vec<u8>>, Finding> {
    let attempt = || -> io::Result<Option<Vec<u8>>> {
        let mut file = match regular::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let length = file.metadata()?.len();
        if length > MAX_LOG {
            return Err(io::Error::other("tệp quá lớn"));
        }
        if length + 1 < start {
            return Ok(None);
        }
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    };
    attempt().map_err(|error| crate::base::io::errors::unreadable(&show(path), &error))
}

/// Where what follows the last end of a line begins.
pub(crate) fn last_line_start(bytes: &[u8]) -> usize {
    memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1)
}

/// The names of the files beside a log in which torn lines lie.
pub(crate) fn set_aside(path: &Path) -> Vec<String> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let names = crate::base::io::files::names_in(path.parent().unwrap_or(Path::new("."))).into_iter();
    names.filter(|name| name.starts_with(&format!("{stem}.{TORN_PREFIX}"))).collect()
}

/// How the ending of a file begins in which a torn line lies.
const TORN_PREFIX: &str = "dut-";

/// A log that nobody else can write to while this lives.
#[derive(Debug)]
pub(crate) struct LockedLog {
    path: PathBuf,
    file: File,
    /// Held until this is dropped.
    _lock: File,
}

impl LockedLog {
    /// Waits for the log and takes it. A last line without its end gets it when it `is_whole`; one that a killed run
    /// left half is set aside in a file of its own.
    ///
    /// # Errors
    /// The folder or the log cannot be written.
    pub(crate) fn open(path: &Path, is_whole: fn(&[u8]) -> bool) -> Result<Self, Finding> {
        let attempt = || -> io::Result<Self> {
            let folder = path.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(folder)?;
            for file in [&folder.join(LOCK_FILE), path] {
                regular::refuse_other_than_file(file)?;
            }
            let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK_FILE))?;
            lock.lock()?;
            let file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
            let mut log = Self { path: path.to_owned(), file, _lock: lock };
            log.end_last_line(is_whole)?;
            sync_folder(folder)?;
            sync_folder(folder.parent().unwrap_or(Path::new(".")))?;
            Ok(log)
        };
        attempt().map_err(|error| unwritable(path, &error))
    }

    fn end_last_line(&mut self, is_whole: fn(&[u8]) -> bool) -> io::Result<()> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(0))?;
        self.file.read_to_end(&mut bytes)?;
        let start = last_line_start(&bytes);
        let rest = &bytes[start..];
        let filled = bytes[..start].trim_ascii_end().len();
        if rest.is_empty() && start == if filled == 0 { 0 } else { filled + 1 } {
            return Ok(());
        }
        if is_whole(rest.trim_ascii_end()) {
            self.file.write_all(b"\n")?;
            return self.file.sync_all();
        }
        if !rest.trim_ascii().is_empty() {
            let mut kept = self.new_aside(start)?;
            kept.write_all(rest)?;
            kept.sync_all()?;
        }
        // blank lines that an editor has left hold nothing
        self.file.set_len(if filled == 0 { 0 } else { filled as u64 + 1 })?;
        self.file.sync_all()
    }

    /// A new file for a torn line that began at `start`; what was set aside before stays.
    fn new_aside(&self, start: usize) -> io::Result<File> {
        let endings = std::iter::once(String::new()).chain((2..).map(|time| format!("-{time}")));
        for ending in endings {
            let aside = self.path.with_extension(format!("{TORN_PREFIX}{start}{ending}"));
            match OpenOptions::new().write(true).create_new(true).open(&aside) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => return made,
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Adds a line, and returns once it is on the disk.
    ///
    /// # Errors
    /// The disk is full or the file cannot be written; nothing counts as added then.
    pub(crate) fn append(&mut self, line: &str) -> Result<(), Finding> {
        debug_assert!(!line.contains('\n'));
        let before = self.file.metadata().map(|metadata| metadata.len());
        let attempt = self.file.write_all(format!("{line}\n").as_bytes()).and_then(|()| self.file.sync_all());
        attempt.map_err(|error| {
            // what could not be written whole must not be continued by the next line
            if let Ok(length) = before {
                let _ = self.file.set_len(length);
            }
            unwritable(&self.path, &error)
        })
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Finding {
    Finding::new(codes::UNWRITABLE, format!("không ghi được tệp: {}", reason(error)))
        .in_file(show(path))
        .hint("kiểm tra quyền ghi thư mục và dung lượng đĩa, rồi làm lại")
}
