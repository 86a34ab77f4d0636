//! The first room: the clerk's YAML → [`Document`], with everything that is wrong in one pass.

mod conform;
mod expression;
mod figures;
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
mod tree;
mod unreferenced;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{Document, Use};
use crate::files::{MAX_YAML, Workspace};
use crate::finding::{Finding, Findings, codes};
use crate::source::Source;
use crate::vietnamese::old_encoding;
pub use office::Office;
pub use periods::Periods;
use reader::Reader;
pub use revise::{Change, Revision, import};
pub use sheet::MAX_SHEET;
pub(crate) use sheet::SHEET_FILES;
use tree::Node;

mod assemble;

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

/// Loads the document at `path` (from the workspace) with the office and the figures it belongs to.
pub fn document(workspace: &Workspace, office: &Office, periods: &Periods, path: &str) -> Loaded {
    let mut findings = Findings::default();
    let (mut figures, mut uses) = (None, Vec::new());
    let document = read(workspace, path, &mut findings).and_then(|(source, root)| {
        let facts = periods.facts(Reader { source: &source, root: &root }, path, &mut findings);
        let document = assemble::document(workspace, office, &facts, path, &source, &root, &mut findings);
        figures = Some(facts.figures().folder.clone());
        uses = facts.uses();
        document
    });
    let document = document.filter(|_| !findings.has_errors());
    Loaded { document, figures, uses, findings: findings.in_source_order() }
}

/// The JSON Schemas of the clerk's files, by the name an editor finds them under.
pub fn schemas() -> BTreeMap<&'static str, serde_json::Value> {
    BTreeMap::from([("van-ban.schema.json", shape::document_schema()), ("co-quan.schema.json", shape::office_schema())])
}

/// Reads one YAML file of the workspace into its tree.
fn read(workspace: &Workspace, path: &str, findings: &mut Findings) -> Option<(Arc<Source>, Node)> {
    let shown = workspace.shown(path);
    let bytes = match workspace.read(path, MAX_YAML) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            findings.push(
                Finding::new(codes::PATH_NOT_FOUND, "không có tệp này").in_file(shown).hint("kiểm tra lại tên tệp"),
            );
            return None;
        }
        Err(finding) => {
            findings.push(finding);
            return None;
        }
    };
    parse(shown, &bytes, findings)
}

/// Decodes and parses the bytes of a YAML file.
fn parse(shown: String, bytes: &[u8], findings: &mut Findings) -> Option<(Arc<Source>, Node)> {
    let source = match Source::decode(shown.clone(), bytes) {
        Ok(source) => source,
        Err(at) => {
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let guess = old_encoding::guess(bytes);
            findings.push(
                Finding::new(codes::NOT_UTF8, format!("tệp không lưu bằng UTF-8 (từ dòng {line}); có thể là {guess}"))
                    .in_file(shown)
                    .hint("mở tệp bằng đúng bảng mã cũ, chuyển sang Unicode (Unikey: Ctrl+Shift+F6) rồi lưu lại bằng UTF-8"),
            );
            return None;
        }
    };
    let root = tree::parse(&source, findings)?;
    slips::warn(&source, &root, None, findings);
    unreferenced::report(&source, findings);
    Some((source, root))
}
