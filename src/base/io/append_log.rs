//! A file that only grows, a line at a time, whoever writes: lock, append, fsync.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::base::finding::{Finding, codes};
use crate::base::io::errors::reason;
use crate::base::io::paths::show;
use crate::base::io::sync::sync_folder;

/// Largest log that is read, bytes: a million events.
pub(crate) const MAX_LOG: u64 = 1 << 30;

/// The file beside the log that whoever writes holds; the log itself can then be read by others meanwhile.
const LOCK_FILE: &str = "khoa";

/// The whole lines of a log from a byte on; what is no whole line yet was never acknowledged. None when there is
/// no log, or one that ends before that byte.
///
/// # Errors
/// It cannot be read, or is longer than [`MAX_LOG`].
pub(crate) fn lines_from(path: &Path, start: u64) -> Result<Option<Vec<u8>>, Finding> {
    let attempt = || -> io::Result<Option<Vec<u8>>> {
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let length = file.metadata()?.len();
        if length > MAX_LOG {
            return Err(io::Error::other("tệp quá lớn"));
        }
        if length < start {
            return Ok(None);
        }
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1));
        Ok(Some(bytes))
    };
    attempt().map_err(|error| crate::base::io::errors::unreadable(&show(path), &error))
}

/// Where the last line of a log begins when it is torn.
///
/// # Errors
/// It cannot be read.
pub(crate) fn torn_line_start(path: &Path) -> Result<Option<u64>, Finding> {
    let whole = lines_from(path, 0)?.map_or(0, |lines| lines.len() as u64);
    let length = fs::metadata(path).map_or(whole, |metadata| metadata.len());
    Ok((length > whole).then_some(whole))
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
    /// Waits for the log and takes it. A line that a killed run left half is set aside in a file of its own.
    ///
    /// # Errors
    /// The folder or the log cannot be written.
    pub(crate) fn open(path: &Path) -> Result<Self, Finding> {
        let attempt = || -> io::Result<Self> {
            let folder = path.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(folder)?;
            let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK_FILE))?;
            lock.lock()?;
            let file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
            let mut log = Self { path: path.to_owned(), file, _lock: lock };
            log.set_half_line_aside()?;
            sync_folder(folder)?;
            sync_folder(folder.parent().unwrap_or(Path::new(".")))?;
            Ok(log)
        };
        attempt().map_err(|error| unwritable(path, &error))
    }

    fn set_half_line_aside(&mut self) -> io::Result<()> {
        let length = self.file.metadata()?.len();
        let Some(last) = length.checked_sub(1) else { return Ok(()) };
        let mut end = [0];
        self.file.seek(SeekFrom::Start(last))?;
        self.file.read_exact(&mut end)?;
        if end == *b"\n" {
            return Ok(());
        }
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(0))?;
        self.file.read_to_end(&mut bytes)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let aside = self.path.with_extension(format!("{TORN_PREFIX}{whole}"));
        fs::write(&aside, &bytes[whole..])?;
        File::open(&aside)?.sync_all()?;
        self.file.set_len(whole as u64)?;
        self.file.sync_all()
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
