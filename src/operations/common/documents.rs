//! The documents of a workspace at a path.

use std::path::Path;

use crate::base::finding::{Finding, codes};
use crate::base::io::copies::copy_name;
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{names, paths};

/// The documents of a workspace at a path: the file itself, or everything under the folder.
///
/// # Errors
/// The path is not in the workspace or holds no document.
pub(crate) fn documents(workspace: &Workspace, path: &Path) -> Result<Vec<String>, Finding> {
    let relative = workspace.relative(path)?;
    if path.is_file() {
        let name = WorkspacePath::of(&relative).file_name();
        return if names::is_document(name) && !names::is_list(path) {
            Ok(vec![relative])
        } else {
            Err(not_a_document(name, path))
        };
    }
    let documents = workspace.documents(&relative)?;
    if documents.is_empty() {
        return Err(Finding::new(codes::NOTHING_TO_BUILD, "thư mục chưa có văn bản nào")
            .in_file(workspace.shown(&relative))
            .hint("tạo văn bản bằng `vanthu new bao-cao`"));
    }
    Ok(documents)
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
