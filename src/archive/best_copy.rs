//! Which file of a document is the one to hand out: the best that was handed in, or the PDF as it was issued.

use crate::archive::index::{Entry, HandedIn, Index};
use crate::archive::letters::Letter;
use crate::archive::ocfl::store;
use crate::archive::{Archive, Inventory, Key, file};
use crate::base::finding::Finding;

/// The file to hand out of a document or a letter.
#[derive(Debug)]
pub struct Handout {
    /// The object it lies in.
    pub key: Key,
    /// The inventory of that object.
    pub inventory: Inventory,
    /// The version that holds it.
    pub version: u32,
    /// Its path in the object.
    pub path: String,
    /// What was found of it; none of a PDF as it was issued.
    pub outcome: Option<String>,
}

impl Archive {
    /// Finds the file to hand out.
    ///
    /// # Errors
    /// What was handed in is no longer there, or the object is not whole.
    pub fn handout(&self, index: &Index, entry: &Entry, letter: Option<&Letter>) -> Result<Handout, Finding> {
        let name = letter.map_or("", |letter| letter.name.as_str());
        let known = index.handed_in(&entry.key)?.remove(name);
        self.handout_of(index, entry, letter, known)
    }

    /// The same with what was handed in at hand.
    pub(super) fn handout_of(
        &self,
        index: &Index,
        entry: &Entry,
        letter: Option<&Letter>,
        known: Option<HandedIn>,
    ) -> Result<Handout, Finding> {
        let key = match letter {
            Some(letter) if known.is_some() || index.lacks(&letter.key)? => letter.key.clone(),
            _ => entry.key.clone(),
        };
        if index.lacks(&key)? {
            return Err(store::lost(&key));
        }
        let inventory = self.store().inventory(&key)?;
        let least = known.as_ref().map_or(1, |known| known.last_version);
        let inventory = inventory.filter(|inventory| inventory.number() >= least).ok_or_else(|| store::lost(&key))?;
        let (version, outcome) = match known {
            Some(known) => (known.version, Some(known.outcome)),
            None => (inventory.number(), None),
        };
        let signed = outcome.as_ref().and_then(|_| inventory.signed(version)).map(str::to_owned);
        let path = signed.unwrap_or_else(|| file::of(file::ISSUED, letter.map(|letter| letter.name.as_str())));
        Ok(Handout { key, inventory, version, path, outcome })
    }
}
