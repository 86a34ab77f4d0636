//! What is to be said of the signatures of a file that goes into the archive or lies in it.

use chrono::{DateTime, FixedOffset};

use crate::base::finding::Finding;
use crate::base::io::workspace::Workspace;
use crate::operations::guard::guarded;
use crate::operations::progress::Warn;
use crate::signature::{self, Judgement, Outcome, Trust};

/// What is to be said of a file; a crash stops this one only.
pub(super) fn validated(
    file: &[u8],
    issued: Option<&[u8]>,
    trust: &Trust,
    now: DateTime<FixedOffset>,
) -> Result<Judgement, Finding> {
    guarded(|| signature::judge(file, issued, trust, now))
}

/// What the office trusts; without a folder nothing.
pub(super) fn trust_of(workspace: &Workspace, warn: Warn<'_>) -> Result<Trust, Finding> {
    let Some((folder, shown)) = Trust::folder_of(workspace) else { return Ok(Trust::none()) };
    let (trust, strange) = Trust::of_folder(&folder, &shown)?;
    strange.into_iter().for_each(|finding| warn(&finding.into()));
    Ok(trust)
}

/// An outcome as people say it.
pub fn outcome_words(outcome: &str) -> &'static str {
    Outcome::from_key(outcome).map_or("không rõ", Outcome::words)
}
