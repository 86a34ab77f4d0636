//! Events of the register, as the log keeps them: what was done to numbers and documents, with its facts.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::entry::{Facts, Incoming, Issue, Reference, StatusAction, StatusChange};
use crate::base::io::journal::Event;

const NUMBERED: &str = "cap_so";
const UPDATED: &str = "cap_nhat";
const RESERVED: &str = "giu_so";
const GIVEN_BACK: &str = "tra_so";
const FROM_PAPER: &str = "vao_so_giay";
/// `viec` of a document issued, which the archive writes with more facts.
pub const ISSUED: &str = "phat_hanh";
const RECEIVED: &str = "van_ban_den";

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
    /// A document was issued; its files stay as they are from here on.
    Issued(OfEntry<Issue>),
    /// An issued document is replaced, amended, corrected or recalled.
    StatusChanged(StatusAction, OfEntry<StatusChange>),
    /// A document came in.
    Received(Incoming),
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
            Self::Issued(_) => ISSUED,
            Self::StatusChanged(action, _) => action.key(),
            Self::Received(_) => RECEIVED,
        }
    }

    /// `noi_dung` in the log.
    pub fn content(&self) -> Value {
        let content = match self {
            Self::Numbered(facts) | Self::Updated(facts) | Self::Reserved(facts) | Self::FromPaper(facts) => {
                serde_json::to_value(facts)
            }
            Self::GivenBack(facts) => serde_json::to_value(facts),
            Self::Issued(facts) => serde_json::to_value(facts),
            Self::StatusChanged(_, facts) => serde_json::to_value(facts),
            Self::Received(incoming) => serde_json::to_value(incoming),
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
            ISSUED => Self::Issued(facts(content)?),
            RECEIVED => Self::Received(facts(content)?),
            kind => match StatusAction::from_key(kind) {
                Some(action) => Self::StatusChanged(action, facts(content)?),
                None => return Ok(None),
            },
        };
        Ok(Some(read))
    }
}

fn facts<T: DeserializeOwned>(content: &Value) -> Result<T, UnreadableEvent> {
    T::deserialize(content).map_err(|_| UnreadableEvent)
}
