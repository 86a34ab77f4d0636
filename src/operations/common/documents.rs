//! The documents of a workspace at a path.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::finding::{Finding, codes};
use crate::base::io::copies::copy_name;
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{names, paths};
use crate::load::attached_file::{looks_attached, named};

/// The documents of a workspace at a path: the file itself, or everything under the folder.
///
/// # Errors
/// The path is not in the workspace or holds no document.
pub(crate) fn documents(workspace: &Workspace, path: &Path) -> Result<Vec<String>, Finding> {
    let relative = workspace.relative(path)?;
    if path.is_file() {
        let name = WorkspacePath::of(&relative).file_name();
        return if !names::is_document(name) || names::is_list(path) {
            Err(not_a_document(name, path))
        } else if let Some(issuing) = issuing(workspace, &relative)? {
            Err(attached(workspace, path, &issuing))
        } else {
            Ok(vec![relative])
        };
    }
    let documents = documents_in(workspace, &relative)?;
    if documents.is_empty() {
        return Err(Finding::new(codes::NOTHING_TO_BUILD, "thư mục chưa có văn bản nào")
            .in_file(workspace.shown(&relative))
            .hint("tạo văn bản bằng `vanthu new bao-cao`"));
    }
    Ok(documents)
}

/// The documents under a folder of a workspace; what another issues with itself is none.
///
/// # Errors
/// A folder cannot be read.
pub(crate) fn documents_in(workspace: &Workspace, folder: &str) -> Result<Vec<String>, Finding> {
    let mut documents = workspace.documents(folder)?;
    let alike: Vec<String> = documents.iter().filter(|path| looks_attached(workspace, path)).cloned().collect();
    if !alike.is_empty() {
        let attached = attached_files(workspace)?;
        documents.retain(|path| !alike.contains(path) || !attached.contains_key(path));
    }
    Ok(documents)
}

/// The document that a file is attached to.
fn issuing(workspace: &Workspace, path: &str) -> Result<Option<String>, Finding> {
    if looks_attached(workspace, path) { Ok(attached_files(workspace)?.remove(path)) } else { Ok(None) }
}

/// Every file that a document of the workspace names in `kem_theo`, with the first that does.
fn attached_files(workspace: &Workspace) -> Result<BTreeMap<String, String>, Finding> {
    let mut found = BTreeMap::new();
    for document in workspace.documents("")? {
        for file in named(workspace, &document) {
            found.entry(file).or_insert_with(|| document.clone());
        }
    }
    Ok(found)
}

fn attached(workspace: &Workspace, path: &Path, issuing: &str) -> Finding {
    let shown = workspace.shown(issuing);
    let finding =
        Finding::new(codes::NOTHING_TO_BUILD, format!("đây là văn bản kèm theo của `{shown}`, in cùng văn bản ấy"));
    finding.in_file(paths::show(path)).hint(format!("chạy lệnh với `{}`", paths::argument(&shown)))
}

fn not_a_document(name: &str, path: &Path) -> Finding {
    let what = match name {
        names::OFFICE_FILE => "đây là thông tin cơ quan, không phải văn bản",
        names::FIGURES_FILE => "đây là tệp số liệu, không phải văn bản",
        names::SHARED_FILE => "đây là tệp dùng chung, không phải văn bản",
        _ if names::is_system_junk(name) => "đây là tệp tạm của phần mềm khác, không phải văn bản",
        _ if copy_name(name).is_some_and(|copy| names::is_shared(&copy.original)) => {
            "đây là tệp sao chép từ một tệp dùng chung, không phải văn bản"
        }
        _ if names::is_list(path) => "đây là danh sách, không phải văn bản",
        _ => "đây không phải là tệp văn bản `.yaml`",
    };
    Finding::new(codes::NOTHING_TO_BUILD, what)
        .in_file(paths::show(path))
        .hint("chạy `vanthu build` với tệp văn bản hoặc với thư mục")
}
