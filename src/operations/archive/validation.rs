//! What is to be said of the signatures of a file that goes into the archive or lies in it.

use chrono::{DateTime, FixedOffset};

use crate::base::finding::Finding;
use crate::base::io::workspace::Workspace;
use crate::operations::common::guard::guarded;
use crate::operations::common::progress::Warn;
use crate::signature::{self, TrustFolder, TrustStore, ValidationReport};

/// What is to be said of a file; a crash stops this one only.
pub(super) fn validated(
    file: &[u8],
    issued: Option<&[u8]>,
    trust_store: &TrustStore,
    now: DateTime<FixedOffset>,
) -> Result<ValidationReport, Finding> {
    guarded(|| signature::validate(file, issued, trust_store, now))
}

/// What the office trusts; without a folder nothing.
pub(super) fn trust_of(workspace: &Workspace, warn: Warn<'_>) -> Result<TrustStore, Finding> {
    let Some(folder) = TrustFolder::of(workspace) else { return Ok(TrustStore::none()) };
    folder.read(|finding| warn(&finding.into()))
}
