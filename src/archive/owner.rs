//! Whose a file is: by the id it carries, by its number and subject, or as it is said.

use chrono::Datelike;

use super::add::Incoming;
use super::index::{Entry, Index, Part};
use super::letters::{Letter, named};
use super::metadata::Metadata;
use super::origin::{Origin, Reader, sign_in};
use super::{Archive, Key, file};
use crate::document::{Kind, kind};
use crate::finding::{Finding, codes};
use crate::load::Office;
use crate::register::Register;
use crate::vietnamese::fold::fold;

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
    /// The PDF as it was issued of which a file is a later state, if that can be said without asking anybody.
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn issued_for(&self, bytes: &[u8]) -> Result<Option<Vec<u8>>, Finding> {
        if !self.exists() {
            return Ok(None);
        }
        let (index, _) = Index::open(self)?;
        match &self.of_itself(&index, bytes, &Reader::new(bytes).origin())?[..] {
            [only] => self.issued(&only.entry.key, only.letter.as_deref()),
            _ => Ok(None),
        }
    }

    /// The PDF as it was issued; none of a document that was not issued from here.
    pub(super) fn issued(&self, key: &Key, letter: Option<&str>) -> Result<Option<Vec<u8>>, Finding> {
        self.store().file(key, 1, &file::of(file::ISSUED, letter))
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
        let Some(wanted) = incoming.wanted else {
            return match &found[..] {
                [only] => self.one_letter(only.clone(), incoming),
                [] => Err(unknown(
                    incoming,
                    match &origin.sign {
                        Some((number, symbol)) => format!("tệp ghi số {number}/{symbol}, kho chưa có văn bản ấy"),
                        None => "không biết tệp là của văn bản nào".to_owned(),
                    },
                )),
                several => Err(unknown(incoming, format!("tệp có thể là của {}", places(several)))),
            };
        };
        let mut entries = index.named(wanted, incoming.paper.date.map(|date| date.year()))?;
        entries.extend(index.made_from(wanted)?);
        let mut parts: Vec<Part> = entries.into_iter().map(|entry| Part { entry, letter: None }).collect();
        match &mut parts[..] {
            [only] => {
                let own = found.iter().find(|part| part.entry.key == only.entry.key);
                only.letter = own.and_then(|part| part.letter.clone());
                self.one_letter(only.clone(), incoming)
            }
            [] => paper(office, &Register::of(&self.journal().events()?), wanted, incoming, origin),
            several => Err(unknown(
                incoming,
                format!("`{wanted}` là {} văn bản trong kho: {}", several.len(), places(several)),
            )),
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
            // a file name used again the next year: the one whose bytes it begins with, or whose sign it bears
            let mut narrowed = Vec::new();
            for part in &same {
                if self
                    .issued(&part.entry.key, part.letter.as_deref())?
                    .is_some_and(|issued| bytes.starts_with(&issued))
                {
                    narrowed.push(part.clone());
                }
            }
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
        let letters = self.letters(&entry)?;
        let wrong = |what: String| Finding::new(codes::WHOSE_FILE, what).in_file(incoming.shown);
        let letter = match (incoming.letter, part.letter) {
            (None, None) if letters.is_empty() => return Ok(Owner::Kept(entry, None)),
            (Some(_), _) if letters.is_empty() => {
                return Err(wrong(format!("{} không phải thư trộn theo danh sách", entry.sign)).hint("bỏ `--letter`"));
            }
            (None, None) => {
                let (file, sign) = (incoming.shown, &entry.sign);
                return Err(wrong(format!("{sign} có {} thư, không biết tệp là thư nào", letters.len()))
                    .hint(format!("nói rõ: `vanthu archive add {file} --for {sign} --letter \"TÊN\"`"))
                    .hint(names(&letters)));
            }
            (Some(said), _) => said.to_owned(),
            (None, Some(own)) => own,
        };
        match named(&letters, &letter) {
            Some(letter) => Ok(Owner::Kept(entry, Some(Box::new(letter.clone())))),
            None => Err(wrong(format!("{} không có thư `{letter}`", entry.sign)).hint(names(&letters))),
        }
    }
}

