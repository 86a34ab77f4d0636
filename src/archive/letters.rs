//! The letters of a document with a list: issued with it as one object, and each with an object of its own from the
//! day its signed file is handed in. In one object the inventory, which names every file of every version, would grow
//! with the square of their number.

use super::deposit::Archive;
use super::metadata::{LetterMetadata, LetterOf, Metadata};
use super::object_file as file;
use super::ocfl::error::{Damage, StoreError};
use super::ocfl::path::ObjectKey;
use crate::base::text::fold::fold;
use crate::base::text::nfc;

/// One letter of a kept document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its files were named so when they were built.
    pub name: String,
    /// Kính gửi.
    pub to: String,
    /// Where its signed files are kept, once there is one.
    pub key: ObjectKey,
    /// Its place in the list, from 0.
    place: usize,
}

impl Archive {
    /// The letters of a document in the order of its list; none of a document without one.
    ///
    /// # Errors
    /// The document is not whole in the store.
    pub fn letters(&self, document: &ObjectKey) -> Result<Vec<Letter>, StoreError> {
        let whole = self.metadata(document)?;
        let letter = |(place, letter): (usize, LetterMetadata)| Letter {
            name: letter.name,
            to: letter.to,
            key: document.letter(place + 1),
            place,
        };
        Ok(whole.letters.into_iter().enumerate().map(letter).collect())
    }

    /// What a letter is, with the pages of the file handed in.
    pub(super) fn metadata_of(
        &self,
        document: &ObjectKey,
        letter: &Letter,
        pages: usize,
    ) -> Result<Metadata, StoreError> {
        let mut metadata = self.metadata(document)?;
        let own = std::mem::take(&mut metadata.letters).into_iter().nth(letter.place);
        metadata.letter_of = Some(LetterOf { document: document.clone(), name: letter.name.clone() });
        metadata.official.doc_code = letter.key.as_str().replace('/', ".");
        metadata.official.page_amount = pages;
        if let Some(own) = own {
            metadata.identity = own.identity;
            metadata.official.to = Some(own.to).filter(|to| !to.is_empty()).into_iter().collect();
            if let Some(subject) = own.subject {
                metadata.official.subject = subject;
            }
        }
        Ok(metadata)
    }

    /// Which letter of which document lies at a place of the store.
    pub(crate) fn letter_at(&self, place: &str) -> Option<LetterOf> {
        let inventory = self.store().inventory(&ObjectKey::parse(place)?).ok()??;
        let bytes =
            self.store().file_of(&ObjectKey::parse(place)?, &inventory, inventory.number(), file::METADATA).ok()??;
        Metadata::parse(&bytes)?.letter_of
    }

    fn metadata(&self, document: &ObjectKey) -> Result<Metadata, StoreError> {
        let inventory = self.store().inventory(document)?.ok_or_else(|| Damage::Lost.of(document))?;
        let bytes = self.store().file_of(document, &inventory, inventory.number(), file::METADATA)?;
        let metadata = bytes.as_deref().and_then(Metadata::parse);
        metadata.ok_or_else(|| Damage::UnreadableMetadata.of(document))
    }
}

/// The letters that a name or an addressee may mean. Marks count, unless what was typed has none.
pub fn named<'a>(letters: &'a [Letter], said: &str) -> Vec<&'a Letter> {
    let said = nfc(said.trim());
    if let Some(exact) = letters.iter().find(|letter| nfc(&letter.name) == said) {
        return vec![exact];
    }
    let alike = |plain: fn(&str) -> String| -> Vec<&'a Letter> {
        let wanted = plain(&said);
        let by_name: Vec<_> = letters.iter().filter(|letter| plain(&letter.name) == wanted).collect();
        if !by_name.is_empty() {
            return by_name;
        }
        // "Lê Văn Cường" of "Ông Lê Văn Cường"
        let inside = |to: &str| to == wanted || to.ends_with(&format!(" {wanted}"));
        letters.iter().filter(|letter| inside(&plain(&letter.to))).collect()
    };
    let found = alike(|text| nfc(text).to_lowercase());
    if found.is_empty() && fold(&said) == said.to_lowercase() { alike(fold) } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_meant_by_its_name_or_addressee_and_marks_count() {
        let document = ObjectKey::parse("2025/cong-van/12-ubnd").unwrap();
        let letter = |(place, (name, to)): (usize, &(&str, &str))| Letter {
            name: (*name).to_owned(),
            to: (*to).to_owned(),
            key: document.letter(place + 1),
            place,
        };
        let list = [("Phát", "Ông Lê Văn Phát"), ("Ân", "Bà Trần Ân"), ("Ấn", "Ông Ấn"), ("moi-4", "Bà Lê Thị Hạnh")];
        let letters: Vec<Letter> = list.iter().enumerate().map(letter).collect();
        let found = |said| named(&letters, said).into_iter().map(|letter| letter.name.as_str()).collect::<Vec<_>>();
        assert_eq!(found("phát"), ["Phát"]);
        assert_eq!(found("phat"), ["Phát"]);
        assert!(found("Phạt").is_empty());
        assert_eq!(found("ân"), ["Ân"]);
        assert_eq!(found("an"), ["Ân", "Ấn"]);
        assert_eq!(found("lê thị hạnh"), ["moi-4"]);
        assert_eq!(found("Ba Le Thi Hanh"), ["moi-4"]);
        assert!(found("Lê Thị Hành").is_empty());
    }
}
