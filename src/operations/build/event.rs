//! What is reported of a run while it goes on.

use super::bundle::Bundle;
use super::document::Done;
use super::letters::Letters;
use crate::base::finding::Findings;

/// What is reported of a run while it goes on.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Another run writes to the same folder, as people read its path; this one waits for it.
    Waiting(&'a str),
    /// It begins.
    Begun {
        /// How many documents and letters there are.
        documents: usize,
        /// Warnings of the workspaces themselves.
        warnings: &'a Findings,
    },
    /// A document or letter is done; of its findings those that were not reported yet.
    Document(&'a Done),
    /// All documents are joined into one file; or what keeps them from it, or what they say of one another.
    Bundle(Option<&'a Bundle>, &'a Findings),
    /// All letters of a document are done.
    Letters(&'a Letters),
}