fn unknown(incoming: &Incoming<'_>, what: String) -> Finding {
    Finding::new(codes::WHOSE_FILE, what)
        .in_file(incoming.shown)
        .hint(format!("nói rõ: `vanthu archive add {} --for 418/BC-UBND`", incoming.shown))
}

fn names(letters: &[Letter]) -> String {
    let some = letters.iter().take(MOST_NAMED).map(|letter| format!("`{}`", letter.name)).collect::<Vec<_>>();
    format!("các thư: {}{}", some.join(", "), if letters.len() > MOST_NAMED { ", …" } else { "" })
}

fn bears(origin: &Origin, entry: &Entry) -> bool {
    origin.sign.as_ref().is_some_and(|(number, symbol)| {
        fold(&format!("{}/{symbol}", super::name::printed(number))) == fold(&entry.sign)
    })
}

fn places(parts: &[Part]) -> String {
    let place = |part: &Part| match &part.letter {
        Some(letter) => format!("`{}` (thư `{letter}`)", part.entry.key),
        None => format!("`{}`", part.entry.key),
    };
    parts.iter().map(place).collect::<Vec<_>>().join(", ")
}

/// A document of which only the paper register knows.
fn paper(
    office: &Office,
    register: &Register,
    wanted: &str,
    incoming: &Incoming<'_>,
    origin: &Origin,
) -> Result<Owner, Finding> {
    let unknown = |what: String| Finding::new(codes::WHOSE_FILE, what).in_file(incoming.shown);
    let Some((number, symbol)) = sign_in(wanted) else {
        return Err(unknown(format!("kho không có văn bản `{wanted}`"))
            .hint("phát hành văn bản bằng `vanthu issue` trước, hoặc viết số, ký hiệu như `418/BC-UBND`"));
    };
    let Some(kind) = kind_of(&symbol) else {
        return Err(unknown(format!("ký hiệu `{symbol}` không cho biết loại văn bản"))
            .hint("viết đủ ký hiệu như `QĐ-UBND`, `BC-UBND`"));
    };
    let year = incoming.paper.date.map(|date| date.year());
    let lines = register.named(wanted, year);
    let line = match &lines[..] {
        [only] => Some(&only.facts),
        _ => None,
    };
    let Some(date) = incoming.paper.date.or(line.and_then(|line| line.date)) else {
        return Err(unknown(format!(
            "kho chưa có {wanted}, muốn lưu văn bản ngoài chương trình thì cần ngày ban hành"
        ))
        .hint(format!(
            "thêm ngày và trích yếu: `vanthu archive add {} --for {wanted} --date 2025-12-05 --subject \"…\"`",
            incoming.shown
        )));
    };
    let (key, mut metadata) = Metadata::foreign(kind, &number, &symbol, date, office.retention(kind));
    metadata.identity = origin.identities.first().cloned();
    let subject = incoming.paper.subject.or(line.map(|line| line.subject.as_str())).unwrap_or(&origin.title);
    metadata.official.subject = subject.to_owned();
    let signer = incoming.paper.signer.or(line.and_then(|line| line.signatory.as_deref()));
    metadata.official.signer_info.full_name = signer.unwrap_or_default().to_owned();
    metadata.official.organ_name = line.map(|line| line.issuer_name.clone()).unwrap_or_default();
    metadata.official.to = line.map(|line| line.recipients.clone()).unwrap_or_default();
    metadata.official.page_amount = origin.pages;
    Ok(Owner::Paper(Box::new(metadata), key))
}

/// The kind that a symbol begins with: `QĐ-UBND`; công văn has none of its own.
fn kind_of(symbol: &str) -> Option<Kind> {
    let last = symbol.rsplit('/').next().unwrap_or(symbol);
    let first = last.split('-').next().unwrap_or(last);
    let named = kind::ALL.into_iter().find(|kind| !kind.abbreviation.is_empty() && kind.abbreviation == first);
    named.or_else(|| if last.contains('-') { Kind::from_key("cong-van") } else { None })
}
