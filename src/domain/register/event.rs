//! Events of the register: their kinds, and their contents as the log keeps them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::register::{Act, Dealing, Facts, Incoming, Issue, Reference};

pub(super) const NUMBERED: &str = "cap_so";
pub(super) const UPDATED: &str = "cap_nhat";
pub(super) const RESERVED: &str = "giu_so";
pub(super) const GIVEN_BACK: &str = "tra_so";
pub(super) const FROM_PAPER: &str = "vao_so_giay";
pub(super) const ISSUED: &str = "phat_hanh";
pub(super) const INCOMING: &str = "van_ban_den";

/// An event that is not in the log yet: `writer.append(now, draft.kind, draft.content)` puts it there.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What is done.
    pub kind: &'static str,
    /// Its facts.
    pub content: Value,
}

/// A line of the register and what is said of it.
#[derive(Serialize, Deserialize)]
pub(super) struct About<T> {
    #[serde(flatten)]
    pub(super) reference: Reference,
    #[serde(flatten)]
    pub(super) said: T,
}

/// Why a number is given back.
#[derive(Serialize, Deserialize)]
pub(super) struct Reason {
    #[serde(rename = "ly_do")]
    pub(super) reason: String,
}

fn draft(kind: &'static str, content: &impl Serialize) -> Draft {
    // plain values with text keys always have a JSON form
    Draft { kind, content: serde_json::to_value(content).unwrap_or_default() }
}

fn about<T: Serialize>(kind: &'static str, reference: &Reference, said: T) -> Draft {
    draft(kind, &About { reference: reference.clone(), said })
}

/// A document got its number.
pub fn numbered(facts: &Facts) -> Draft {
    draft(NUMBERED, facts)
}

/// A document that is not issued yet has other facts than when it got its number.
pub fn updated(facts: &Facts) -> Draft {
    draft(UPDATED, facts)
}

/// A number is kept back for a document to come.
pub fn reserved(facts: &Facts) -> Draft {
    draft(RESERVED, facts)
}

/// A number is given back.
pub fn given_back(reference: &Reference, reason: &str) -> Draft {
    about(GIVEN_BACK, reference, Reason { reason: reason.to_owned() })
}

/// A line of the paper register is taken over.
pub fn entered_from_paper(facts: &Facts) -> Draft {
    draft(FROM_PAPER, facts)
}

/// A document was issued; its files are frozen from here on.
pub fn issued(reference: &Reference, issue: &Issue) -> Draft {
    about(ISSUED, reference, issue.clone())
}

/// An issued document is replaced, amended, corrected or recalled.
pub fn dealt(act: Act, reference: &Reference, dealing: &Dealing) -> Draft {
    about(act.key(), reference, dealing.clone())
}

/// A document came in.
pub fn incoming(incoming: &Incoming) -> Draft {
    draft(INCOMING, incoming)
}
