//! What is said of a document that is finalized: its metadata with its letters, and its line of the register.

use chrono::{Datelike, NaiveDate};

use crate::archive::ObjectKey;
use crate::archive::metadata::{LetterMetadata, Metadata};
use crate::archive::pdf_info::PdfReader;
use crate::base::finding::{Finding, Findings};
use crate::domain::document::ReferenceNumber;
use crate::domain::register::Entry;
use crate::operations::common::session::Session;
use crate::operations::common::unnumbered::unnumbered;
use crate::operations::finalize::deposit::{Made, Now, Wanted};
use crate::operations::finalize::refusal::{FinalizeRefusal, OutOfOrder};
use crate::operations::update::target::Target;

/// Where a document is kept and what it is.
pub(super) struct Described {
    pub(super) key: ObjectKey,
    pub(super) metadata: Metadata,
    pub(super) findings: Findings,
}

impl Session {
    /// Where it goes and what it is, from the document itself or from its first letter; a paper document has the day
    /// for its date until it is numbered.
    pub(super) fn described(
        &self,
        wanted: Wanted<'_>,
        made: &[Made],
        now: &[Now],
        today: NaiveDate,
    ) -> Result<Described, Findings> {
        let Wanted { path, targets, paper } = wanted;
        let (document, findings) = self.checked(targets.first().copied().unwrap_or(Target::of(path)), true);
        let Some(document) = document else { return Err(findings) };
        if !document.kind.is_numbered() {
            return Err(unnumbered(document.kind).in_file(self.workspace().shown(path)).into());
        }
        let pages = made.iter().map(|made| made.record.pages.len()).sum();
        let retention = self.office.retention(document.kind);
        let described = if paper {
            let reference = ReferenceNumber::new("", document.symbol.one_line());
            let (_, metadata) = Metadata::numbered(&document, path, pages, retention, (&reference, today));
            Some((ObjectKey::waiting(today.year(), document.kind, path), metadata))
        } else {
            Metadata::of(&document, path, pages, retention)
        };
        let (key, mut metadata) =
            described.ok_or_else(|| OutOfOrder::NotNumbered { document: self.workspace().shown(path) })?;
        let first = metadata.official.subject.clone();
        let several = now.iter().any(|now| now.subject != first);
        for (made, now) in made.iter().zip(now) {
            let identity = PdfReader::new(&made.pdf).info().identities.into_iter().next();
            let Some(name) = made.letter.clone() else {
                metadata.identity = identity;
                continue;
            };
            let subject = several.then(|| now.subject.clone());
            metadata.letters.push(LetterMetadata { name, identity, to: now.to.clone(), subject });
        }
        if several {
            metadata.official.subject = common(now.iter().map(|now| now.subject.as_str()));
        }
        Ok(Described { key, metadata, findings })
    }

    /// The line of the register of a document.
    pub(super) fn numbered<'a>(
        &self,
        path: &str,
        metadata: &Metadata,
        entry: Option<&'a Entry>,
    ) -> Result<&'a Entry, Finding> {
        let entry = entry.filter(|entry| {
            let reference = &entry.facts.reference;
            reference.number.to_string() == metadata.number && reference.symbol == metadata.symbol
        });
        entry.ok_or_else(|| {
            let (document, reference) = (self.workspace().shown(path), metadata.reference_number());
            FinalizeRefusal::NotInRegister { document, reference }.into()
        })
    }
}

/// What texts begin and end with, `…` for what differs: `Mời … dự họp`.
fn common<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> String {
    let first: Vec<&str> = texts.clone().next().unwrap_or_default().split(' ').collect();
    let (mut from, mut to) = (first.len(), first.len());
    for text in texts {
        let words: Vec<&str> = text.split(' ').collect();
        let same = |(a, b): &(&&str, &&str)| a == b;
        from = from.min(first.iter().zip(&words).take_while(same).count());
        to = to.min(first.iter().rev().zip(words.iter().rev()).take_while(same).count());
    }
    let to = to.min(first.len() - from);
    let parts = [first[..from].join(" "), "…".to_owned(), first[first.len() - to..].join(" ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_that_differ_leave_what_they_share() {
        let shared = |texts: &[&str]| common(texts.iter().copied());
        assert_eq!(shared(&["Mời ông An dự họp", "Mời bà Bình dự họp"]), "Mời … dự họp");
        assert_eq!(shared(&["Mời An", "Mời An An"]), "Mời An …");
        assert_eq!(shared(&["An", "Bình"]), "…");
    }
}
