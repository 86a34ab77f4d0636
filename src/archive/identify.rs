//! Identifying a file: whose it is by the id it carries, by its number and subject, or as it is said.

use chrono::Datelike;

use super::deposit::Archive;
use super::index::database::Index;
use super::index::entry::{DocumentOrLetter, Entry};
use super::letters::{Letter, named};
use super::metadata::Metadata;
use super::ocfl::error::Damage;
use super::ocfl::path::ObjectKey;
use super::pdf_info::{PdfInfo, PdfReader};
use super::submission::Submission;
use crate::base::finding::Finding;
use crate::base::io::paths::argument;
use crate::base::text::fold::fold;
use crate::load::Office;

/// Letters named in a message; the rest are in `vanthu archive show`.
const MAX_NAMED: usize = 5;

/// Whose a file is.
#[derive(Debug)]
pub(super) enum Identified {
    /// A kept document, or one of its letters.
    Kept(Box<Entry>, Option<Box<Letter>>),
    /// One that is only in the paper register.
    Unissued(Box<Metadata>, ObjectKey),
}

impl Archive {
    /// The PDF as it was issued of which a file is a later state, if that can be said without asking anybody: whose
    /// it is, and its bytes.
    ///
    /// # Errors
    /// The archive cannot be read, or has lost it.
    pub(crate) fn issued_for(&self, bytes: &[u8]) -> Result<Option<(String, Vec<u8>)>, Finding> {
        if !self.exists() {
            return Ok(None);
        }
        let (index, missed) = Index::open(self)?;
        match &self.of_itself(&index, bytes, &PdfReader::new(bytes).info())?[..] {
            [only] => Ok(self.issued(only)?.map(|issued| (called(only), issued))),
            // it may be one of those that are not whole
            _ => missed.iter().next().cloned().map_or(Ok(None), Err),
        }
    }

    /// The PDF as it was issued; none of a document that was not issued from here, or of no letter in particular.
    pub(super) fn issued(&self, part: &DocumentOrLetter) -> Result<Option<Vec<u8>>, Finding> {
        let DocumentOrLetter { entry, letter } = part;
        if !entry.issued || (entry.letters > 0 && letter.is_none()) {
            return Ok(None);
        }
        let inventory = self.store().inventory(&entry.key)?.ok_or_else(|| Damage::Lost.of(&entry.key))?;
        let Some((_, digest)) = inventory.finalized(letter.as_deref()) else { return Ok(None) };
        Ok(Some(self.store().content(&entry.key, &inventory, digest)?))
    }

    /// The documents and letters a file may be of, by what it says itself.
    fn of_itself(&self, index: &Index, bytes: &[u8], info: &PdfInfo) -> Result<Vec<DocumentOrLetter>, Finding> {
        let mut same = Vec::new();
        for identity in &info.identities {
            for part in index.identified(identity)? {
                if !same.contains(&part) {
                    same.push(part);
                }
            }
        }
        if same.len() > 1 {
            // a file name used again the next year: the one whose bytes it begins with, or whose number and symbol it bears; one
            // that is lost is reported where it is wanted
            let begins = |part: &&DocumentOrLetter| {
                self.issued(part).ok().flatten().is_some_and(|issued| bytes.starts_with(&issued))
            };
            let mut narrowed: Vec<DocumentOrLetter> = same.iter().filter(begins).cloned().collect();
            if narrowed.is_empty() {
                narrowed.extend(same.iter().filter(|part| bears(info, &part.entry)).cloned());
            }
            same = narrowed;
        }
        let Some(reference) = info.reference.as_ref().filter(|_| same.is_empty()) else { return Ok(same) };
        let title = fold(&info.title);
        // another office has the same symbols: the subject must be ours too
        let is_ours = |entry: &Entry| !entry.subject.is_empty() && title.contains(&fold(&entry.subject));
        let named = index.named(&reference.to_string(), None)?.into_iter().filter(is_ours);
        Ok(named.map(|entry| DocumentOrLetter { entry, letter: None }).collect())
    }
}

/// A file whose document is looked for.
pub(super) struct Identification<'a> {
    pub(super) archive: &'a Archive,
    pub(super) index: &'a Index,
    pub(super) office: &'a Office,
    pub(super) submission: &'a Submission<'a>,
    /// What the file says of itself.
    pub(super) info: &'a PdfInfo,
}

