//! What an audit has seen, and what is wrong.

use std::collections::BTreeMap;

use crate::base::finding::Findings;

/// What an audit has seen.
#[derive(Debug, Default)]
pub struct AuditReport {
    /// Documents looked at.
    pub objects: usize,
    /// Files re-hashed.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Events of the log; none when it cannot be read.
    pub events: Option<u64>,
    /// The last hash of the log.
    pub head: String,
    /// Signed and scanned files validated again, by outcome.
    pub validated: BTreeMap<String, usize>,
    /// Those of them that are not sound.
    pub unsound: Vec<UnsoundVersion>,
    /// What is wrong.
    pub findings: Findings,
}

/// A version whose signed file is not sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsoundVersion {
    /// As its document is called: `418/BC-UBND (2025/bao-cao/418-bc-ubnd)`.
    pub document: String,
    /// The version.
    pub version: u32,
    /// What is found of its file today.
    pub outcome: String,
}
