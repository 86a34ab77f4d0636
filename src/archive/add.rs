//! Files signed elsewhere or scanned: into the store bit for bit, with what is to be said of them.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, json};

use super::index::Index;
use super::origin::Reader;
use super::owner::Owner;
use super::{Archive, Deposit, Inventory, KEPT, Key, Outcome, file, sha512};
use crate::finding::{Finding, Findings, codes};
use crate::load::Office;
use crate::vietnamese::fold::ascii_name;

/// A file to keep.
#[derive(Debug)]
pub struct Incoming<'a> {
    /// Its name in messages.
    pub shown: &'a str,
    /// Its bytes, which nobody touches.
    pub bytes: Vec<u8>,
    /// Whose it is, if told: `418/BC-UBND`, a place in the store, or the file of a document from the workspace.
    pub wanted: Option<&'a str>,
    /// Which letter of a document with a list, if told.
    pub letter: Option<&'a str>,
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
    /// The letter of a document with a list.
    pub letter: Option<String>,
    /// Whether it is new in the archive.
    pub outcome: Outcome,
    /// The PDF as issued, to compare with.
    pub issued: bool,
    /// What else is to be told.
    pub findings: Findings,
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
        let origin = Reader::new(&incoming.bytes).origin();
        let mut files = BTreeMap::new();
        let mut facts = Map::new();
        let (key, sign, letter, issued) = match self.owner(&index, office, &incoming, &origin)? {
            Owner::Kept(entry, None) => {
                let issued = self.issued(&entry.key, None)?;
                (entry.key, entry.sign, None, issued)
            }
            Owner::Kept(entry, Some(letter)) => {
                let issued = self.issued(&entry.key, Some(&letter.name))?;
                files.insert(file::METADATA.to_owned(), letter.metadata(origin.pages).to_bytes());
                facts.insert("thu_cua".to_owned(), json!({ "doi_tuong": entry.key, "ten": letter.name }));
                (letter.key, entry.sign, Some(letter.name), issued)
            }
            Owner::Paper(metadata, key) => {
                files.insert(file::METADATA.to_owned(), metadata.to_bytes());
                (key, metadata.sign(), None, None)
            }
        };
        let judged = judge(&incoming.bytes, issued.as_deref())?;
        files.insert(file::JUDGEMENT.to_owned(), judged.report);
        let digest = sha512(&incoming.bytes);
        files.insert(name_of(&incoming), incoming.bytes);
        facts.extend([
            ("sha512".to_owned(), json!(digest)),
            ("ten_tep".to_owned(), json!(incoming.shown)),
            ("ket_luan".to_owned(), json!(judged.outcome)),
        ]);
        let deposit = Deposit { key: key.clone(), event: KEPT, message: format!("Nộp lưu {sign}"), files, facts };
        let (outcome, swept) =
            self.deposit(at, index.place(), deposit, |past| Ok(past.and_then(|past| holding(past, &digest))))?;
        told.extend(swept);
        Ok(Added { key, sign, letter, outcome, issued: issued.is_some(), findings: told })
    }
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
