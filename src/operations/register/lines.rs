//! The lines of a year, and what a văn thư should look into.

use crate::base::finding::Findings;
use crate::domain::register::{Entry, IncomingEntry, Waiting};
use crate::operations::register::workspace::WorkspaceRegister;

/// The outgoing lines of a year.
#[derive(Debug)]
pub(crate) struct OutgoingLines<'a> {
    /// The year.
    pub year: i32,
    /// By issuer, kind, symbol and number.
    pub entries: Vec<&'a Entry>,
    /// Paper documents that went to be signed, and get their numbers afterwards.
    pub waiting: Vec<&'a Waiting>,
    /// What should be looked into.
    pub findings: Findings,
}

/// The incoming lines of a year.
#[derive(Debug)]
pub struct IncomingLines<'a> {
    /// The year.
    pub year: i32,
    /// In the order they came.
    pub entries: Vec<&'a IncomingEntry>,
}

impl WorkspaceRegister {
    /// The outgoing lines of a year, the last with lines when none is named; of one kind or of all.
    pub(crate) fn outgoing(&self, year: Option<i32>, kind: Option<&str>) -> OutgoingLines<'_> {
        let year = self.year(year, false);
        let wanted =
            |entry: &&Entry| entry.facts.reference.year == year && kind.is_none_or(|kind| entry.facts.kind == kind);
        let mut entries: Vec<&Entry> = self.register().entries().iter().filter(wanted).collect();
        entries.sort_by_key(|entry| {
            let reference = &entry.facts.reference;
            (&reference.issuer, &entry.facts.kind, &reference.symbol, reference.number)
        });
        let waiting = self.register().waiting().collect();
        OutgoingLines { year, entries, waiting, findings: self.problems(year, kind) }
    }

    /// The incoming lines of a year, the last with lines when none is named.
    pub fn incoming(&self, year: Option<i32>) -> IncomingLines<'_> {
        let year = self.year(year, true);
        let entries = self.register().incoming().iter().filter(|line| line.facts.year == year).collect();
        IncomingLines { year, entries }
    }
}
