//! Files signed elsewhere or scanned: into the store bit for bit, with what is to be said of them.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};

use crate::archive::identify::Owner;
use crate::archive::incoming::Incoming;
use crate::archive::index::{HandedIn, Index, Part, rank};
use crate::archive::metadata::Metadata;
use crate::archive::ocfl::store;
use crate::archive::pdf_info::Reader;
use crate::archive::{Archive, Deposit, Inventory, KEPT, Key, Outcome, file};
use crate::base::digest::sha512;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::fold::ascii_name;
use crate::load::Office;

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
        let owner = self.owner(&index, office, &incoming, &origin);
        // it may be of a document that is not whole: that comes first
        let owner = owner.map_err(|finding| told.iter().next().cloned().unwrap_or(finding))?;
        let Prepared { key, sign, letter, issued, known, mut files, mut facts } =
            self.prepared(&index, owner, origin.pages)?;
        let judged = judge(&incoming.bytes, issued.as_deref())?;
        files.insert(file::JUDGEMENT.to_owned(), judged.report);
        let digest = sha512(&incoming.bytes);
        files.insert(name_of(&incoming), incoming.bytes);
        facts.extend([
            ("so_ky_hieu".to_owned(), json!(sign)),
            ("sha512".to_owned(), json!(digest)),
            ("ten_tep".to_owned(), json!(incoming.shown)),
            ("ket_luan".to_owned(), json!(judged.outcome)),
        ]);
        let least = known.as_ref().map_or(0, |known| known.last_version);
        let deposit = Deposit { key: key.clone(), event: KEPT, message: format!("Nộp lưu {sign}"), files, facts };
        let (outcome, swept) = self.deposit(at, index.place(), deposit, |past| match past {
            past if past.map_or(0, Inventory::number) < least => Err(store::lost(&key)),
            Some(past) if !self.is_of(&key, past, &sign, letter.as_deref())? => {
                Err(store::broken(&key, "là chỗ của một văn bản khác"))
            }
            past => Ok(past.and_then(|past| holding(past, &digest))),
        })?;
        told.extend(swept);
        if let (Some(known), Outcome::Kept(_)) = (&known, &outcome)
            && rank(&judged.outcome) < rank(&known.outcome)
        {
            told.push(
                Finding::new(codes::NOT_AS_GOOD, format!("{sign} đã có bản nộp tốt hơn, là bản {}", known.version))
                    .in_file(incoming.shown)
                    .hint("tệp này được giữ và đánh dấu; `vanthu archive get` vẫn lấy bản tốt hơn"),
            );
        }
        Ok(Added { key, sign, letter, outcome, issued: issued.is_some(), findings: told })
    }

    /// What is known of the owner of a file, and what is kept beside it.
    fn prepared(&self, index: &Index, owner: Owner, pages: usize) -> Result<Prepared, Finding> {
        let (mut files, mut facts) = (BTreeMap::new(), Map::new());
        let (entry, letter) = match owner {
            Owner::Kept(entry, letter) => (*entry, letter),
            Owner::Paper(metadata, key) => {
                files.insert(file::METADATA.to_owned(), metadata.to_bytes());
                let sign = metadata.sign();
                return Ok(Prepared { key, sign, letter: None, issued: None, known: None, files, facts });
            }
        };
        let part = Part { entry, letter: letter.as_ref().map(|letter| letter.name.clone()) };
        let issued = self.issued(&part)?;
        let Part { entry, letter: name } = part;
        let known = index.handed_in(&entry.key)?.remove(name.as_deref().unwrap_or_default());
        let object = letter.as_ref().map_or(&entry.key, |letter| &letter.key);
        if index.lacks(object)? {
            return Err(store::lost(object));
        }
        let key = match letter {
            Some(letter) => {
                files.insert(file::METADATA.to_owned(), self.metadata_of(&entry.key, &letter, pages)?.to_bytes());
                facts.insert("thu_cua".to_owned(), json!({ "doi_tuong": entry.key, "ten": letter.name }));
                letter.key
            }
            None => entry.key,
        };
        Ok(Prepared { key, sign: entry.sign, letter: name, issued, known, files, facts })
    }

    /// Whether an object is of a document or letter, and not of another whose place is called the same.
    fn is_of(&self, key: &Key, past: &Inventory, sign: &str, letter: Option<&str>) -> Result<bool, Finding> {
        let metadata = self.store().file_of(key, past, past.number(), file::METADATA)?;
        let metadata = metadata.as_deref().and_then(Metadata::parse);
        Ok(metadata.is_none_or(|metadata| {
            metadata.sign() == sign && metadata.letter_of.as_ref().map(|of| of.name.as_str()) == letter
        }))
    }
}

/// A file about to be kept.
struct Prepared {
    key: Key,
    sign: String,
    letter: Option<String>,
    /// The PDF as it was issued.
    issued: Option<Vec<u8>>,
    /// What was handed in before.
    known: Option<HandedIn>,
    files: BTreeMap<String, Vec<u8>>,
    facts: Map<String, Value>,
}

/// The last version that holds these bytes already.
fn holding(inventory: &Inventory, digest: &str) -> Option<u32> {
    (1..=inventory.number()).find(|version| inventory.files(*version).values().any(|found| *found == digest))
}

/// The name of a file in its object: that of a signed PDF, or with its own ending when it is none.
fn name_of(incoming: &Incoming<'_>) -> String {
    let start = &incoming.bytes[..incoming.bytes.len().min(1024)];
    if memchr::memmem::find(start, b"%PDF-").is_some() {
        return file::SIGNED.to_owned();
    }
    let ending = incoming.shown.rsplit_once('.').map(|(_, ending)| ascii_name(ending)).unwrap_or_default();
    let ending = if ending.is_empty() || ending.len() > 8 || ending == "pdf" { "bin".to_owned() } else { ending };
    format!("da-ky.{ending}")
}
