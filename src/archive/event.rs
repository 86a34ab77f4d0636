//! Events of the archive, as the log keeps them: a version of an object was kept, a checkpoint was timestamped.
//!
//! The fields of each stand in the order in which the log writes them: its hashes are over bytes.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::metadata::LetterOf;
use super::ocfl::path::ObjectKey;
use crate::base::io::journal::Event;
use crate::domain::register::Issue;
use crate::domain::register::event::{ISSUED, OfEntry};
use crate::signature::Indication;

/// `viec` of a file submitted.
const SUBMITTED: &str = "nop_luu";

/// `viec` of a checkpoint timestamped.
pub(crate) const TIMESTAMPED: &str = "dong_dau_moc";

/// A version of an object, as the event that made it tells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct VersionEvent {
    /// The object.
    pub object: ObjectKey,
    /// Its version.
    pub version: u32,
    /// What was kept.
    pub facts: DepositFacts,
    /// SHA-512 of the inventory of the version, by which the chain of the log speaks for every byte of it.
    pub inventory: String,
}

/// What an event says of the files it kept.
#[derive(Debug, Clone, PartialEq)]
pub enum DepositFacts {
    /// A document was issued: version 1 of its object is the PDF with all it was made from.
    Issued(OfEntry<Issue>),
    /// A signed, scanned or otherwise final file was submitted as the next version.
    Submitted(SubmissionFacts),
}

/// What an event says of a file that was submitted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionFacts {
    /// The document of which the object is one letter.
    #[serde(rename = "thu_cua", default, skip_serializing_if = "Option::is_none")]
    pub letter_of: Option<LetterOf>,
    /// `418/BC-UBND`.
    #[serde(rename = "so_ky_hieu", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// SHA-512 of the file.
    #[serde(rename = "sha512", default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Its name where it came from.
    #[serde(rename = "ten_tep", default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// What was found of its signatures.
    #[serde(rename = "ket_luan", default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Indication>,
}

/// `noi_dung` of the event.
#[derive(Serialize, Deserialize)]
struct Content<F> {
    #[serde(rename = "doi_tuong")]
    object: ObjectKey,
    #[serde(rename = "ban")]
    version: u32,
    #[serde(flatten)]
    facts: F,
    #[serde(rename = "kiem_ke")]
    inventory: String,
}

impl VersionEvent {
    /// What an event of the log says of a version; none when it speaks of something else.
    pub(crate) fn read(event: &Event) -> Option<Self> {
        match event.kind.as_str() {
            ISSUED => Self::read_as(&event.content, DepositFacts::Issued),
            SUBMITTED => Self::read_as(&event.content, DepositFacts::Submitted),
            _ => None,
        }
    }

    fn read_as<F: DeserializeOwned>(content: &Value, of: impl Fn(F) -> DepositFacts) -> Option<Self> {
        let Content { object, version, facts, inventory } = Content::<F>::deserialize(content).ok()?;
        Some(Self { object, version, facts: of(facts), inventory })
    }

    /// `viec` in the log.
    pub(crate) fn kind(&self) -> &'static str {
        match self.facts {
            DepositFacts::Issued(_) => ISSUED,
            DepositFacts::Submitted(_) => SUBMITTED,
        }
    }

    /// `noi_dung` in the log.
    pub(crate) fn content(&self) -> Value {
        match &self.facts {
            DepositFacts::Issued(facts) => self.with(facts),
            DepositFacts::Submitted(facts) => self.with(facts),
        }
    }

    fn with(&self, facts: &impl Serialize) -> Value {
        let (object, inventory) = (self.object.clone(), self.inventory.clone());
        // plain values with text keys always have a JSON form
        serde_json::to_value(Content { object, version: self.version, facts, inventory }).unwrap_or_default()
    }

    /// What was submitted, when that is what the event tells.
    pub(crate) fn submitted(&self) -> Option<&SubmissionFacts> {
        match &self.facts {
            DepositFacts::Submitted(facts) => Some(facts),
            DepositFacts::Issued(_) => None,
        }
    }

    /// Which letter of which document it is about.
    pub(crate) fn letter_of(&self) -> Option<&LetterOf> {
        self.submitted()?.letter_of.as_ref()
    }

    /// What was found of the signatures of the file that was submitted.
    pub(crate) fn outcome(&self) -> Option<Indication> {
        self.submitted()?.outcome
    }

    /// `418/BC-UBND`, with the letter if it is about one: ``05/UBND, thư `Ông An` ``.
    pub(crate) fn called(&self) -> Option<String> {
        let facts = match &self.facts {
            DepositFacts::Issued(facts) => return Some(facts.reference.to_string()),
            DepositFacts::Submitted(facts) => facts,
        };
        let reference = facts.reference.as_ref()?;
        Some(match &facts.letter_of {
            Some(of) => format!("{reference}, thư `{}`", of.name),
            None => reference.clone(),
        })
    }
}

/// A checkpoint of the log that an authority has timestamped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TimestampedCheckpoint {
    /// Events the checkpoint stands for.
    #[serde(rename = "so_su_kien")]
    pub(crate) count: u64,
    /// Hash of the last of them.
    #[serde(rename = "ma")]
    pub(crate) head: String,
    /// The token, in hexadecimal digits.
    #[serde(rename = "dau")]
    pub(crate) token: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::io::journal::{FILE, Journal, Position};
    use crate::domain::register::{RegisterEvent, StatusAction};

    /// Lines as the program of November 2026 wrote them, before events were types.
    const LOG: &str = include_str!("../../tests/support/nhat-ky.jsonl");

    /// What a line says, read and written again.
    fn again(event: &Event) -> (String, Value) {
        if let Some(version) = VersionEvent::read(event) {
            return (version.kind().to_owned(), version.content());
        }
        if event.kind == TIMESTAMPED {
            let checkpoint = TimestampedCheckpoint::deserialize(&event.content).unwrap();
            return (event.kind.clone(), serde_json::to_value(checkpoint).unwrap());
        }
        let read = RegisterEvent::read(event).unwrap().unwrap();
        (read.kind().to_owned(), read.content())
    }

    #[test]
    fn a_log_of_before_is_read_and_written_again_byte_by_byte() {
        let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(old.path().join(FILE), LOG).unwrap();
        let events = Journal::of(old.path()).events().unwrap();
        let journal = Journal::of(new.path());
        let (mut writer, _) = journal.lock(&Position::default()).unwrap();
        for event in &events {
            let (kind, content) = again(event);
            writer.append(event.at, &kind, content).unwrap();
        }
        drop(writer);
        assert_eq!(std::fs::read_to_string(new.path().join(FILE)).unwrap(), LOG);
        let kinds: std::collections::BTreeSet<&str> = events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds.len(), 8 + StatusAction::ALL.len() + 1, "{kinds:?}");
    }
}
