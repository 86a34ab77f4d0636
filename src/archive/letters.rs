//! The letters of a document with a list: issued with it as one object, and each with an object of its own from the
//! day its signed file is handed in. In one object the inventory, which names every file of every version, would grow
//! with the square of their number.

use super::index::Entry;
use super::metadata::{Metadata, OneOf};
use super::{Archive, Key, file};
use crate::finding::Finding;
use crate::vietnamese::fold::fold;
use crate::vietnamese::nfc;

/// One letter of a kept document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its files were named so when they were built.
    pub name: String,
    /// Where its signed files are kept, once there is one.
    pub key: Key,
    /// What its object says of it.
    metadata: Metadata,
}

impl Letter {
    /// What it is, with the pages of the file handed in.
    pub(super) fn metadata(&self, pages: usize) -> Metadata {
        let mut metadata = self.metadata.clone();
        metadata.official.page_amount = pages;
        metadata
    }
}

impl Archive {
    /// The letters of a document in the order of its list; none of a document without one.
    ///
    /// # Errors
    /// The document is not whole in the store.
    pub fn letters(&self, entry: &Entry) -> Result<Vec<Letter>, Finding> {
        if entry.letters == 0 {
            return Ok(Vec::new());
        }
        let bytes = self.store().file(&entry.key, 1, file::METADATA)?;
        let metadata = bytes.as_deref().and_then(Metadata::parse);
        let whole = metadata.ok_or_else(|| super::store::broken(&entry.key, "siêu dữ liệu không đọc được"))?;
        let letter = |(letter, place): (&super::metadata::Letter, usize)| {
            let key = entry.key.letter(place);
            let mut metadata = whole.clone();
            metadata.letters.clear();
            metadata.identity.clone_from(&letter.identity);
            metadata.letter_of = Some(OneOf { document: entry.key.clone(), name: letter.name.clone() });
            metadata.official.doc_code = key.as_str().replace('/', ".");
            Letter { name: letter.name.clone(), key, metadata }
        };
        Ok(whole.letters.iter().zip(1..).map(letter).collect())
    }
}

/// The letter of a name; marks and capitals may be left out where that does not make two letters one.
pub fn named<'a>(letters: &'a [Letter], name: &str) -> Option<&'a Letter> {
    let exact = letters.iter().find(|letter| nfc(&letter.name) == nfc(name));
    let mut alike = letters.iter().filter(|letter| fold(&letter.name) == fold(name));
    exact.or_else(|| alike.next().filter(|_| alike.next().is_none()))
}
