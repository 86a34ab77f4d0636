//! Whose a file is: by the id it carries, by its number and subject, or as it is said.

use chrono::Datelike;

use crate::archive::incoming::Incoming;
use crate::archive::index::{Entry, Index, Part};
use crate::archive::letters::{Letter, named};
use crate::archive::metadata::Metadata;
use crate::archive::pdf_info::{Origin, Reader};
use crate::archive::{Archive, Key, file};
use crate::base::finding::{Finding, codes};
use crate::base::text::fold::fold;
use crate::load::Office;

/// Letters named in a message; the rest are in `vanthu archive show`.
const MOST_NAMED: usize = 5;

/// Whose a file is.
#[derive(Debug)]
pub(super) enum Owner {
    /// A kept document, or one of its letters.
    Kept(Box<Entry>, Option<Box<Letter>>),
    /// One that is only in the paper register.
    Paper(Box<Metadata>, Key),
}

impl Archive {
    /// The PDF as it was issued of which a file is a later state, if that can be said without asking anybody: whose
    /// it is, and its bytes.
    ///
    /// # Errors
    /// The archive cannot be read, or has lost it.
    pub fn issued_for(&self, bytes: &[u8]) -> Result<Option<(String, Vec<u8>)>, Finding> {
        if !self.exists() {
            return Ok(None);
        }
        let (index, told) = Index::open(self)?;
        match &self.of_itself(&index, bytes, &Reader::new(bytes).origin())?[..] {
            [only] => Ok(self.issued(only)?.map(|issued| (called(only), issued))),
            // it may be one of those that are not whole
            _ => told.iter().next().cloned().map_or(Ok(None), Err),
        }
    }

    /// The PDF as it was issued; none of a document that was not issued from here, or of no letter in particular.
    pub(super) fn issued(&self, part: &Part) -> Result<Option<Vec<u8>>, Finding> {
        let Part { entry, letter } = part;
        if !entry.issued || (entry.letters > 0 && letter.is_none()) {
            return Ok(None);
        }
        let inventory =
            self.store().inventory(&entry.key)?.ok_or_else(|| crate::archive::ocfl::store::lost(&entry.key))?;
        self.store().file_of(&entry.key, &inventory, 1, &file::of(file::ISSUED, letter.as_deref()))
    }

    /// Whose a file is, as it is said or as it says itself.
    pub(super) fn owner(
        &self,
        index: &Index,
        office: &Office,
        incoming: &Incoming<'_>,
        origin: &Origin,
    ) -> Result<Owner, Finding> {
        let found = self.of_itself(index, &incoming.bytes, origin)?;
        match incoming.wanted {
            Some(wanted) => self.as_said(index, office, incoming, origin, wanted, &found),
            None => match &found[..] {
                [only] => self.one_letter(only.clone(), incoming),
                [] => {
                    let what = match &origin.sign {
                        Some((number, symbol)) => format!("tệp ghi số {number}/{symbol}, kho chưa có văn bản ấy"),
                        None => "không biết tệp là của văn bản nào".to_owned(),
                    };
                    let say = format!("nói rõ: `vanthu archive add {} --for 418/BC-UBND`", incoming.shown);
                    Err(incoming.unknown(what).hint(say))
                }
                several => Err(incoming.which(several, "tệp có thể là của")),
            },
        }
    }

    fn as_said(
        &self,
        index: &Index,
        office: &Office,
        incoming: &Incoming<'_>,
        origin: &Origin,
        wanted: &str,
        found: &[Part],
    ) -> Result<Owner, Finding> {
        let place = self.letter_at(wanted);
        let document = place.as_ref().map_or(wanted, |of| of.document.as_str());
        let mut entries = index.named(document, incoming.paper.date.map(|date| date.year()))?;
        entries.extend(index.made_from(wanted)?);
        let parts: Vec<Part> = entries.into_iter().map(|entry| Part { entry, letter: None }).collect();
        match &parts[..] {
            [only] => {
                let own = found.iter().find(|part| part.entry.key == only.entry.key);
                // nothing is refused for good: who names the place means it
                if let (None, [other], None) = (own, found, Key::parse(wanted)) {
                    return Err(incoming
                        .unknown(format!("tệp này là của {}, không phải {}", called(other), called(only)))
                        .hint("kiểm tra lại tệp; đúng tệp thì bỏ `--for`")
                        .hint(format!("vẫn muốn giữ ở đó thì ghi nơi lưu: `--for {}`", only.entry.key)));
                }
                let letter = place.map(|of| of.name).or_else(|| own.and_then(|part| part.letter.clone()));
                self.one_letter(Part { letter, ..only.clone() }, incoming)
            }
            [] => self.on_paper(office, wanted, incoming, origin),
            several => Err(incoming.which(several, &format!("`{wanted}` là {} văn bản trong kho:", several.len()))),
        }
    }

