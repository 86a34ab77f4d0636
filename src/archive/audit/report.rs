//! What an audit has seen, and what is wrong.

use std::collections::BTreeMap;

use crate::base::finding::Findings;
use crate::signature::Indication;

/// What an audit has seen.
#[derive(Debug, Default)]
pub struct AuditReport {
    /// Documents looked at.
    pub documents: usize,
    /// What waits, or waited, on paper for a signature and a number, beside them.
    pub waiting: usize,
    /// Files re-hashed.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Events of the log; none when it cannot be read.
    pub events: Option<u64>,
    /// The last hash of the log.
    pub head: String,
    /// Signed and scanned files validated again, by outcome.
    pub validated: BTreeMap<Indication, usize>,
    /// Those of them that are not sound.
    pub unsound: Vec<UnsoundVersion>,
    /// What is wrong.
    pub findings: Findings,
}

impl AuditReport {
    /// How many files were found to be what, in the order of the keys that programs read.
    pub(crate) fn validated_by_key(&self) -> impl Iterator<Item = (Indication, usize)> {
        let mut counted: Vec<_> = self.validated.iter().map(|(outcome, count)| (*outcome, *count)).collect();
        counted.sort_by_key(|(outcome, _)| outcome.key());
        counted.into_iter()
    }
}

/// A version whose signed file is not sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsoundVersion {
    /// As its document is called: `418/BC-UBND (2025/bao-cao/418-bc-ubnd)`.
    pub document: String,
    /// The version.
    pub version: u32,
    /// What is found of its file today.
    pub outcome: Indication,
}
