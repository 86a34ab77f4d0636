//! The first room: the clerk's YAML → [`Document`], with everything that is wrong in one pass.

mod assemble;
mod draft;
mod figures;
mod ledger;
pub(crate) mod mail_merge;
mod office;
mod periods;
mod revise;
pub(crate) mod roll;
mod shape;
pub(crate) mod sheet;
mod stamp;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use draft::Draft;
pub use ledger::{LedgerColumn, LedgerLine, ledger_lines};
pub use office::Office;
pub use periods::Periods;
pub use revise::{Change, Revision, import};
pub(crate) use sheet::SHEET_FILES;
pub use stamp::stamped;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::MAX_YAML;
use crate::base::io::workspace::Workspace;
use crate::base::source::Source;
use crate::domain::document::{Document, Use};
use crate::formats::yaml::decode::parse;
use crate::formats::yaml::node::Node;

/// What loading a document gives: the document unless it cannot be built, and what was found.
#[derive(Debug)]
pub struct Loaded {
    /// Absent when a finding is an error.
    pub document: Option<Document>,
    /// The folder of the figures its expressions name; absent when the file cannot be read at all.
    pub figures: Option<String>,
    /// Figures it uses, also when it cannot be built.
    pub uses: Vec<Use>,
    /// In the order of the clerk's file.
    pub findings: Findings,
}

/// Loads the document at `path` (from the workspace) with the office and the figures it belongs to. One with a list
/// comes as the letter that shows it best.
pub fn document(workspace: &Workspace, office: &Office, periods: &Periods, path: &str) -> Loaded {
    match Draft::read(workspace, path) {
        Ok(draft) => draft.load(workspace, office, periods, draft.sample()),
        Err(findings) => Loaded { document: None, figures: None, uses: Vec::new(), findings },
    }
}

/// The JSON Schemas of the clerk's files, by the name an editor finds them under.
pub fn schemas() -> BTreeMap<&'static str, serde_json::Value> {
    BTreeMap::from([("van-ban.schema.json", shape::document_schema()), ("co-quan.schema.json", shape::office_schema())])
}

/// Reads one YAML file of the workspace into its tree.
fn read(workspace: &Workspace, path: &str, findings: &mut Findings) -> Option<(Arc<Source>, Node)> {
    let bytes = bytes(workspace, path, findings)?;
    parse(workspace.shown(path), &bytes, findings)
}

/// The bytes of one YAML file of the workspace.
pub(crate) fn bytes(workspace: &Workspace, path: &str, findings: &mut Findings) -> Option<Vec<u8>> {
    match workspace.read(path, MAX_YAML) {
        Ok(Some(bytes)) => return Some(bytes),
        Ok(None) => findings.push(
            Finding::new(codes::PATH_NOT_FOUND, "không có tệp này")
                .in_file(workspace.shown(path))
                .hint("kiểm tra lại tên tệp"),
        ),
        Err(finding) => findings.push(finding),
    }
    None
}
