//! The register of a workspace: numbers given, reserved and given back, documents that came in, books, what to look into.

pub mod assign;
pub mod books;
pub mod change_status;
pub mod find_entry;
pub mod import_paper;
pub mod incoming;
mod lines;
mod messages;
pub mod reserve;
mod review;
pub mod workspace;
pub mod write_number;

pub use assign::{Assignment, NumberRequest, Numbered};
pub use change_status::StatusRequest;
pub use find_entry::EntryQuery;
pub use import_paper::Imported;
pub use lines::{IncomingLines, OutgoingLines};
pub use reserve::Reservation;
pub use workspace::WorkspaceRegister;

use crate::base::finding::{Area, Findings};
use crate::operations::status::Refused;

/// Why something was not done with the register: it could not be when the workspace or the log is not as it must be.
pub fn refused(findings: Findings) -> Refused {
    Refused::needing(&[Area::Workspace, Area::Archive], findings)
}
