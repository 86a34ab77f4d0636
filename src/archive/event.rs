//! Events of the archive, as the log keeps them: a version of an object was kept, a checkpoint was timestamped.
//!
//! The fields of each stand in the order in which the log writes them: its hashes are over bytes.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::metadata::LetterOf;
use super::ocfl::path::ObjectKey;
use crate::base::io::journal::Event;
use crate::domain::document::reference_number::ReferenceNumber;
use crate::domain::register::event::{FINALIZED, FINALIZED_BEFORE, HANDED_IN, OfEntry, WAITING};
use crate::domain::register::{Finalization, WaitingFacts};
use crate::signature::Indication;

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
    /// A document was finalized: the version of its object is the PDF with all it was made from.
    Finalized(OfEntry<Finalization>),
    /// A paper document was finalized without a number; its object is that of what waits for a signature.
    Waiting(WaitingFacts),
    /// A signed, scanned or otherwise final file was submitted as the next version.
    Submitted(SubmissionFacts),
    /// One of these, written in the form of another version of this program; what of it can be read still counts.
    OtherForm {
        /// `viec`.
        kind: &'static str,
        /// `noi_dung`.
        content: Value,
    },
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
    /// Whether something was missing to be sure of its signers.
    #[serde(rename = "chua_du_can_cu", default, skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
    /// Whether it is the best file before it with more added behind, as by a second signature.
    #[serde(rename = "noi_tiep_ban_tot", default, skip_serializing_if = "std::ops::Not::not")]
    pub continues: bool,
}

