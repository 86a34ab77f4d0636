//! Events of the register, as the log keeps them: what was done to numbers and documents, with its facts.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::copy::Copied;
use super::entry::{Facts, Reference};
use super::incoming::{Incoming, IncomingCorrection};
use super::lifecycle::{Finalization, Receipt, Sending, StatusAction, StatusChange, Waiting};
use crate::base::io::journal::Event;

const NUMBERED: &str = "cap_so";
const UPDATED: &str = "cap_nhat";
const RESERVED: &str = "giu_so";
const GIVEN_BACK: &str = "tra_so";
const FROM_PAPER: &str = "vao_so_giay";
/// `viec` of a document finalized, which the archive writes with more facts.
pub const FINALIZED: &str = "chot";
/// The same in logs of before: what they call phát hành was chốt, nothing was sent yet.
pub const FINALIZED_BEFORE: &str = "phat_hanh";
/// `viec` of a paper document finalized without a number.
pub const WAITING: &str = "trinh_ky";
const REOPENED: &str = "mo_lai";
/// `viec` of a signed file handed in, of which the archive knows more.
pub const HANDED_IN: &str = "nop_luu";
const SENT: &str = "da_phat_hanh";
const ACKNOWLEDGED: &str = "ky_nhan";
const RECEIVED: &str = "van_ban_den";
const CORRECTED: &str = "sua_van_ban_den";
const COPIED: &str = "sao";

/// Values of `ket_luan` that a signed file has which stands; what is altered, invalid or unsigned signs nothing.
const SIGNED: [&str; 4] = ["con_nguyen", "chua_kiem_tra_duoc", "da_ghi_lai", "ban_quet"];

/// What was done to the register.
#[derive(Debug, Clone, PartialEq)]
pub enum RegisterEvent {
    /// A document got its number.
    Numbered(Facts),
    /// A document that is not issued yet has other facts than when it got its number.
    Updated(Facts),
    /// A number is reserved for a document to come.
    Reserved(Facts),
    /// A number is given back.
    GivenBack(OfEntry<Reason>),
    /// A line of the paper register is taken over.
    FromPaper(Facts),
    /// A document was finalized; its files stay as they are from here on.
    Finalized(Finalized),
    /// A paper document was finalized, and waits for its signature and number.
    Waiting(Waiting),
    /// A document that is finalized and not signed is opened for changes.
    Reopened(Reopened),
    /// A signed file or scan that stands was handed in.
    HandedIn(HandedInOf),
    /// The signed document was sent.
    Sent(OfEntry<Sending>),
    /// A recipient has it.
    Acknowledged(OfEntry<Receipt>),
    /// An issued document is replaced, amended, corrected or recalled.
    StatusChanged(StatusAction, OfEntry<StatusChange>),
    /// A document came in.
    Received(Incoming),
    /// The line of a document that came in is written anew.
    IncomingCorrected(IncomingCorrection),
    /// A copy of a document was made.
    Copied(Box<Copied>),
}

/// A document finalized, and where it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finalized {
    /// Its object in the archive.
    #[serde(rename = "doi_tuong")]
    pub object: String,
    /// Its line, and how it was finalized.
    #[serde(flatten)]
    pub facts: OfEntry<Finalization>,
}

/// Why a document is opened for changes: its line, or its file while it has no number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// Its line; none of a paper document that waits for its number.
    #[serde(rename = "dong", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// Its file.
    #[serde(rename = "van_ban", default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Lý do.
    #[serde(rename = "ly_do")]
    pub reason: String,
}

/// Of what a signed file was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedInOf {
    /// The object of the document.
    pub object: String,
    /// The letter; empty for the document itself.
    pub letter: String,
}

/// A line of the register and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfEntry<T> {
    /// Which line.
    #[serde(flatten)]
    pub reference: Reference,
    /// What is said of it.
    #[serde(flatten)]
    pub facts: T,
}

/// Why a number is given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Lý do.
    #[serde(rename = "ly_do")]
    pub reason: String,
}

/// An event of the register whose facts this program cannot read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadableEvent;

