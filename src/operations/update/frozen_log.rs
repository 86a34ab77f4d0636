//! Which documents are frozen: the register as its log tells it, read again when the log has grown.

use std::sync::Arc;

use crate::archive::ObjectKey;
use crate::base::digest::Digest;
use crate::base::finding::Finding;
use crate::base::io::journal::{Journal, Position};
use crate::base::io::workspace::Workspace;
use crate::domain::register::{Entry, Facts, Finalization, Register, State, Waiting};

/// The register of a workspace, to be read.
#[derive(Debug, Clone)]
pub(crate) struct FrozenLog {
    journal: Journal,
    register: Register,
    read_to: Position,
}

/// A document that was finalized: what its files must stay like.
#[derive(Debug, Clone)]
pub(crate) struct Frozen {
    /// `văn bản 12/QĐ-UBND`, or what it is called without a number.
    pub called: String,
    /// Its line; none of a paper document that waits for its number.
    pub line: Option<Facts>,
    /// How far it has come.
    pub state: State,
    /// Where its files are kept.
    pub object: Option<ObjectKey>,
    /// The PDFs that are known to be it; none when that is not known.
    pub known: Vec<Digest>,
    /// Of a paper document: number and date were written into its file after it was finalized.
    pub numbered_since: bool,
}

impl Frozen {
    fn of(entry: &Entry) -> Self {
        let files = |finalization: &Finalization| [finalization.made.clone(), finalization.sent.clone()].concat();
        Self {
            called: format!("văn bản {}", entry.facts.reference),
            line: Some(entry.facts.clone()),
            state: entry.state,
            object: entry.object.as_deref().and_then(ObjectKey::parse).or_else(|| ObjectKey::of(entry)),
            known: entry.finalized.iter().flat_map(files).collect(),
            numbered_since: entry.is_paper(),
        }
    }

    fn waiting(waiting: &Waiting) -> Self {
        Self {
            called: "bản trình ký của văn bản này".to_owned(),
            line: None,
            state: State::Finalized,
            object: ObjectKey::parse(&waiting.object),
            known: waiting.facts.finalization.made.clone(),
            numbered_since: true,
        }
    }
}

impl FrozenLog {
    /// Reads the log, if there is one.
    ///
    /// # Errors
    /// The log cannot be read: nobody knows then what must stay as it is.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self, Finding> {
        let journal = Journal::in_workspace(workspace);
        let (events, read_to) = journal.since(&Position::default())?;
        Ok(Self { journal, register: Register::of(&events), read_to })
    }

    /// Whether a document had been finalized when the log was read.
    pub(crate) fn contains(&self, document: &str) -> bool {
        self.frozen(document).is_some()
    }

    /// What a document must stay like, also when it was finalized a moment ago.
    ///
    /// # Errors
    /// The log cannot be read.
    pub(super) fn current(log: &mut Arc<Self>, document: &str) -> Result<Option<Frozen>, Finding> {
        let (events, read_to) = log.journal.since(&log.read_to)?;
        if !events.is_empty() {
            let log = Arc::make_mut(log);
            log.register.update(&events);
            log.read_to = read_to;
        }
        Ok(log.frozen(document))
    }

    fn frozen(&self, document: &str) -> Option<Frozen> {
        let entry = self.register.entry_of(document).filter(|entry| entry.state.is_frozen());
        entry.map(Frozen::of).or_else(|| self.register.waiting_of(document).map(Frozen::waiting))
    }
}
