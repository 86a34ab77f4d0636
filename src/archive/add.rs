//! Files signed elsewhere or scanned: whose they are, what is to be said of them, and into the store bit for bit.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde::Serialize;
use serde_json::{Map, json};

use super::index::{Entry, Index};
use super::metadata::Metadata;
use super::origin::{Origin, Reader, sign_in};
use super::{Archive, Deposit, Inventory, KEPT, Key, Outcome, file, sha512};
use crate::document::{Kind, kind};
use crate::finding::{Finding, Findings, codes};
use crate::load::Office;
use crate::register::Register;
use crate::vietnamese::fold::{ascii_name, fold};

/// A file to keep.
#[derive(Debug)]
pub struct Incoming<'a> {
    /// Its name in messages.
    pub shown: &'a str,
    /// Its bytes, which nobody touches.
    pub bytes: Vec<u8>,
    /// Whose it is, if told: `418/BC-UBND`, a place in the store, or the file of a document from the workspace.
    pub wanted: Option<&'a str>,
    /// Facts of a document that was not issued from here.
    pub paper: Paper<'a>,
}

/// What the paper register says of a document that was not issued from here.
#[derive(Debug, Clone, Copy, Default)]
pub struct Paper<'a> {
    /// Ngày ban hành.
    pub date: Option<NaiveDate>,
    /// Trích yếu.
    pub subject: Option<&'a str>,
    /// Người ký.
    pub signer: Option<&'a str>,
}

/// What is said of the signatures of a file.
#[derive(Debug)]
pub struct Judged {
    /// The outcome, as programs read it.
    pub outcome: String,
    /// All that was found, to be kept beside the file.
    pub report: Vec<u8>,
}

/// What became of a file.
#[derive(Debug)]
pub struct Added {
    /// Where it is kept.
    pub key: Key,
    /// `418/BC-UBND`.
    pub sign: String,
    /// Whether it is new in the archive.
    pub outcome: Outcome,
    /// The PDF as issued, to compare with.
    pub issued: bool,
    /// What else is to be told.
    pub findings: Findings,
}

/// Whose a file is.
#[derive(Debug, Serialize)]
enum Owner {
    /// A kept document.
    Kept(Key, String),
    /// One that is only in the paper register.
    Paper(Box<Metadata>, Key),
}

impl Archive {
    /// Keeps a file whatever is wrong with it. `judge` sees the file and the PDF as issued, if it was issued from here.
    ///
    /// # Errors
    /// It cannot be said whose file it is, or the archive cannot be written.
    pub fn add(
        &self,
        office: &Office,
        incoming: Incoming<'_>,
        at: DateTime<FixedOffset>,
        judge: impl FnOnce(&[u8], Option<&[u8]>) -> Result<Judged, Finding>,
    ) -> Result<Added, Finding> {
        if incoming.bytes.is_empty() {
            return Err(Finding::new(codes::EMPTY_FILE, "tệp trống, không có gì để lưu")
                .in_file(incoming.shown)
                .hint("ký hoặc quét lại, rồi nộp tệp mới"));
        }
        let (index, mut told) = Index::open(self)?;
        let reader = Reader::new(&incoming.bytes);
        let origin = reader.origin();
        let owner = self.owner(&index, office, &incoming, &origin)?;
        let (key, sign) = match &owner {
            Owner::Kept(key, sign) => (key.clone(), sign.clone()),
            Owner::Paper(metadata, key) => (key.clone(), metadata.sign()),
        };
        let past = self.store().inventory(&key)?;
        let issued = match &past {
            Some(past) => self.store().file_of(&key, past, past.number(), file::ISSUED)?,
            None => None,
        };
        let judged = judge(&incoming.bytes, issued.as_deref())?;
        let mut files = BTreeMap::from([(file::JUDGEMENT.to_owned(), judged.report)]);
        if let Owner::Paper(metadata, _) = &owner {
            files.insert(file::METADATA.to_owned(), metadata.to_bytes());
        }
        let digest = sha512(&incoming.bytes);
        files.insert(name_of(&incoming), incoming.bytes);
        let facts = Map::from_iter([
            ("sha512".to_owned(), json!(digest)),
            ("ten_tep".to_owned(), json!(incoming.shown)),
            ("ket_luan".to_owned(), json!(judged.outcome)),
        ]);
        let deposit = Deposit { key: key.clone(), event: KEPT, message: format!("Nộp lưu {sign}"), files, facts };
        let (outcome, swept) =
            self.deposit(at, index.place(), deposit, |past| Ok(past.and_then(|past| holding(past, &digest))))?;
        told.extend(swept);
        Ok(Added { key, sign, outcome, issued: issued.is_some(), findings: told })
    }

