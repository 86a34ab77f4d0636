//! The file of a kept document that a copy is made of, and the document itself where it was made here.

use std::path::Path;

use tempfile::TempDir;

use super::open::{Indexed, indexed};
use super::rebuild_document::workspace_of;
use super::select::{self, Named};
use crate::archive::best_copy::BestCopy;
use crate::archive::index::entry::Entry;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::durable::unpacked;
use crate::operations::common::progress::Warn;
use crate::signature::Indication;

/// The best file of a document, with what was found of it.
pub(crate) struct Original {
    /// The document.
    pub(crate) entry: Entry,
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// What was found of it; none of the PDF as it was finalized, which nobody signed.
    pub(crate) outcome: Option<Indication>,
}

/// The best file of a document.
///
/// # Errors
/// There is no archive, or it has no such document, letter or file.
pub(crate) fn original(here: &Path, which: &Named, letter: Option<&str>, warn: Warn<'_>) -> Result<Original, Findings> {
    let Indexed { archive, index, .. } = indexed(here, warn)?;
    let (entry, named) = select::document(&archive, &index, which)?;
    let letter = select::letter(&archive, &entry, letter.or(named.as_deref()), false)?;
    let BestCopy { key, inventory, version, path, outcome } = archive.best_copy(&index, &entry, letter.as_ref())?;
    let bytes = archive.store().file_of(&key, &inventory, version, &path).map_err(Finding::from)?;
    let bytes =
        bytes.ok_or_else(|| Finding::new(codes::NOTHING_KEPT, format!("kho không còn tệp của {}", entry.reference)))?;
    Ok(Original { entry, bytes, outcome })
}

/// A kept document with all it was made from, as a workspace of its own: its path in it.
///
/// # Errors
/// It was not made here, or what was kept is not whole.
pub(crate) fn kept_workspace(here: &Path, which: &Named, warn: Warn<'_>) -> Result<(Entry, String, TempDir), Findings> {
    let Indexed { archive, index, .. } = indexed(here, warn)?;
    let (entry, _) = select::document(&archive, &index, which)?;
    let (document, files) = workspace_of(&archive, &entry.key)?;
    let folder = unpacked(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))?;
    Ok((entry, document, folder))
}
