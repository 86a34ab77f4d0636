//! The index: what can be found in the archive, in SQLite. Never the truth: made again from the folders and the log
//! whenever it is missing, old, damaged or of another log.

mod schema;
pub mod search;
mod take;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use super::name::{Key, printed};
use super::{Archive, origin};
use crate::finding::{Finding, Findings, codes};
use crate::journal::Position;
use crate::vietnamese::fold::fold;

/// The index in the folder of the archive.
pub const FILE: &str = "chi-muc.sqlite";

/// The index of an archive, brought up to the head of its log.
#[derive(Debug)]
pub struct Index {
    connection: Connection,
    place: Position,
}

/// A kept document as the index knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its object.
    #[serde(rename = "doi_tuong")]
    pub key: Key,
    /// `báo cáo`.
    #[serde(rename = "loai")]
    pub kind: String,
    /// `418/BC-UBND`.
    #[serde(rename = "so_ky_hieu")]
    pub sign: String,
    /// As `2025-12-05`.
    #[serde(rename = "ngay")]
    pub date: String,
    /// Trích yếu.
    #[serde(rename = "trich_yeu")]
    pub subject: String,
    /// Người ký.
    #[serde(rename = "nguoi_ky")]
    pub signer: String,
    /// Cơ quan ban hành.
    #[serde(rename = "co_quan")]
    pub issuer: String,
    /// The file it was made from.
    #[serde(rename = "van_ban")]
    pub document: Option<String>,
    /// The last version.
    #[serde(rename = "ban")]
    pub version: u32,
    /// Whether it was issued from this workspace.
    #[serde(rename = "phat_hanh_tu_day")]
    pub issued: bool,
    /// What was found of the file kept last; none while none was kept.
    #[serde(rename = "ket_luan")]
    pub outcome: Option<String>,
    /// How many letters it has; 0 when it is no document with a list.
    #[serde(rename = "so_thu")]
    pub letters: u32,
    /// Of how many of its letters, or of itself, a signed or scanned file was kept.
    #[serde(rename = "da_nop")]
    pub kept: u32,
    /// What became of it since, in the words of the register.
    #[serde(rename = "tinh_trang")]
    pub state: Option<String>,
    /// How long it is kept.
    #[serde(rename = "thoi_han_luu_tru")]
    pub retention: String,
    /// The first year in which it need not be kept any more.
    #[serde(rename = "het_han_tu_nam")]
    pub due: Option<i32>,
}

/// A kept document, or one letter of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The document.
    pub entry: Entry,
    /// The name of the letter.
    pub letter: Option<String>,
}

/// The columns of an [`Entry`].
const COLUMNS: &str = "d.key, d.kind_name, d.sign, d.date, d.subject, d.signer, d.issuer, d.document, d.version, \
                       d.issued, d.outcome, d.letters, d.kept, d.state, d.retention, d.due";

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
                    crate::files::remove(&with_end(&path, end));
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
        Ok(Self { connection, place })
    }

    /// The place in the log up to which it was taken in.
    pub fn place(&self) -> &Position {
        &self.place
    }

    /// Every document, by year, kind and number.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn entries(&self) -> Result<Vec<Entry>, Finding> {
        let query = format!("SELECT {COLUMNS} FROM documents d ORDER BY d.year, d.kind, d.date, d.key");
        self.many(&query, params![])
    }

    /// The documents that `418/BC-UBND` or an object's place names, of one year or of any.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn named(&self, text: &str, year: Option<i32>) -> Result<Vec<Entry>, Finding> {
        let sign = origin::sign_in(text).map(|(number, symbol)| format!("{}/{symbol}", printed(&number)));
        let query = format!(
            "SELECT {COLUMNS} FROM documents d WHERE (d.key = ?1 OR d.sign_folded = ?2) AND (?3 IS NULL OR d.year = ?3) ORDER BY d.year, d.key"
        );
        self.many(&query, params![text.trim(), fold(&sign.unwrap_or_else(|| text.trim().to_owned())), year])
    }

    /// The documents and letters of a PDF's id.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn identified(&self, identity: &str) -> Result<Vec<Part>, Finding> {
        let query = format!(
            "SELECT {COLUMNS}, p.letter FROM parts p JOIN documents d ON d.id = p.document WHERE p.identity = ?1 ORDER BY d.year, d.key"
        );
        self.rows(&query, params![identity], |row| {
            let letter: String = row.get("letter")?;
            Ok(Part { entry: entry(row)?, letter: Some(letter).filter(|letter| !letter.is_empty()) })
        })
    }

    /// What was found of each letter of a document of which a file was kept.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn outcomes(&self, key: &Key) -> Result<BTreeMap<String, String>, Finding> {
        let query = "SELECT p.letter, p.outcome FROM parts p JOIN documents d ON d.id = p.document \
                     WHERE d.key = ?1 AND p.outcome IS NOT NULL";
        let found = self.rows(query, params![key.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.into_iter().collect())
    }

    /// The documents made from a file of the workspace.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn made_from(&self, document: &str) -> Result<Vec<Entry>, Finding> {
        self.many(
            &format!("SELECT {COLUMNS} FROM documents d WHERE d.document = ?1 ORDER BY d.year, d.key"),
            params![document],
        )
    }

    /// The documents that need not be kept any more in a year.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn due(&self, year: i32) -> Result<Vec<Entry>, Finding> {
        self.many(&format!("SELECT {COLUMNS} FROM documents d WHERE d.due <= ?1 ORDER BY d.due, d.key"), params![year])
    }

    fn many(&self, query: &str, with: impl rusqlite::Params) -> Result<Vec<Entry>, Finding> {
        self.rows(query, with, entry)
    }

    fn rows<T>(
        &self,
        query: &str,
        with: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Finding> {
        let attempt = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.connection.prepare_cached(query)?;
            statement.query_map(with, read)?.collect()
        };
        attempt().map_err(|error| unusable(&error))
    }
}

/// Kind, year and number as words that stand in no document.
fn facets(kind: Option<&str>, year: Option<i32>, number: Option<&str>) -> Vec<String> {
    let plain = |text: &str| fold(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let kind = kind.map(|kind| format!("loai{}", plain(kind)));
    let number = number.map(|number| format!("so{}", plain(&printed(number))));
    kind.into_iter().chain(year.map(|year| format!("nam{year}"))).chain(number).collect()
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let key: String = row.get("key")?;
    Ok(Entry {
        key: Key::parse(&key).ok_or(rusqlite::Error::InvalidQuery)?,
        kind: row.get("kind_name")?,
        sign: row.get("sign")?,
        date: row.get("date")?,
        subject: row.get("subject")?,
        signer: row.get("signer")?,
        issuer: row.get("issuer")?,
        document: row.get("document")?,
        version: row.get("version")?,
        issued: row.get("issued")?,
        outcome: row.get("outcome")?,
        letters: row.get("letters")?,
        kept: row.get("kept")?,
        state: row.get("state")?,
        retention: row.get("retention")?,
        due: row.get("due")?,
    })
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
    let full = matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::DiskFull));
    let what =
        if full { "đĩa đã đầy" } else { "tệp chỉ mục hỏng, bị khóa hoặc không ghi được" };
    Finding::new(codes::INDEX, format!("không dùng được chỉ mục: {what}"))
        .hint("chạy `vanthu archive rebuild` để làm lại chỉ mục; tài liệu trong kho không bị ảnh hưởng")
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
