//! Files signed elsewhere or scanned: into the store bit for bit, with what is to be said of them.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::deposit::{Archive, Deposit, Deposited};
use super::event::{DepositFacts, SubmissionFacts};
use super::identify::{Identification, Identified};
use super::index::database::Index;
use super::index::entry::{DocumentOrLetter, HandedIn, rank};
use super::metadata::{LetterOf, Metadata};
use super::object_file as file;
use super::ocfl::error::Damage;
use super::ocfl::inventory::Inventory;
use super::ocfl::path::ObjectKey;
use super::pdf_info::PdfReader;
use super::submission::{Ingested, Submission, Validated};
use crate::base::digest::sha512;
use crate::base::finding::{Finding, codes};
use crate::load::Office;

/// A file about to be kept.
struct Prepared {
    key: ObjectKey,
    reference: String,
    letter: Option<String>,
    /// The PDF as it was issued.
    issued: Option<Vec<u8>>,
    /// What was handed in before.
    known: Option<HandedIn>,
    files: BTreeMap<String, Vec<u8>>,
    facts: SubmissionFacts,
}

impl Archive {
    /// Keeps a file whatever is wrong with it. `validate` sees the file and the PDF as issued, if it was issued from
    /// here.
    ///
    /// # Errors
    /// It cannot be said whose file it is, or the archive cannot be written.
    pub(crate) fn ingest(
        &self,
        office: &Office,
        submission: Submission<'_>,
        at: DateTime<FixedOffset>,
        validate: impl FnOnce(&[u8], Option<&[u8]>) -> Result<Validated, Finding>,
    ) -> Result<Ingested, Finding> {
        if submission.bytes.is_empty() {
            return Err(Finding::new(codes::EMPTY_FILE, "tệp trống, không có gì để lưu")
                .in_file(submission.shown)
                .hint("ký hoặc quét lại, rồi lưu tệp mới"));
        }
        let (index, mut findings) = Index::open(self)?;
        let info = PdfReader::new(&submission.bytes).info();
        let identification =
            Identification { archive: self, index: &index, office, submission: &submission, info: &info };
        let identified = identification.run();
        // it may be of a document that is not whole: that comes first
        let identified = identified.map_err(|finding| findings.iter().next().cloned().unwrap_or(finding))?;
        let Prepared { key, reference, letter, issued, known, mut files, mut facts } =
            self.prepared(&index, identified, info.pages)?;
        let validated = validate(&submission.bytes, issued.as_deref())?;
        files.insert(file::VALIDATION_REPORT.to_owned(), validated.report);
        let digest = sha512(&submission.bytes);
        facts.digest = Some(digest.clone());
        facts.file_name = Some(submission.shown.to_owned());
        facts.outcome = Some(validated.outcome);
        facts.doubtful = validated.doubtful;
        facts.continues = self.is_added_to(&key, known.as_ref(), &submission.bytes)?;
        let continues = facts.continues;
        files.insert(submission.file_name(), submission.bytes);
        let least = known.as_ref().map_or(0, |known| known.last_version);
        let (message, facts) = (format!("Lưu {reference}"), DepositFacts::Submitted(facts));
        let deposit = Deposit { key: key.clone(), message, files, facts };
        let (deposited, recovered) = self.deposit(at, index.position(), deposit, |before| match before {
            before if before.map_or(0, Inventory::number) < least => Err(Damage::Lost.of(&key).into()),
            Some(before) if !self.is_of(&key, before, &reference, letter.as_deref())? => {
                Err(Damage::OtherDocument.of(&key).into())
            }
            before => Ok(before.and_then(|before| holding(before, &digest))),
        })?;
        findings.extend(recovered);
        if let (Some(known), Deposited::New(_)) = (&known, &deposited)
            && rank(validated.outcome, validated.doubtful) <= rank(known.outcome, known.doubtful)
            && !continues
        {
            let as_good = if rank(validated.outcome, validated.doubtful) == rank(known.outcome, known.doubtful) {
                "kết quả kiểm tra như tệp này"
            } else {
                "kết quả kiểm tra cao hơn"
            };
            let message = format!("{reference} đã có tệp lưu trước, {as_good}, ở lần lưu {}", known.version);
            findings.push(Finding::new(codes::NOT_AS_GOOD, message).in_file(submission.shown).hint(
                "tệp này được giữ và đánh dấu; `vanthu archive get` vẫn lấy tệp kia, thêm `--version` để lấy tệp này",
            ));
        }
        Ok(Ingested { key, reference, letter, deposited, issued: issued.is_some(), findings })
    }

    /// What is known of the document of a file, and what is kept beside it.
    fn prepared(&self, index: &Index, identified: Identified, pages: usize) -> Result<Prepared, Finding> {
        let mut files = BTreeMap::new();
        let (entry, letter) = match identified {
            Identified::Kept(entry, letter) => (*entry, letter),
            Identified::Unissued(metadata, key) => {
                files.insert(file::METADATA.to_owned(), metadata.to_bytes());
                let reference = metadata.reference_number();
                let facts = SubmissionFacts { reference: Some(reference.clone()), ..SubmissionFacts::default() };
                return Ok(Prepared { key, reference, letter: None, issued: None, known: None, files, facts });
            }
        };
        let part = DocumentOrLetter { entry, letter: letter.as_ref().map(|letter| letter.name.clone()) };
        let issued = self.issued(&part)?;
        let DocumentOrLetter { entry, letter: name } = part;
        let known = index.handed_in(&entry.key)?.remove(name.as_deref().unwrap_or_default());
        let object = letter.as_ref().map_or(&entry.key, |letter| &letter.key);
        if index.lacks(object)? {
            return Err(Damage::Lost.of(object).into());
        }
        let mut facts = SubmissionFacts { reference: Some(entry.reference.clone()), ..SubmissionFacts::default() };
        let key = match letter {
            Some(letter) => {
                files.insert(file::METADATA.to_owned(), self.metadata_of(&entry.key, &letter, pages)?.to_bytes());
                facts.letter_of = Some(LetterOf { document: entry.key, name: letter.name });
                letter.key
            }
            None => entry.key,
        };
        Ok(Prepared { key, reference: entry.reference, letter: name, issued, known, files, facts })
    }

    /// Whether a file is the best one before it with more added behind.
    fn is_added_to(&self, key: &ObjectKey, known: Option<&HandedIn>, bytes: &[u8]) -> Result<bool, Finding> {
        let Some(known) = known else { return Ok(false) };
        let Some(inventory) = self.store().inventory(key)? else { return Ok(false) };
        let before = self.store().file_of(key, &inventory, known.version, file::SIGNED)?;
        Ok(before.is_some_and(|before| bytes.starts_with(&before)))
    }

    /// Whether an object is of a document or letter, and not of another whose place is called the same.
    fn is_of(
        &self,
        key: &ObjectKey,
        inventory: &Inventory,
        reference: &str,
        letter: Option<&str>,
    ) -> Result<bool, Finding> {
        let metadata = self.store().file_of(key, inventory, inventory.number(), file::METADATA)?;
        let metadata = metadata.as_deref().and_then(Metadata::parse);
        Ok(metadata.is_none_or(|metadata| {
            metadata.reference_number() == reference && metadata.letter_of.as_ref().map(|of| of.name.as_str()) == letter
        }))
    }
}

/// The version that holds these bytes already.
fn holding(inventory: &Inventory, digest: &str) -> Option<u32> {
    (1..=inventory.number()).find(|version| inventory.files(*version).values().any(|found| *found == digest))
}
