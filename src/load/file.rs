//! One YAML file of the workspace: its bytes, its tree.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::MAX_YAML;
use crate::base::io::workspace::Workspace;
use crate::base::source::Source;
use crate::formats::yaml::decode;
use crate::formats::yaml::node::Node;

/// Reads one YAML file of the workspace into its tree.
pub(crate) fn read(workspace: &Workspace, path: &str, findings: &mut Findings) -> Option<(Arc<Source>, Node)> {
    let bytes = bytes(workspace, path, findings)?;
    decode::read(workspace.shown(path), &bytes, findings)
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
