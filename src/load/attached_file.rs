//! The files that attached documents are written in: read once with the document that names them.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::finding::{Finding, Findings, codes, did_you_mean, nearest};
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::{DataPath, Source, Text};
use crate::content::expression::field_reader::FieldReader;
use crate::formats::yaml::node::{Node, Value};
use crate::formats::yaml::{decode, typed};
use crate::load::attached_schema::{ATTACHED_FILE, AttachedFileSchema};
use crate::load::file;

/// The file of an attached document, as it is written.
#[derive(Debug)]
pub(crate) struct AttachedFile {
    /// From the workspace.
    pub(crate) path: String,
    /// Its folder as the document that names it reaches it, with `/` at its end; empty for the same folder.
    pub(crate) prefix: String,
    pub(crate) digest: Digest,
    pub(crate) source: Arc<Source>,
    pub(crate) root: Node,
    pub(crate) schema: AttachedFileSchema,
}

/// The data path of the n-th attached document, from 0.
pub(crate) fn item(n: usize) -> DataPath {
    DataPath::from("kem_theo").index(n)
}

/// The files that a document names in `kem_theo`, place by place; none where an attached document is written in the
/// document itself, or its file cannot be read.
pub(crate) fn read_all(
    workspace: &Workspace,
    document: &str,
    reader: FieldReader<'_>,
    count: usize,
    findings: &mut Findings,
) -> Vec<Option<AttachedFile>> {
    (0..count).map(|n| read(workspace, document, reader.optional(&item(n).key("tep"))?, n, findings)).collect()
}

fn read(
    workspace: &Workspace,
    document: &str,
    written: Text,
    n: usize,
    findings: &mut Findings,
) -> Option<AttachedFile> {
    let at = |finding: Finding| finding.at_optional(written.place.clone()).path(item(n).key("tep"));
    let folder = WorkspacePath::of(document).folder();
    let Some(path) = WorkspacePath::of(folder).resolve(&written.value) else {
        let message = format!("đường dẫn `{}` ra ngoài thư mục làm việc", written.value.trim());
        let finding = Finding::new(codes::OUTSIDE_WORKSPACE, message);
        findings.push(at(finding.hint(format!("sao chép tệp vào `{}`", workspace.shown(folder)))));
        return None;
    };
    if path == document {
        let finding = Finding::new(codes::PATH_NOT_FOUND, "`tep` ghi chính văn bản này");
        findings.push(at(finding.hint("ghi tên tệp của văn bản kèm theo, ví dụ `tep: quy-che.yaml`")));
        return None;
    }
    let shown = workspace.shown(&path);
    if let Ok(None) = workspace.metadata(&path) {
        let message = format!("không có tệp văn bản kèm theo `{}`", written.value.trim());
        let hint = match meant(workspace, &path) {
            Some(meant) => {
                did_you_mean(&format!("{}{}", prefix(&written.value), WorkspacePath::of(&meant).file_name()))
            }
            None => format!("sao chép tệp vào `{}`, hoặc sửa lại tên tệp", workspace.shown(folder)),
        };
        findings.push(at(Finding::new(codes::PATH_NOT_FOUND, message).hint(hint)));
        return None;
    }
    let mut told = Findings::default();
    let bytes = file::bytes(workspace, &path, &mut told);
    let tree = bytes.and_then(|bytes| {
        let (source, root) = decode::read_as(shown.clone(), &bytes, Some(&ATTACHED_FILE), &mut told)?;
        let schema = typed::read::<AttachedFileSchema>(&source, &root, &ATTACHED_FILE, &mut told)?;
        Some(AttachedFile {
            prefix: prefix(&written.value),
            path: path.clone(),
            digest: Digest::of(&bytes),
            source,
            root,
            schema,
        })
    });
    findings.extend(told.about(&shown));
    tree
}

/// The folder of a path as it is written.
fn prefix(written: &str) -> String {
    let written = written.trim().replace('\\', "/");
    written.rfind('/').map_or(String::new(), |at| written[..=at].to_owned())
}

/// The file that a name means which no file has: the nearest beside it that is written as an attached document.
fn meant(workspace: &Workspace, path: &str) -> Option<String> {
    let (folder, name) = WorkspacePath::of(path).split();
    let beside = workspace.documents(folder).ok()?.into_iter();
    let beside = beside.filter(|file| WorkspacePath::of(file).folder() == folder && looks_attached(workspace, file));
    let beside: Vec<String> = beside.collect();
    let near = nearest(name, beside.iter().map(|file| WorkspacePath::of(file).file_name()))?;
    Some(WorkspacePath::of(folder).join(near))
}

/// The files that a document in a workspace names in `kem_theo`, from the workspace, or means by a misspelt name; nothing of
/// one that cannot be read.
pub(crate) fn named(workspace: &Workspace, document: &str) -> Vec<String> {
    let Some(root) = tree(workspace, document) else { return Vec::new() };
    let items = match root.get("kem_theo").map(|node| &node.value) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    let folder = WorkspacePath::of(WorkspacePath::of(document).folder());
    let named = items.iter().filter_map(|item| folder.resolve(item.get("tep")?.text()?));
    let there = |path: &str| !matches!(workspace.metadata(path), Ok(None));
    named.map(|path| if there(&path) { path } else { meant(workspace, &path).unwrap_or(path) }).collect()
}

/// Whether a file is written as an attached document: it has a text, and no issuer of its own.
pub(crate) fn looks_attached(workspace: &Workspace, path: &str) -> bool {
    let keys = tree(workspace, path);
    keys.is_some_and(|root| root.get("co_quan").is_none() && root.get("noi_dung").is_some())
}

fn tree(workspace: &Workspace, path: &str) -> Option<Node> {
    let mut unheard = Findings::default();
    let bytes = file::bytes(workspace, path, &mut unheard)?;
    // most files say so by their bytes
    let holds = |key: &str| {
        bytes.starts_with(key.as_bytes()) || memchr::memmem::find(&bytes, format!("\n{key}").as_bytes()).is_some()
    };
    if !holds("kem_theo") && holds("co_quan") {
        return None;
    }
    decode::read(workspace.shown(path), &bytes, &mut unheard).map(|(_, root)| root)
}
