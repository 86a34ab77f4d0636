//! The file of the index: opened, brought up to the head of the log, made again when it is missing, old or damaged.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::error::IndexError;
use super::schema;
use crate::archive::deposit::Archive;
use crate::base::finding::{Finding, Findings};
use crate::base::io::journal::Position;
use crate::base::io::regular;
use crate::load::Office;

/// The index in the folder of the archive.
pub(crate) const FILE: &str = "chi-muc.sqlite";

/// The index of an archive, brought up to the head of its log.
#[derive(Debug)]
pub struct Index {
    pub(super) connection: Connection,
    pub(super) position: Position,
    /// The office whose terms of retention count; without one those of the day a document was kept.
    pub(super) office: Option<Office>,
}

impl Index {
    /// Opens the index of an archive and takes in what the log has more; what could not be taken in is reported.
    ///
    /// # Errors
    /// The log is broken, or the index cannot be written.
    pub fn open(archive: &Archive) -> Result<(Self, Findings), Finding> {
        let path = archive.folder().join(FILE);
        let opened = Self::try_open(&path).and_then(|mut index| {
            let missed = index.update(archive)?;
            Ok((index, missed))
        });
        match opened {
            Ok(done) => Ok(done),
            Err(IndexError::Finding(finding)) => Err(finding),
            // damaged, or of another log: made again
            Err(IndexError::Database(_) | IndexError::Foreign) => Self::rebuild(archive),
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
            index.position = Position::default();
            let missed = index.update(archive)?;
            Ok((index, missed))
        };
        let made = attempt(false).or_else(|_: IndexError| attempt(true));
        made.or_else(|error| match error {
            // on a medium that cannot be written the answers are the same, only slower
            IndexError::Database(_) => Self::in_memory(archive).map_err(|_| error),
            error => Err(error),
        })
        .map_err(|error| error.into_finding(archive, &path))
    }

    pub(super) fn in_memory(archive: &Archive) -> Result<(Self, Findings), IndexError> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(schema::TABLES)?;
        let mut index = Self { connection, position: Position::default(), office: None };
        let missed = index.update(archive)?;
        Ok((index, missed))
    }

    fn try_open(path: &Path) -> Result<Self, IndexError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|_| IndexError::Database(rusqlite::Error::InvalidQuery))?;
        }
        // the library would wait for a pipe
        regular::refuse_other_than_file(path).map_err(|_| IndexError::Database(rusqlite::Error::InvalidQuery))?;
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(60))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // made again when a cut of power damages it
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version != schema::VERSION {
            connection.execute_batch("BEGIN IMMEDIATE")?;
            connection.execute_batch(schema::CLEAR)?;
            connection.execute_batch(schema::TABLES)?;
            connection.execute_batch("COMMIT")?;
        }
        let position = position(&connection)?;
        Ok(Self { connection, position, office: None })
    }

    /// The same with the terms of retention that an office has today.
    #[must_use]
    pub(crate) fn with_retention_of(self, office: Option<Office>) -> Self {
        Self { office, ..self }
    }

    /// The place in the log up to which it was brought.
    pub fn position(&self) -> &Position {
        &self.position
    }
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Up to which place of the log an index was brought.
pub(super) fn position(connection: &Connection) -> Result<Position, IndexError> {
    let text: Option<String> =
        connection.query_row("SELECT value FROM facts WHERE name = 'place'", [], |row| row.get(0)).optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}
