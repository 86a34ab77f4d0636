//! What is kept: listed, searched, looked at, and due.

use std::path::Path;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::open::{Indexed, indexed, office};
use super::select::{self, Named};
use crate::archive::index::entry::Entry;
use crate::archive::index::search::{Hit, SearchQuery};
use crate::archive::ocfl::inventory::Inventory;
use crate::archive::ocfl::store::Store;
use crate::archive::{ObjectKey, object_file as file};
use crate::base::clock;
use crate::base::finding::{Finding, codes};
use crate::domain::register::{Copied, Receipt, Register, Sending};
use crate::operations::common::guard::guarded_job;
use crate::operations::common::progress::Warn;
use crate::operations::common::status::{Refused, Status};
use crate::signature::{Indication, Trust};

/// Which documents are looked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The key of their kind.
    pub kind: Option<String>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Part of the name of who signed.
    pub signer: Option<String>,
    /// Số.
    pub number: Option<String>,
    /// Year of issue.
    pub year: Option<i32>,
}

impl Filter {
    /// The question that this and some words ask of the index.
    pub(super) fn question(&self, words: String, limit: usize) -> SearchQuery {
        let day = |date: Option<NaiveDate>| date.map(|date| date.to_string());
        SearchQuery {
            words,
            kind: self.kind.clone(),
            from: day(self.from),
            to: day(self.to),
            signer: self.signer.clone(),
            number: self.number.clone(),
            year: self.year,
            limit,
        }
    }

    /// The question without words that all documents answer.
    pub(super) fn all(&self) -> SearchQuery {
        self.question(String::new(), usize::MAX >> 1)
    }
}

/// The documents that a filter lets through, the oldest first.
///
/// # Errors
/// There is no archive, or it cannot be read.
pub fn list(here: &Path, filter: &Filter, warn: Warn<'_>) -> Result<Vec<Entry>, Refused> {
    guarded_job(|| {
        let Indexed { index, .. } = indexed(here, warn)?;
        let mut hits = index.search(&filter.all())?;
        hits.reverse();
        Ok(hits.into_iter().map(|hit| hit.entry).collect())
    })
}

/// The documents that hold every word, best first.
///
/// # Errors
/// There is no archive, or it cannot be read.
pub fn search(here: &Path, filter: &Filter, words: String, limit: usize, warn: Warn<'_>) -> Result<Vec<Hit>, Refused> {
    guarded_job(|| {
        let Indexed { index, .. } = indexed(here, warn)?;
        Ok(index.search(&filter.question(words, limit))?)
    })
}

/// How a search ended: without a document it found nothing.
pub(crate) fn search_status(hits: &[Hit]) -> Status {
    Status::when(!hits.is_empty())
}

/// The documents that need not be kept any more in a year, this one when none is named.
///
/// # Errors
/// There is no archive, it cannot be read, or the profile of the office, which would leave some out.
pub fn due(here: &Path, year: Option<i32>, warn: Warn<'_>) -> Result<Vec<Entry>, Refused> {
    guarded_job(|| {
        let year = year.unwrap_or_else(|| clock::now().year());
        let Indexed { workspace, index, .. } = indexed(here, warn)?;
        let index = index.with_retention_of(Some(office(&workspace)?));
        let mut entries = index.entries()?;
        entries.retain(|entry| entry.due.is_some_and(|due| due <= year));
        Ok(entries)
    })
}

/// All that is known of a document or a letter.
#[derive(Debug, Serialize)]
pub struct Details {
    /// The letters of a document with a list.
    #[serde(rename = "cac_thu")]
    pub letters: Vec<LetterDetails>,
    /// The letter that was asked for.
    #[serde(rename = "thu")]
    pub letter: Option<String>,
    /// The document.
    #[serde(rename = "van_ban")]
    pub entry: Entry,
    /// What is kept of what the document is.
    #[serde(rename = "sieu_du_lieu")]
    pub metadata: Value,
    /// Each version.
    #[serde(rename = "cac_ban")]
    pub versions: Vec<VersionDetails>,
    /// Where it is kept, as the clerk reads the path.
    #[serde(rename = "thu_muc")]
    pub folder: String,
    /// When and to whom it was sent.
    #[serde(rename = "phat_hanh")]
    pub sent: Vec<Sending>,
    /// Who has confirmed that it came.
    #[serde(rename = "ky_nhan")]
    pub receipts: Vec<Receipt>,
    /// Copies that were made of it.
    #[serde(rename = "ban_sao")]
    pub copies: Vec<Copied>,
}

/// One letter of a document with a list.
#[derive(Debug, Serialize)]
pub struct LetterDetails {
    /// Its files were named so when they were built.
    #[serde(rename = "ten")]
    pub name: String,
    /// Kính gửi.
    #[serde(rename = "kinh_gui")]
    pub to: String,
    /// Where its signed files are kept.
    #[serde(rename = "doi_tuong")]
    pub key: ObjectKey,
    /// What was found of the best signed file.
    #[serde(rename = "ket_luan")]
    pub outcome: Option<Indication>,
    /// What was found of one that came later and is not as good.
    #[serde(rename = "ban_nop_sau")]
    pub later: Option<Indication>,
}

