//! The index against one made anew: its rows are what folders and log say, and no hand has been in it.

use rusqlite::{Connection, Row};

use super::database::{FILE, Index};
use super::error::IndexError;
use crate::archive::deposit::Archive;
use crate::base::finding::{Finding, codes};

/// All that answers come from, each row under the place of its document: numbers of rows may differ. Of the words only
/// the list of terms can be read.
const ROWS: [&str; 4] = [
    "SELECT key, documents.* FROM documents ORDER BY key",
    "SELECT key, parts.* FROM parts JOIN documents ON documents.id = parts.document ORDER BY key, letter",
    "SELECT key, texts.* FROM texts JOIN documents ON documents.id = texts.id ORDER BY key",
    "SELECT term, 0, doc, cnt FROM temp.terms ORDER BY term",
];

/// Lists the terms of the words.
const TERMS: &str = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, row)";

impl Index {
    /// Compares the index on the disk with one made anew from folders and log, and makes it again where they differ;
    /// none when there is none to compare.
    ///
    /// # Errors
    /// The log is broken, or the index cannot be written.
    pub fn check(archive: &Archive) -> Result<Option<Finding>, Finding> {
        let path = archive.folder().join(FILE);
        if !path.is_file() {
            return Ok(None);
        }
        let (index, _) = Self::open(archive)?;
        let compared = Self::in_memory(archive).and_then(|(anew, _)| index.is_same(&anew));
        if compared.map_err(|error| error.into_finding(archive, &path))? {
            return Ok(None);
        }
        drop(index);
        Self::rebuild(archive)?;
        Ok(Some(
            Finding::new(codes::STRANGE_FILE, "chỉ mục ghi khác kho và nhật ký, đã làm lại từ kho và nhật ký")
                .in_file(archive.shows(&path))
                .hint("văn bản trong kho không hỏng; các lần tìm trước đây có thể đã trả lời sai"),
        ))
    }

    fn is_same(&self, other: &Self) -> Result<bool, IndexError> {
        for connection in [&self.connection, &other.connection] {
            connection.execute_batch(TERMS)?;
        }
        for rows in ROWS {
            if !has_same_rows([&self.connection, &other.connection], rows)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn has_same_rows([one, other]: [&Connection; 2], query: &str) -> Result<bool, IndexError> {
    let (mut one, mut other) = (one.prepare(query)?, other.prepare(query)?);
    let columns = one.column_count();
    let (mut one, mut other) = (one.query([])?, other.query([])?);
    loop {
        match (one.next()?, other.next()?) {
            (None, None) => return Ok(true),
            (Some(a), Some(b)) if is_same_row(a, b, columns)? => {}
            _ => return Ok(false),
        }
    }
}

/// The second column is the number of the row.
fn is_same_row(a: &Row<'_>, b: &Row<'_>, columns: usize) -> Result<bool, IndexError> {
    for column in (0..columns).filter(|column| *column != 1) {
        if a.get_ref(column)? != b.get_ref(column)? {
            return Ok(false);
        }
    }
    Ok(true)
}
