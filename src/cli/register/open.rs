//! The register of the workspace one stands in.

use crate::base::finding::Findings;
use crate::cli::report;
use crate::operations::register::WorkspaceRegister;

/// The register; warnings are printed at once.
pub(super) fn open() -> Result<WorkspaceRegister, Findings> {
    let (registry, warnings) = open_with_warnings()?;
    report::findings(&warnings);
    Ok(registry)
}

/// The register, with the warnings.
pub(super) fn open_with_warnings() -> Result<(WorkspaceRegister, Findings), Findings> {
    WorkspaceRegister::open(report::here())
}
