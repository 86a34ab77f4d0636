//! Which documents were issued: the register as its log tells it, read again when the log has grown.

use std::sync::Arc;

use crate::base::finding::Finding;
use crate::base::io::journal::{Journal, Position};
use crate::base::io::workspace::Workspace;
use crate::domain::register::{Entry, Register};

/// The register of a workspace, to be read.
#[derive(Debug, Clone)]
pub(crate) struct IssuedLog {
    journal: Journal,
    register: Register,
    read_to: Position,
}

impl IssuedLog {
    /// Reads the log, if there is one.
    ///
    /// # Errors
    /// The log cannot be read: nobody knows then what must stay as it is.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self, Finding> {
        let journal = Journal::in_workspace(workspace);
        let (events, read_to) = journal.since(&Position::default())?;
        Ok(Self { journal, register: Register::of(&events), read_to })
    }

    /// Whether a document had been issued when the log was read.
    pub(crate) fn contains(&self, document: &str) -> bool {
        self.entry(document).is_some()
    }

    /// The line of a document that was issued, also when that was a moment ago.
    ///
    /// # Errors
    /// The log cannot be read.
    pub(super) fn current_entry(log: &mut Arc<Self>, document: &str) -> Result<Option<Entry>, Finding> {
        let (events, read_to) = log.journal.since(&log.read_to)?;
        if !events.is_empty() {
            let log = Arc::make_mut(log);
            log.register.update(&events);
            log.read_to = read_to;
        }
        Ok(log.entry(document).cloned())
    }

    fn entry(&self, document: &str) -> Option<&Entry> {
        self.register.entry_of(document).filter(|entry| entry.state.is_issued())
    }
}
