//! The index: what can be found in the archive, in SQLite. Never the truth: made again from the folders and the log
//! whenever it is missing, old, damaged or of another log.

mod entry;
mod query;
mod schema;
pub mod search;
mod update;

use std::path::{Path, PathBuf};

pub(super) use entry::rank;
pub use entry::{Entry, HandedIn, Part};
use rusqlite::{Connection, OptionalExtension};

use super::Archive;
use crate::archive::ocfl::path::printed;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::journal::Position;
use crate::base::text::fold::fold;
use crate::load::Office;

/// The index in the folder of the archive.
pub const FILE: &str = "chi-muc.sqlite";

/// The index of an archive, brought up to the head of its log.
#[derive(Debug)]
pub struct Index {
    connection: Connection,
    place: Position,
    /// The office whose terms of keeping count; without one those of the day a document was kept.
    office: Option<Office>,
}

impl Index {
    /// Opens the index of an archive and takes in what the log has more; what could not be taken in is told.
    ///
    /// # Errors
    /// The log is broken, or the index cannot be written.
    pub fn open(archive: &Archive) -> Result<(Self, Findings), Finding> {
        let path = archive.folder().join(FILE);
        let opened = Self::try_open(&path).and_then(|mut index| {
            let told = index.take(archive)?;
            Ok((index, told))
        });
        match opened {
            Ok(done) => Ok(done),
            Err(Trouble::Told(finding)) => Err(finding),
            // damaged, or of another log: made again
            Err(Trouble::Database(_) | Trouble::Foreign) => Self::rebuild(archive),
        }
    }

    /// Makes the index again from the folders and the log alone.
    ///
    /// # Errors
    /// Those of [`Index::open`].
    pub fn rebuild(archive: &Archive) -> Result<(Self, Findings), Finding> {
        let path = archive.folder().join(FILE);
        let attempt = |fresh: bool| {
            if fresh {
                for end in ["", "-wal", "-shm"] {
                    crate::base::io::files::remove(&with_end(&path, end));
                }
            }
            let mut index = Self::try_open(&path)?;
            index.connection.execute_batch(schema::CLEAR)?;
            index.connection.execute_batch(schema::TABLES)?;
            index.place = Position::default();
            let told = index.take(archive)?;
            Ok((index, told))
        };
        attempt(false).or_else(|_: Trouble| attempt(true)).map_err(|trouble| trouble.told(archive, &path))
    }

    fn try_open(path: &Path) -> Result<Self, Trouble> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|_| Trouble::Database(rusqlite::Error::InvalidQuery))?;
        }
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(60))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // made again when a cut of power damages it
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        let form: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if form != schema::FORM {
            connection.execute_batch("BEGIN IMMEDIATE")?;
            connection.execute_batch(schema::CLEAR)?;
            connection.execute_batch(schema::TABLES)?;
            connection.execute_batch("COMMIT")?;
        }
        let place = position(&connection)?;
        Ok(Self { connection, place, office: None })
    }

    /// The same with the terms of keeping that an office has today.
    #[must_use]
    pub fn under(self, office: Option<Office>) -> Self {
        Self { office, ..self }
    }

    /// The place in the log up to which it was taken in.
    pub fn place(&self) -> &Position {
        &self.place
    }
}

/// Kind, year and number as words that stand in no document.
fn facets(kind: Option<&str>, year: Option<i32>, number: Option<&str>) -> Vec<String> {
    let plain = |text: &str| fold(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let kind = kind.map(|kind| format!("loai{}", plain(kind)));
    let number = number.map(|number| format!("so{}", plain(&printed(number))));
    kind.into_iter().chain(year.map(|year| format!("nam{year}"))).chain(number).collect()
}

/// What keeps the index from being used.
#[derive(Debug)]
enum Trouble {
    /// The log or the store, as told.
    Told(Finding),
    /// SQLite.
    Database(rusqlite::Error),
    /// It was made from another log.
    Foreign,
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Finding> for Trouble {
    fn from(finding: Finding) -> Self {
        Self::Told(finding)
    }
}

impl Trouble {
    fn told(self, archive: &Archive, path: &Path) -> Finding {
        match self {
            Self::Told(finding) => finding,
            Self::Database(error) => unusable(&error).in_file(archive.shows(path)),
            Self::Foreign => unusable(&rusqlite::Error::InvalidQuery).in_file(archive.shows(path)),
        }
    }
}

fn unusable(error: &rusqlite::Error) -> Finding {
    use rusqlite::ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly};
    let (what, hint) = match error.sqlite_error_code() {
        Some(DiskFull) => ("đĩa đã đầy", "dọn bớt đĩa rồi làm lại"),
        Some(ReadOnly | CannotOpen | PermissionDenied) => {
            ("không ghi được", "kiểm tra quyền ghi thư mục `luu-tru` của người đang dùng máy, rồi làm lại")
        }
        _ => (
            "tệp chỉ mục hỏng hoặc bị khóa",
            "chạy `vanthu archive rebuild` để làm lại chỉ mục; tài liệu trong kho không bị ảnh hưởng",
        ),
    };
    Finding::new(codes::INDEX, format!("không dùng được chỉ mục: {what}")).hint(hint)
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn position(connection: &Connection) -> Result<Position, Trouble> {
    let text: Option<String> =
        connection.query_row("SELECT value FROM facts WHERE name = 'place'", [], |row| row.get(0)).optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}