impl RegisterEvent {
    /// `viec` in the log.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Numbered(_) => NUMBERED,
            Self::Updated(_) => UPDATED,
            Self::Reserved(_) => RESERVED,
            Self::GivenBack(_) => GIVEN_BACK,
            Self::FromPaper(_) => FROM_PAPER,
            Self::Finalized(_) => FINALIZED,
            Self::Waiting(_) => WAITING,
            Self::Reopened(_) => REOPENED,
            Self::HandedIn(_) => HANDED_IN,
            Self::Sent(_) => SENT,
            Self::Acknowledged(_) => ACKNOWLEDGED,
            Self::StatusChanged(action, _) => action.key(),
            Self::Received(_) => RECEIVED,
            Self::IncomingCorrected(_) => CORRECTED,
            Self::Copied(_) => COPIED,
        }
    }

    /// `noi_dung` in the log.
    pub fn content(&self) -> Value {
        let content = match self {
            Self::Numbered(facts) | Self::Updated(facts) | Self::Reserved(facts) | Self::FromPaper(facts) => {
                serde_json::to_value(facts)
            }
            Self::GivenBack(facts) => serde_json::to_value(facts),
            Self::Finalized(facts) => serde_json::to_value(facts),
            Self::Waiting(facts) => serde_json::to_value(facts),
            Self::Reopened(facts) => serde_json::to_value(facts),
            Self::Sent(facts) => serde_json::to_value(facts),
            Self::Acknowledged(facts) => serde_json::to_value(facts),
            // the archive writes it, with all it knows of the file
            Self::HandedIn(_) => return Value::Null,
            Self::StatusChanged(_, facts) => serde_json::to_value(facts),
            Self::Received(incoming) => serde_json::to_value(incoming),
            Self::IncomingCorrected(correction) => serde_json::to_value(correction),
            Self::Copied(copied) => serde_json::to_value(copied),
        };
        // plain values with text keys always have a JSON form
        content.unwrap_or_default()
    }

    /// What an event of the log says to the register; none when it says something to others.
    ///
    /// # Errors
    /// It is of the register, and its facts cannot be read.
    pub fn read(event: &Event) -> Result<Option<Self>, UnreadableEvent> {
        let content = &event.content;
        let read = match event.kind.as_str() {
            NUMBERED => Self::Numbered(facts(content)?),
            UPDATED => Self::Updated(facts(content)?),
            RESERVED => Self::Reserved(facts(content)?),
            GIVEN_BACK => Self::GivenBack(facts(content)?),
            FROM_PAPER => Self::FromPaper(facts(content)?),
            FINALIZED | FINALIZED_BEFORE => Self::Finalized(finalized(content)?),
            WAITING => Self::Waiting(facts(content)?),
            REOPENED => Self::Reopened(facts(content)?),
            HANDED_IN => return Ok(handed_in(content).map(Self::HandedIn)),
            SENT => Self::Sent(facts(content)?),
            ACKNOWLEDGED => Self::Acknowledged(facts(content)?),
            RECEIVED => Self::Received(facts(content)?),
            CORRECTED => Self::IncomingCorrected(facts(content)?),
            COPIED => Self::Copied(Box::new(facts(content)?)),
            kind => match StatusAction::from_key(kind) {
                Some(action) => Self::StatusChanged(action, facts(content)?),
                None => return Ok(None),
            },
        };
        Ok(Some(read))
    }
}

/// The object is what very old logs may lack; the line is finalized all the same.
fn finalized(content: &Value) -> Result<Finalized, UnreadableEvent> {
    let object = content["doi_tuong"].as_str().unwrap_or_default().to_owned();
    Ok(Finalized { object, facts: facts(content)? })
}

/// None of a file that is no signed one, or of which this program knows too little.
fn handed_in(content: &Value) -> Option<HandedInOf> {
    let stands = content["ket_luan"].as_str().is_some_and(|outcome| SIGNED.contains(&outcome));
    let of = &content["thu_cua"];
    let (object, letter) = match of["doi_tuong"].as_str() {
        Some(document) => (document, of["ten"].as_str().unwrap_or_default()),
        None => (content["doi_tuong"].as_str()?, ""),
    };
    stands.then(|| HandedInOf { object: object.to_owned(), letter: letter.to_owned() })
}

fn facts<T: DeserializeOwned>(content: &Value) -> Result<T, UnreadableEvent> {
    T::deserialize(content).map_err(|_| UnreadableEvent)
}
