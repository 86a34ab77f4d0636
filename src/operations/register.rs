//! The register of a workspace: numbers given, reserved and given back, documents that came in, books, what to look into.

pub(crate) mod assign;
pub mod books;
pub(crate) mod change_status;
pub(crate) mod copies;
pub(crate) mod correct_incoming;
pub(crate) mod find_entry;
pub(crate) mod import_paper;
pub mod incoming;
mod lines;
mod messages;
pub(crate) mod reopen;
pub mod reserve;
mod review;
pub(crate) mod send;
pub mod workspace;
pub(crate) mod write_number;

pub use assign::Numbered;
pub(crate) use assign::{Assignment, NumberRequest};
pub(crate) use lines::{IncomingLines, OutgoingLines};
pub use workspace::WorkspaceRegister;

use crate::base::finding::{Area, Findings};
use crate::operations::common::status::Refused;

/// Why something was not done with the register: it could not be when the workspace or the log is not as it must be.
pub fn refused(findings: Findings) -> Refused {
    Refused::needing(&[Area::Workspace, Area::Archive], findings)
}
