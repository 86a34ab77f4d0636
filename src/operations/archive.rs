//! The archive of the workspace: files into it, documents found in it and taken out of it, and looking after it.

mod add;
mod find;
mod maintain;
mod open;
pub(crate) mod original;
pub(crate) mod rebuild_document;
mod retrieve;
mod select;
mod validation;

pub(crate) use add::Submission;
pub use add::{Kept, add};
pub(crate) use find::{Details, LetterDetails, search_status};
pub use find::{Filter, due, list, search, show};
pub(crate) use maintain::{AuditReport, Audited, Copied, UnsoundVersion, reindex};
pub use maintain::{audit, backup, checkpoint, restore};
pub(crate) use retrieve::{ExportRequest, FileRequest, rebuild_document};
pub use retrieve::{export, get};
pub(crate) use select::Named;

pub use crate::archive::Deposited;
pub use crate::archive::index::entry::Entry;
pub(crate) use crate::archive::index::search::Hit;