/// One version of a document.
#[derive(Debug, Serialize)]
pub struct VersionDetails {
    /// From 1.
    #[serde(rename = "ban")]
    pub number: u32,
    /// When it was made.
    #[serde(rename = "luc")]
    pub created: DateTime<FixedOffset>,
    /// Why.
    #[serde(rename = "viec")]
    pub message: String,
    /// The files that are new in it.
    #[serde(rename = "tep_moi")]
    pub new_files: Vec<String>,
    /// What was found of the signatures of its file.
    #[serde(rename = "ket_qua_kiem_tra")]
    pub validation: Value,
}

impl VersionDetails {
    /// What was found of the signatures of its file.
    pub fn outcome(&self) -> Option<Indication> {
        let doubtful = Trust::deserialize(&self.validation["tin_cay"]).ok() == Some(Trust::Insufficient);
        Some(Indication::deserialize(&self.validation["ket_luan"]).ok()?.with_signers(doubtful))
    }

    /// The new files that are of no letter in particular.
    pub(crate) fn files_of_document(&self) -> impl Iterator<Item = &str> {
        let of_letter = |path: &str| (file::is_finalized(path) || file::is(path, file::RECORD)) && path.contains('/');
        self.new_files.iter().map(String::as_str).filter(move |path| !of_letter(path))
    }
}

/// All that is known of a document, or of one of its letters.
///
/// # Errors
/// There is no archive, it cannot be read, or has no such document or letter.
pub fn show(here: &Path, which: &Named, letter: Option<&str>, warn: Warn<'_>) -> Result<Details, Refused> {
    guarded_job(|| {
        let Indexed { archive, index, .. } = indexed(here, warn)?;
        let (entry, named) = select::document(&archive, &index, which)?;
        let letter = select::letter(&archive, &entry, letter.or(named.as_deref()), true)?;
        let handed_in = index.handed_in(&entry.key)?;
        let key = letter.as_ref().map_or(&entry.key, |letter| &letter.key);
        let lacks = index.lacks(key)?;
        let inventory = archive.store().inventory(key).map_err(Finding::from)?.ok_or_else(|| match &letter {
            Some(letter) if !handed_in.contains_key(&letter.name) && !lacks => {
                let what = format!("thư `{}` của {} chưa lưu bản đã ký", letter.name, entry.reference);
                Finding::new(codes::NOTHING_KEPT, what).hint("lưu bản đã ký: `vanthu archive add TỆP`")
            }
            _ => archive.lost(key),
        })?;
        let object = Object { store: archive.store(), key, inventory: &inventory };
        let letters = if letter.is_none() && entry.letters > 0 {
            archive.letters(&entry.key).map_err(Finding::from)?
        } else {
            Vec::new()
        };
        let versions = object.versions()?;
        let letters = letters.into_iter().map(|letter| {
            let found = handed_in.get(&letter.name);
            LetterDetails {
                outcome: found.map(|found| found.outcome),
                later: found.filter(|found| found.last_version > found.version).map(|found| found.last_outcome),
                name: letter.name,
                to: letter.to,
                key: letter.key,
            }
        });
        let is_of = |copied: &Copied| copied.of.object.as_deref() == Some(entry.key.as_str());
        let register = Register::of(&archive.journal().events()?);
        let line = register.entries().iter().find(|line| line.object.as_deref() == Some(entry.key.as_str()));
        Ok(Details {
            sent: line.map(|line| line.sent.clone()).unwrap_or_default(),
            receipts: line.map(|line| line.receipts.clone()).unwrap_or_default(),
            copies: register.copies().iter().filter(|copied| is_of(copied)).cloned().collect(),
            letters: letters.collect(),
            metadata: object.json(inventory.number(), file::METADATA)?,
            versions,
            folder: archive.shows(&archive.store().object(key)),
            letter: letter.as_ref().map(|letter| letter.name.clone()),
            entry,
        })
    })
}

/// An object of the store.
struct Object<'a> {
    store: &'a Store,
    key: &'a ObjectKey,
    inventory: &'a Inventory,
}

impl Object<'_> {
    /// A file of a version, as programs read it.
    fn json(&self, version: u32, path: &str) -> Result<Value, Finding> {
        let bytes = self.store.file_of(self.key, self.inventory, version, path)?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
    }

    fn versions(&self) -> Result<Vec<VersionDetails>, Finding> {
        let mut versions = Vec::new();
        for number in 1..=self.inventory.number() {
            let Some(version) = self.inventory.versions.get(&format!("v{number}")) else { continue };
            let new = self.inventory.new_in(number);
            let validated = new.contains_key(file::VALIDATION_REPORT);
            versions.push(VersionDetails {
                number,
                created: version.created,
                message: version.message.clone(),
                new_files: new.keys().map(ToString::to_string).collect(),
                validation: if validated { self.json(number, file::VALIDATION_REPORT)? } else { Value::Null },
            });
        }
        Ok(versions)
    }
}
