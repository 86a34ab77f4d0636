//! The register of the workspace one stands in.

use crate::base::finding::Findings;
use crate::cli::report;
use crate::operations::register::Registry;

/// The register; warnings are printed at once.
pub(super) fn open() -> Result<Registry, Findings> {
    let (registry, warnings) = open_with_warnings()?;
    report::findings(&warnings);
    Ok(registry)
}

/// The register, with the warnings.
pub(super) fn open_with_warnings() -> Result<(Registry, Findings), Findings> {
    Registry::open(report::here())
}
