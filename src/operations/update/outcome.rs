//! What bringing a document up to date gives: its state, the files to write, and why.

use std::collections::BTreeMap;

use super::reason::Reason;
use crate::base::finding::Findings;
use crate::export::Output;
use crate::operations::update::record::Printed;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Set and to be written.
    Made,
    /// As it was; nothing to write but perhaps its record.
    Kept,
    /// Findings keep it from being built; its last files stay.
    Failed,
}

/// A document brought up to date, with everything to write.
#[derive(Debug)]
pub struct Updated {
    /// What became of it.
    pub state: State,
    /// Files to write, in this order; paths from the output folder, the record last.
    pub outputs: Vec<Output>,
    /// Files of the last build that are no longer of this document.
    pub outdated: Vec<String>,
    /// How many pages it has; 0 when it failed.
    pub pages: usize,
    /// In the order of the clerk's files.
    pub findings: Findings,
    /// Why it was set, or why not.
    pub reasons: Vec<Reason>,
    /// Figures and facts that it now prints otherwise.
    pub changes: Vec<PrintedChange>,
}

/// A figure or fact that a document prints otherwise than the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedChange {
    /// As `nam-2025/so-lieu.yaml#du_lich.luot_khach`.
    pub from: String,
    /// Line of the document.
    pub line: usize,
    /// What it printed.
    pub old: String,
    /// What it prints now.
    pub new: String,
}

impl Updated {
    /// Of a document that could not be built.
    pub(crate) fn failed(findings: Findings) -> Self {
        Self { state: State::Failed, findings, ..Self::kept(Vec::new()) }
    }

    /// Of a document whose files stay as they are.
    pub(crate) fn kept(reasons: Vec<Reason>) -> Self {
        Self {
            state: State::Kept,
            outputs: Vec::new(),
            outdated: Vec::new(),
            pages: 0,
            findings: Findings::default(),
            reasons,
            changes: Vec::new(),
        }
    }
}

impl PrintedChange {
    /// Uses that are in both, in the order of the document, and print differently.
    pub fn between(old: &[Printed], new: &[Printed]) -> Vec<Self> {
        let mut waiting: BTreeMap<(&str, &str), Vec<&Printed>> = BTreeMap::new();
        for printed in old.iter().rev() {
            waiting.entry((&printed.from, &printed.by)).or_default().push(printed);
        }
        let mut found: Vec<Self> = Vec::new();
        for printed in new {
            let before = waiting.get_mut(&(printed.from.as_str(), printed.by.as_str())).and_then(Vec::pop);
            let Some(before) = before.filter(|before| before.text != printed.text) else { continue };
            // of several figures in one expression only those that are another now
            if !printed.worth.is_empty() && printed.worth == before.worth {
                continue;
            }
            let change = Self {
                from: printed.from.clone(),
                line: printed.line,
                old: before.text.clone(),
                new: printed.text.clone(),
            };
            if !found.contains(&change) {
                found.push(change);
            }
        }
        found
    }
}
