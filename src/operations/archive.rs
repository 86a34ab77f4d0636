//! The archive of the workspace: files into it, documents found in it and taken out of it, and looking after it.

mod add;
mod find;
mod maintain;
mod open;
pub(crate) mod rebuild_document;
mod retrieve;
mod select;
mod validation;

pub use add::{Kept, Submission, add};
pub use find::{Details, Filter, LetterDetails, VersionDetails, due, list, search, search_status, show};
pub use maintain::{
    AuditReport, Audited, Checkpoint, Copied, Marked, Reindexed, Restored, UnsoundVersion, audit, backup, checkpoint,
    reindex, restore,
};
pub use retrieve::{ExportRequest, Exported, FileRequest, Retrieved, export, get, rebuild_document};
pub use select::Named;
pub use validation::outcome_words;

pub use crate::archive::Deposited;
pub use crate::archive::index::entry::Entry;
pub use crate::archive::index::search::Hit;