impl Identification<'_> {
    /// Whose a file is, as it is said or as it says itself.
    pub(super) fn run(&self) -> Result<Identified, Finding> {
        let Self { submission, info, .. } = self;
        let found = self.archive.of_itself(self.index, &submission.bytes, info)?;
        match submission.wanted {
            Some(wanted) => self.as_said(wanted, &found),
            None => match &found[..] {
                [only] => self.one_letter(only.clone()),
                [] => {
                    let what = match &info.reference {
                        Some(reference) => format!("tệp ghi số {}, kho chưa có văn bản ấy", reference.as_written()),
                        None => "không biết tệp là của văn bản nào".to_owned(),
                    };
                    let say = format!("ghi rõ: `vanthu archive add {} --for 418/BC-UBND`", argument(submission.shown));
                    Err(submission.unknown(what).hint(say))
                }
                several => Err(submission.which(several, "tệp có thể là của")),
            },
        }
    }

    fn as_said(&self, wanted: &str, found: &[DocumentOrLetter]) -> Result<Identified, Finding> {
        let Self { index, submission, .. } = self;
        let place = self.archive.letter_at(wanted);
        let document = place.as_ref().map_or(wanted, |of| of.document.as_str());
        let mut entries = index.named(document, submission.facts.date.map(|date| date.year()))?;
        entries.extend(index.made_from(wanted)?);
        let parts: Vec<DocumentOrLetter> =
            entries.into_iter().map(|entry| DocumentOrLetter { entry, letter: None }).collect();
        match &parts[..] {
            [only] => {
                let own = found.iter().find(|part| part.entry.key == only.entry.key);
                // nothing is refused for good: who names the place means it
                if let (None, [other], None) = (own, found, ObjectKey::parse(wanted)) {
                    return Err(submission
                        .unknown(format!("tệp này là của {}, không phải {}", called(other), called(only)))
                        .hint("kiểm tra lại tệp; đúng tệp thì bỏ `--for`")
                        .hint(format!("vẫn muốn giữ ở đó thì ghi nơi lưu: `--for {}`", only.entry.key)));
                }
                let letter = place.map(|of| of.name).or_else(|| own.and_then(|part| part.letter.clone()));
                self.one_letter(DocumentOrLetter { letter, ..only.clone() })
            }
            [] => self.unissued(wanted),
            several => Err(submission.which(several, &format!("`{wanted}` là {} văn bản trong kho:", several.len()))),
        }
    }

    /// The letter of a document that has letters, as it is said or as the file says.
    fn one_letter(&self, part: DocumentOrLetter) -> Result<Identified, Finding> {
        let submission = self.submission;
        let entry = Box::new(part.entry);
        let letters = if entry.letters > 0 { self.archive.letters(&entry.key)? } else { Vec::new() };
        let letter = match (submission.letter, part.letter) {
            (None, None) if letters.is_empty() => return Ok(Identified::Kept(entry, None)),
            (Some(_), _) if letters.is_empty() => return Err(submission.no_letters(&entry.reference)),
            (None, None) => {
                let (file, reference) = (argument(submission.shown), &entry.reference);
                return Err(submission
                    .unknown(format!("{reference} có {} thư, không biết tệp là thư nào", letters.len()))
                    .hint(format!("ghi rõ: `vanthu archive add {file} --for {reference} --letter \"TÊN\"`"))
                    .hint(names(letters.iter())));
            }
            (Some(said), _) => said.to_owned(),
            (None, Some(own)) => own,
        };
        match &named(&letters, &letter)[..] {
            [one] => Ok(Identified::Kept(entry, Some(Box::new((*one).clone())))),
            [] => Err(submission
                .unknown(format!("{} không có thư `{letter}`", entry.reference))
                .hint(names(letters.iter()))),
            several => Err(submission
                .unknown(format!("`{letter}` hợp với {} thư của {}", several.len(), entry.reference))
                .hint(names(several.iter().copied()))),
        }
    }
}

impl Submission<'_> {
    fn which(&self, parts: &[DocumentOrLetter], what: &str) -> Finding {
        let places: Vec<String> = parts.iter().map(|part| format!("`{}`", part.entry.key)).collect();
        let finding = self.unknown(format!("{what} {}", places.join(", ")));
        match parts.first() {
            Some(first) => finding.hint(format!(
                "ghi nơi lưu thay cho số, ký hiệu: `vanthu archive add {} --for {}`",
                argument(self.shown),
                first.entry.key
            )),
            None => finding,
        }
    }
}

/// ``05/UBND, thư `Ông An` ``.
fn called(part: &DocumentOrLetter) -> String {
    match &part.letter {
        Some(letter) => format!("{}, thư `{letter}`", part.entry.reference),
        None => part.entry.reference.clone(),
    }
}

fn names<'a>(letters: impl ExactSizeIterator<Item = &'a Letter>) -> String {
    let more = if letters.len() > MAX_NAMED { ", …" } else { "" };
    let name = |letter: &Letter| {
        let plain = letter.to.is_empty() || letter.name.contains(&letter.to);
        if plain { format!("`{}`", letter.name) } else { format!("`{}` ({})", letter.name, letter.to) }
    };
    format!("các thư: {}{more}", letters.take(MAX_NAMED).map(name).collect::<Vec<_>>().join(", "))
}

fn bears(info: &PdfInfo, entry: &Entry) -> bool {
    info.reference.as_ref().is_some_and(|reference| fold(&reference.to_string()) == fold(&entry.reference))
}
