//! The archive of a workspace, opened for one job.

use std::path::Path;

use crate::archive::Archive;
use crate::archive::index::Index;
use crate::base::finding::{Finding, Findings};
use crate::base::io::workspace::Workspace;
use crate::load::Office;
use crate::operations::common::progress::Warn;

/// An archive with its index.
pub(super) struct Indexed {
    pub(super) workspace: Workspace,
    pub(super) archive: Archive,
    pub(super) index: Index,
}

/// The archive of the workspace around a path.
pub(super) fn archive_of(path: &Path) -> Result<(Workspace, Archive), Finding> {
    let workspace = Workspace::containing(path)?;
    let archive = Archive::of(&workspace);
    Ok((workspace, archive))
}

/// The same with its index; an archive without anything is refused.
pub(super) fn indexed(here: &Path, warn: Warn<'_>) -> Result<Indexed, Finding> {
    let (workspace, archive) = archive_of(here)?;
    if !archive.exists() {
        return Err(archive.missing());
    }
    let (index, warnings) = Index::open(&archive)?;
    let index = index.with_retention_of(office(&workspace).ok());
    warn(&warnings);
    let documents = index.count()?;
    if documents > 0 && archive.store().is_empty() {
        return Err(archive.emptied(documents));
    }
    if let Some(fewer) = archive.lacking(index.objects()?) {
        warn(&fewer.into());
    }
    Ok(Indexed { workspace, archive, index })
}

/// The profile of the office.
pub(super) fn office(workspace: &Workspace) -> Result<Office, Findings> {
    Ok(Office::load(workspace)?.0)
}
