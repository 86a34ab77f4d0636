//! The first room: the clerk's YAML → [`Document`], with everything that is wrong in one pass.

mod assemble;
mod conform;
mod draft;
mod edits;
mod expression;
mod figures;
mod ledger;
mod list;
mod markdown;
mod office;
mod periods;
mod reader;
mod revise;
pub(crate) mod roll;
mod running;
mod shape;
mod sheet;
mod slips;
mod stamp;
mod tree;
mod unreferenced;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use draft::Draft;
pub use ledger::{LedgerColumn, LedgerLine, ledger_lines};
pub use office::Office;
pub use periods::Periods;
pub use revise::{Change, Revision, import};
pub use sheet::MAX_SHEET;
pub(crate) use sheet::SHEET_FILES;
pub use stamp::stamped;
use tree::Node;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::MAX_YAML;
use crate::base::io::workspace::Workspace;
use crate::base::source::Source;
use crate::base::text::legacy_encoding;
use crate::domain::document::{Document, Use};

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
fn bytes(workspace: &Workspace, path: &str, findings: &mut Findings) -> Option<Vec<u8>> {
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

/// Decodes and parses the bytes of a YAML file.
fn parse(shown: String, bytes: &[u8], findings: &mut Findings) -> Option<(Arc<Source>, Node)> {
    let source = decode(shown, bytes, findings)?;
    let root = tree::parse(&source, findings)?;
    slips::warn(&source, &root, None, findings);
    unreferenced::report(&source, findings);
    Some((source, root))
}

/// Decodes the bytes of a YAML file.
fn decode(shown: String, bytes: &[u8], findings: &mut Findings) -> Option<Arc<Source>> {
    match Source::decode(shown.clone(), bytes) {
        Ok(source) => Some(source),
        Err(at) => {
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let guess = legacy_encoding::guess(bytes);
            findings.push(
                Finding::new(codes::NOT_UTF8, format!("tệp không lưu bằng UTF-8 (từ dòng {line}); có thể là {guess}"))
                    .in_file(shown)
                    .hint("mở tệp bằng đúng bảng mã cũ, chuyển sang Unicode (Unikey: Ctrl+Shift+F6) rồi lưu lại bằng UTF-8"),
            );
            None
        }
    }
}