    fn owner(
        &self,
        index: &Index,
        office: &Office,
        incoming: &Incoming<'_>,
        origin: &Origin,
    ) -> Result<Owner, Finding> {
        let unknown = |what: &str| {
            Finding::new(codes::WHOSE_FILE, what)
                .in_file(incoming.shown)
                .hint(format!("nói rõ: `vanthu archive add {} --for 418/BC-UBND`", incoming.shown))
        };
        if let Some(wanted) = incoming.wanted {
            let mut found = index.named(wanted, incoming.paper.date.map(|date| date.year()))?;
            found.extend(index.made_from(wanted)?);
            return match &found[..] {
                [only] => Ok(kept(only)),
                [] => paper(office, &Register::of(&self.journal().events()?), wanted, incoming, origin),
                several => {
                    Err(unknown(&format!("`{wanted}` là {} văn bản trong kho: {}", several.len(), places(several))))
                }
            };
        }
        let mut same = Vec::new();
        for identity in &origin.identities {
            for entry in index.identified(identity)? {
                if !same.contains(&entry) {
                    same.push(entry);
                }
            }
        }
        if same.len() > 1 {
            // a file name used again the next year: the one whose bytes it begins with, or whose sign it bears
            let begins = |entry: &Entry| -> Result<bool, Finding> {
                let issued = self.store().file(&entry.key, 1, file::ISSUED)?;
                Ok(issued.is_some_and(|issued| incoming.bytes.starts_with(&issued)))
            };
            let mut narrowed = Vec::new();
            for entry in &same {
                if begins(entry)? {
                    narrowed.push(entry.clone());
                }
            }
            if narrowed.is_empty() {
                narrowed.extend(same.iter().filter(|entry| bears(origin, entry)).cloned());
            }
            same = narrowed;
        }
        match &same[..] {
            [only] => return Ok(kept(only)),
            [] => {}
            several => return Err(unknown(&format!("tệp có thể là của {}", places(several)))),
        }
        let Some((number, symbol)) = &origin.sign else {
            return Err(unknown("không biết tệp là của văn bản nào"));
        };
        let sign = format!("{number}/{symbol}");
        let title = fold(&origin.title);
        // another office has the same signs: the subject must be ours too
        let named = index.named(&sign, None)?.into_iter();
        let is_ours = |entry: &Entry| !entry.subject.is_empty() && title.contains(&fold(&entry.subject));
        let named: Vec<Entry> = named.filter(is_ours).collect();
        match &named[..] {
            [only] => Ok(kept(only)),
            [] => Err(unknown(&format!("tệp ghi số {sign}, kho chưa có văn bản ấy"))),
            several => Err(unknown(&format!("tệp có thể là của {}", places(several)))),
        }
    }
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

fn kept(entry: &Entry) -> Owner {
    Owner::Kept(entry.key.clone(), entry.sign.clone())
}

fn bears(origin: &Origin, entry: &Entry) -> bool {
    origin.sign.as_ref().is_some_and(|(number, symbol)| {
        fold(&format!("{}/{symbol}", super::name::printed(number))) == fold(&entry.sign)
    })
}

fn places(entries: &[Entry]) -> String {
    entries.iter().map(|entry| format!("`{}`", entry.key)).collect::<Vec<_>>().join(", ")
}

/// The last version that holds these bytes already.
fn holding(inventory: &Inventory, digest: &str) -> Option<u32> {
    (1..=inventory.number()).find(|version| inventory.files(*version).values().any(|found| *found == digest))
}

/// The name of a file in its object: that of a signed PDF, or with its own ending when it is none.
fn name_of(incoming: &Incoming<'_>) -> String {
    let start = &incoming.bytes[..incoming.bytes.len().min(1024)];
    if start.windows(5).any(|window| window == b"%PDF-") {
        return file::SIGNED.to_owned();
    }
    let ending = incoming.shown.rsplit_once('.').map(|(_, ending)| ascii_name(ending)).unwrap_or_default();
    let ending = if ending.is_empty() || ending.len() > 8 || ending == "pdf" { "bin".to_owned() } else { ending };
    format!("da-ky.{ending}")
}