    /// The documents and letters a file may be of, by what it says itself.
    fn of_itself(&self, index: &Index, bytes: &[u8], origin: &Origin) -> Result<Vec<Part>, Finding> {
        let mut same = Vec::new();
        for identity in &origin.identities {
            for part in index.identified(identity)? {
                if !same.contains(&part) {
                    same.push(part);
                }
            }
        }
        if same.len() > 1 {
            // a file name used again the next year: the one whose bytes it begins with, or whose sign it bears; one
            // that is lost is told where it is wanted
            let begins =
                |part: &&Part| self.issued(part).ok().flatten().is_some_and(|issued| bytes.starts_with(&issued));
            let mut narrowed: Vec<Part> = same.iter().filter(begins).cloned().collect();
            if narrowed.is_empty() {
                narrowed.extend(same.iter().filter(|part| bears(origin, &part.entry)).cloned());
            }
            same = narrowed;
        }
        let Some((number, symbol)) = origin.sign.as_ref().filter(|_| same.is_empty()) else { return Ok(same) };
        let title = fold(&origin.title);
        // another office has the same signs: the subject must be ours too
        let is_ours = |entry: &Entry| !entry.subject.is_empty() && title.contains(&fold(&entry.subject));
        let named = index.named(&format!("{number}/{symbol}"), None)?.into_iter().filter(is_ours);
        Ok(named.map(|entry| Part { entry, letter: None }).collect())
    }

    /// The letter of a document that has letters, as it is said or as the file says.
    fn one_letter(&self, part: Part, incoming: &Incoming<'_>) -> Result<Owner, Finding> {
        let entry = Box::new(part.entry);
        let letters = if entry.letters > 0 { self.letters(&entry.key)? } else { Vec::new() };
        let letter = match (incoming.letter, part.letter) {
            (None, None) if letters.is_empty() => return Ok(Owner::Kept(entry, None)),
            (Some(_), _) if letters.is_empty() => return Err(incoming.no_letters(&entry.sign)),
            (None, None) => {
                let (file, sign) = (incoming.shown, &entry.sign);
                return Err(incoming
                    .unknown(format!("{sign} có {} thư, không biết tệp là thư nào", letters.len()))
                    .hint(format!("nói rõ: `vanthu archive add {file} --for {sign} --letter \"TÊN\"`"))
                    .hint(names(letters.iter())));
            }
            (Some(said), _) => said.to_owned(),
            (None, Some(own)) => own,
        };
        match &named(&letters, &letter)[..] {
            [one] => Ok(Owner::Kept(entry, Some(Box::new((*one).clone())))),
            [] => Err(incoming.unknown(format!("{} không có thư `{letter}`", entry.sign)).hint(names(letters.iter()))),
            several => Err(incoming
                .unknown(format!("`{letter}` hợp với {} thư của {}", several.len(), entry.sign))
                .hint(names(several.iter().copied()))),
        }
    }
}

impl Incoming<'_> {
    /// It cannot be said whose the file is.
    pub(super) fn unknown(&self, what: impl Into<String>) -> Finding {
        Finding::new(codes::WHOSE_FILE, what).in_file(self.shown)
    }

    /// A letter was named of a document that has none.
    pub(super) fn no_letters(&self, sign: &str) -> Finding {
        self.unknown(format!("{sign} không phải thư trộn theo danh sách")).hint("bỏ `--letter`")
    }

    fn which(&self, parts: &[Part], what: &str) -> Finding {
        let places: Vec<String> = parts.iter().map(|part| format!("`{}`", part.entry.key)).collect();
        let finding = self.unknown(format!("{what} {}", places.join(", ")));
        match parts.first() {
            Some(first) => finding.hint(format!(
                "ghi nơi lưu thay cho số, ký hiệu: `vanthu archive add {} --for {}`",
                self.shown, first.entry.key
            )),
            None => finding,
        }
    }
}

/// ``05/UBND, thư `Ông An` ``.
fn called(part: &Part) -> String {
    match &part.letter {
        Some(letter) => format!("{}, thư `{letter}`", part.entry.sign),
        None => part.entry.sign.clone(),
    }
}

fn names<'a>(letters: impl ExactSizeIterator<Item = &'a Letter>) -> String {
    let more = if letters.len() > MOST_NAMED { ", …" } else { "" };
    let name = |letter: &Letter| {
        let plain = letter.to.is_empty() || letter.name.contains(&letter.to);
        if plain { format!("`{}`", letter.name) } else { format!("`{}` ({})", letter.name, letter.to) }
    };
    format!("các thư: {}{more}", letters.take(MOST_NAMED).map(name).collect::<Vec<_>>().join(", "))
}

fn bears(origin: &Origin, entry: &Entry) -> bool {
    origin.sign.as_ref().is_some_and(|(number, symbol)| {
        fold(&format!("{}/{symbol}", crate::archive::ocfl::path::printed(number))) == fold(&entry.sign)
    })
}