/// `noi_dung` of the event.
#[derive(Serialize)]
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
        let content = &event.content;
        let (kind, facts) = match event.kind.as_str() {
            FINALIZED | FINALIZED_BEFORE => {
                (FINALIZED, OfEntry::<Finalization>::deserialize(content).ok().map(DepositFacts::Finalized))
            }
            WAITING => (WAITING, WaitingFacts::deserialize(content).ok().map(DepositFacts::Waiting)),
            HANDED_IN => (HANDED_IN, SubmissionFacts::deserialize(content).ok().map(DepositFacts::Submitted)),
            _ => return None,
        };
        let inventory = content["kiem_ke"].as_str().map(str::to_owned);
        // a log without the inventory is of an early version, and speaks of its object all the same
        let is_whole = facts.is_some() && inventory.is_some();
        let facts =
            facts.filter(|_| is_whole).unwrap_or_else(|| DepositFacts::OtherForm { kind, content: content.clone() });
        Some(Self {
            object: ObjectKey::deserialize(&content["doi_tuong"]).ok()?,
            version: u32::deserialize(&content["ban"]).ok()?,
            facts,
            inventory: inventory.unwrap_or_default(),
        })
    }

    /// `viec` in the log.
    pub(crate) fn kind(&self) -> &'static str {
        match self.facts {
            DepositFacts::Finalized(_) => FINALIZED,
            DepositFacts::Waiting(_) => WAITING,
            DepositFacts::Submitted(_) => HANDED_IN,
            DepositFacts::OtherForm { kind, .. } => kind,
        }
    }

    /// `noi_dung` in the log.
    pub(crate) fn content(&self) -> Value {
        match &self.facts {
            DepositFacts::Finalized(facts) => self.with(facts),
            DepositFacts::Waiting(facts) => self.with(facts),
            DepositFacts::Submitted(facts) => self.with(facts),
            DepositFacts::OtherForm { content, .. } => content.clone(),
        }
    }

    fn with(&self, facts: &impl Serialize) -> Value {
        let (object, inventory) = (self.object.clone(), self.inventory.clone());
        // plain values with text keys always have a JSON form
        serde_json::to_value(Content { object, version: self.version, facts, inventory }).unwrap_or_default()
    }

    /// Whether it is of a paper document that waits for its signature, and so of none that is kept for good.
    pub(crate) fn is_waiting(&self) -> bool {
        matches!(self.facts, DepositFacts::Waiting(_))
    }

    /// Whether a document was finalized by it.
    pub(crate) fn is_finalized(&self) -> bool {
        matches!(self.facts, DepositFacts::Finalized(_))
    }

    /// Which letter of which document it is about.
    pub(crate) fn letter_of(&self) -> Option<LetterOf> {
        match &self.facts {
            DepositFacts::Finalized(_) | DepositFacts::Waiting(_) => None,
            DepositFacts::Submitted(facts) => facts.letter_of.clone(),
            DepositFacts::OtherForm { content, .. } => LetterOf::deserialize(&content["thu_cua"]).ok(),
        }
    }

    /// What was found of the signatures of the file that was submitted.
    pub(crate) fn outcome(&self) -> Option<Indication> {
        let outcome = match &self.facts {
            DepositFacts::Finalized(_) | DepositFacts::Waiting(_) => None,
            DepositFacts::Submitted(facts) => facts.outcome,
            DepositFacts::OtherForm { content, .. } => Indication::deserialize(&content["ket_luan"]).ok(),
        };
        outcome.map(|outcome| outcome.with_signers(self.doubtful()))
    }

    /// Whether something was missing to be sure of the signers of the file that was submitted.
    pub(crate) fn doubtful(&self) -> bool {
        match &self.facts {
            DepositFacts::Finalized(_) | DepositFacts::Waiting(_) => false,
            DepositFacts::Submitted(facts) => facts.doubtful,
            DepositFacts::OtherForm { content, .. } => content["chua_du_can_cu"].as_bool().unwrap_or_default(),
        }
    }

    /// Whether the file that was submitted is the best one before it with more added behind.
    pub(crate) fn continues(&self) -> bool {
        match &self.facts {
            DepositFacts::Finalized(_) | DepositFacts::Waiting(_) => false,
            DepositFacts::Submitted(facts) => facts.continues,
            DepositFacts::OtherForm { content, .. } => content["noi_tiep_ban_tot"].as_bool().unwrap_or_default(),
        }
    }

    /// `418/BC-UBND`, with the letter if it is about one: ``05/UBND, thư `Ông An` ``.
    pub(crate) fn called(&self) -> Option<String> {
        let reference = match &self.facts {
            DepositFacts::Finalized(facts) => facts.reference.to_string(),
            DepositFacts::Waiting(facts) => format!("bản trình ký của `{}`", facts.document),
            DepositFacts::Submitted(facts) => facts.reference.clone()?,
            DepositFacts::OtherForm { content, .. } => match content["so_ky_hieu"].as_str() {
                Some(reference) => reference.to_owned(),
                None => {
                    let number = content["so"].as_str().map(str::to_owned);
                    let number = number.or_else(|| content["so"].as_u64().map(|number| number.to_string()))?;
                    ReferenceNumber::new(number, content["ky_hieu"].as_str()?).to_string()
                }
            },
        };
        Some(match self.letter_of() {
            Some(of) => format!("{reference}, thư `{}`", of.name),
            None => reference,
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

    #[test]
    fn an_event_in_another_form_still_speaks_of_its_object() {
        let event = |kind: &str, content: Value| {
            let line = serde_json::json!({
                "stt": 1, "luc": "2025-12-05T08:00:00+07:00", "viec": kind, "noi_dung": content, "truoc": "",
            });
            Event::deserialize(line).unwrap()
        };
        let old = serde_json::json!({
            "doi_tuong": "2025/bao-cao/05-bc-ubnd", "ban": 1, "pdf": [], "so": 5, "ky_hieu": "BC-UBND", "kiem_ke": "ab",
        });
        let read = VersionEvent::read(&event(FINALIZED_BEFORE, old.clone())).unwrap();
        assert_eq!((read.object.as_str(), read.version, read.inventory.as_str()), ("2025/bao-cao/05-bc-ubnd", 1, "ab"));
        assert_eq!((read.kind(), read.called().as_deref(), read.content()), (FINALIZED, Some("05/BC-UBND"), old));
        let odd = serde_json::json!({
            "doi_tuong": "2025/bao-cao/05-bc-ubnd", "ban": 2, "thu_cua": 7, "so_ky_hieu": "05/BC-UBND",
            "ket_luan": "con_nguyen", "kiem_ke": "cd",
        });
        let read = VersionEvent::read(&event(HANDED_IN, odd)).unwrap();
        assert_eq!((read.version, read.outcome(), read.letter_of()), (2, Some(Indication::Intact), None));
        // once called intact though nobody knew whether the certificate was revoked
        let doubtful = serde_json::json!({
            "doi_tuong": "2025/bao-cao/05-bc-ubnd", "ban": 2, "ket_luan": "con_nguyen", "chua_du_can_cu": true, "kiem_ke": "cd",
        });
        let read = VersionEvent::read(&event(HANDED_IN, doubtful)).unwrap();
        assert_eq!(read.outcome(), Some(Indication::Unchecked));
        assert_eq!(VersionEvent::read(&event(HANDED_IN, serde_json::json!({ "ban": 2 }))), None);
    }
    use crate::base::io::journal::{FILE, Journal, Position};
    use crate::domain::register::{RegisterEvent, StatusAction};

    /// Lines as the program of November 2026 wrote them, before events were types.
    const LOG: &str = include_str!("../../tests/support/nhat-ky.jsonl");

    /// What a line says, read and written again.
    fn again(event: &Event) -> (String, Value) {
        // what such logs call phát hành is read as chốt, and never written again under the old name
        if event.kind == FINALIZED_BEFORE {
            let read = VersionEvent::read(event).unwrap();
            assert!(read.is_finalized() && !read.inventory.is_empty());
            assert!(matches!(RegisterEvent::read(event), Ok(Some(RegisterEvent::Finalized(_)))));
            return (event.kind.clone(), event.content.clone());
        }
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
        assert_eq!(crate::base::io::files::read(&new.path().join(FILE), 1 << 20).unwrap(), LOG.as_bytes());
        let kinds: std::collections::BTreeSet<&str> = events.iter().map(|event| event.kind.as_str()).collect();
        // all of its time; bãi bỏ came later
        assert_eq!(kinds.len(), 8 + (StatusAction::ALL.len() - 1) + 1, "{kinds:?}");
    }
}
