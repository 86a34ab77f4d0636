//! The first room: the clerk's YAML → [`Document`], with everything that is wrong in one pass.

mod document;
mod document_file;
pub(crate) mod figures;
pub(crate) mod file;
pub(crate) mod mail_merge;
mod office;
mod paper_register;
mod periods;
mod schema;
mod wording;

use std::collections::BTreeMap;

pub use office::Office;
pub use periods::Periods;

use crate::base::finding::Findings;
use crate::base::io::workspace::Workspace;
use crate::domain::document::{Document, Use};
pub use crate::load::document_file::Draft;
pub(crate) use crate::load::figures::spreadsheet::SHEET_FILES;
pub use crate::load::paper_register::{LedgerColumn, LedgerLine, ledger_lines};

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
    BTreeMap::from([
        ("van-ban.schema.json", schema::document_schema()),
        ("co-quan.schema.json", schema::office_schema()),
    ])
}
