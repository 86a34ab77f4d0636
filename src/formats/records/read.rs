//! A file of records, whatever its kind.

use std::collections::BTreeSet;

use super::model::Records;
use super::{spreadsheet, yaml};
use crate::base::finding::Findings;

/// Reads records, perhaps none; the end of the name says what the file is. `wanted` are the names of the columns that are
/// asked for: they tell the heading of a spreadsheet from what stands above it.
pub(crate) fn read(shown: &str, bytes: &[u8], wanted: &BTreeSet<String>, findings: &mut Findings) -> Option<Records> {
    let end = shown.rsplit('.').next().unwrap_or_default().to_lowercase();
    let is_yaml = matches!(end.as_str(), "yaml" | "yml");
    if is_yaml { yaml::read(shown, bytes, findings) } else { spreadsheet::read(shown, bytes, wanted, findings) }
}
