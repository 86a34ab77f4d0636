//! Looking documents up in the index: by number and symbol, place, id or file; and what was handed in of each.

use std::collections::BTreeMap;

use rusqlite::{Row, params};

use super::database::Index;
use super::entry::{COLUMNS, DocumentOrLetter, Entry, HandedIn, entry, handed_in};
use super::error::unusable;
use crate::archive::ocfl::path::ObjectKey;
use crate::base::finding::Finding;
use crate::base::text::fold::fold;
use crate::domain::document::ReferenceNumber;

impl Index {
    /// Every document, by year, kind and number.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn entries(&self) -> Result<Vec<Entry>, Finding> {
        let query = format!("SELECT {COLUMNS} FROM documents d ORDER BY d.year, d.kind, d.date, d.key");
        self.many(&query, params![])
    }

    /// How many documents there are, with those that are not whole in the store.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn count(&self) -> Result<usize, Finding> {
        let query = "SELECT (SELECT count(*) FROM documents) + (SELECT count(*) FROM facts WHERE name LIKE 'missed %')";
        let count: rusqlite::Result<i64> = self.connection.query_row(query, [], |row| row.get(0));
        count.map(|count| usize::try_from(count).unwrap_or_default()).map_err(|error| unusable(&error))
    }

    /// How many objects of the store the index knows: documents, and signed letters beside them.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(crate) fn objects(&self) -> Result<usize, Finding> {
        let query = "SELECT (SELECT count(*) FROM documents) + \
                     (SELECT count(*) FROM parts WHERE letter <> '' AND version IS NOT NULL)";
        let count: rusqlite::Result<i64> = self.connection.query_row(query, [], |row| row.get(0));
        count.map(|count| usize::try_from(count).unwrap_or_default()).map_err(|error| unusable(&error))
    }

    /// The documents that `418/BC-UBND` or an object's place names, of one year or of any.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn named(&self, text: &str, year: Option<i32>) -> Result<Vec<Entry>, Finding> {
        let reference = ReferenceNumber::find_in(text).map(|reference| reference.to_string());
        let query = format!(
            "SELECT {COLUMNS} FROM documents d WHERE (d.key = ?1 OR d.sign_folded = ?2) AND (?3 IS NULL OR d.year = ?3) ORDER BY d.year, d.key"
        );
        self.many(&query, params![text.trim(), fold(&reference.unwrap_or_else(|| text.trim().to_owned())), year])
    }

    /// The documents and letters of a PDF's id.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(crate) fn identified(&self, identity: &str) -> Result<Vec<DocumentOrLetter>, Finding> {
        let query = format!(
            "SELECT {COLUMNS}, p.letter FROM parts p JOIN documents d ON d.id = p.document WHERE p.identity = ?1 ORDER BY d.year, d.key"
        );
        self.rows(&query, params![identity], |row| {
            let letter: String = row.get("letter")?;
            Ok(DocumentOrLetter {
                entry: entry(row, self.office.as_ref())?,
                letter: Some(letter).filter(|letter| !letter.is_empty()),
            })
        })
    }

    /// What was handed in of a document, by letter; of a document without letters under the empty name.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn handed_in(&self, key: &ObjectKey) -> Result<BTreeMap<String, HandedIn>, Finding> {
        let query = "SELECT p.* FROM parts p JOIN documents d ON d.id = p.document \
                     WHERE d.key = ?1 AND p.version IS NOT NULL";
        let found = self.rows(query, params![key.as_str()], |row| Ok((row.get("letter")?, handed_in(row)?)))?;
        Ok(found.into_iter().collect())
    }

    /// Whether something of an object could not be taken in, because it was not whole in the store.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(crate) fn lacks(&self, key: &ObjectKey) -> Result<bool, Finding> {
        let query = "SELECT EXISTS (SELECT 1 FROM facts WHERE name = 'missed ' || ?1)";
        self.connection.query_row(query, [key.as_str()], |row| row.get(0)).map_err(|error| unusable(&error))
    }

    /// The documents made from a file of the workspace.
    ///
    /// # Errors
    /// The index cannot be read.
    pub(crate) fn made_from(&self, document: &str) -> Result<Vec<Entry>, Finding> {
        self.many(
            &format!("SELECT {COLUMNS} FROM documents d WHERE d.document = ?1 ORDER BY d.year, d.key"),
            params![document],
        )
    }

    fn many(&self, query: &str, with: impl rusqlite::Params) -> Result<Vec<Entry>, Finding> {
        self.rows(query, with, |row| entry(row, self.office.as_ref()))
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
