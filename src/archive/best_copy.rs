//! The best copy of a document: the best file that was submitted of it, or the PDF as it was finalized.

use super::deposit::Archive;
use super::index::database::Index;
use super::index::entry::{Entry, HandedIn};
use super::letters::Letter;
use super::object_file as file;
use super::ocfl::error::Damage;
use super::ocfl::inventory::Inventory;
use super::ocfl::path::ObjectKey;
use crate::base::finding::Finding;
use crate::signature::Indication;

/// The file to hand out of a document or a letter.
#[derive(Debug)]
pub(crate) struct BestCopy {
    /// The object it lies in.
    pub key: ObjectKey,
    /// The inventory of that object.
    pub inventory: Inventory,
    /// The version that holds it.
    pub version: u32,
    /// Its path in the object.
    pub path: String,
    /// What was found of it; none of a PDF as it was finalized.
    pub outcome: Option<Indication>,
}

impl Archive {
    /// Finds the file to hand out.
    ///
    /// # Errors
    /// What was handed in is no longer there, or the object is not whole.
    pub(crate) fn best_copy(&self, index: &Index, entry: &Entry, letter: Option<&Letter>) -> Result<BestCopy, Finding> {
        let name = letter.map_or("", |letter| letter.name.as_str());
        let known = index.handed_in(&entry.key)?.remove(name);
        self.best_copy_of(index, entry, letter, known)
    }

    /// The same with what was handed in at hand.
    pub(super) fn best_copy_of(
        &self,
        index: &Index,
        entry: &Entry,
        letter: Option<&Letter>,
        known: Option<HandedIn>,
    ) -> Result<BestCopy, Finding> {
        let key = match letter {
            Some(letter) if known.is_some() || index.lacks(&letter.key)? => letter.key.clone(),
            _ => entry.key.clone(),
        };
        if index.lacks(&key)? {
            return Err(Damage::Lost.of(&key).into());
        }
        let inventory = self.store().inventory(&key)?;
        let least = known.as_ref().map_or(1, |known| known.last_version);
        let inventory =
            inventory.filter(|inventory| inventory.number() >= least).ok_or_else(|| Damage::Lost.of(&key))?;
        let (version, outcome) = match known {
            Some(known) => (known.version, Some(known.outcome)),
            None => (inventory.number(), None),
        };
        let signed = outcome.as_ref().and_then(|_| inventory.signed(version)).map(str::to_owned);
        let finalized = || inventory.finalized(letter.map(|letter| letter.name.as_str())).map(|(path, _)| path);
        let path = signed.or_else(finalized).unwrap_or_else(|| file::FINALIZED.to_owned());
        Ok(BestCopy { key, inventory, version, path, outcome })
    }
}
