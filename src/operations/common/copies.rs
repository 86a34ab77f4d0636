//! Copies of documents and of shared files, told before anything is built: which of two was meant nobody can see later.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::copies::{CopyName, copy_name};
use crate::base::io::names::{self, MAX_YAML};
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::load::SHEET_FILES;

/// The fields by which two files are seen to be of one document.
const TELLING_FIELDS: [&str; 2] = ["loai:", "trich_yeu:"];

/// Tells of every copy beside documents: of themselves, and of the files that they share.
pub(crate) fn told(workspace: &Workspace, documents: &[String]) -> Findings {
    let folders: BTreeSet<&str> = documents.iter().map(|path| WorkspacePath::of(path).folder()).chain([""]).collect();
    let mut findings = Findings::default();
    for folder in folders {
        let files = workspace.list(folder);
        let in_folder = |name: &str| WorkspacePath::of(folder).join(name);
        for name in &files {
            let is_meant = |name: &str| documents.contains(&in_folder(name));
            let told = match copy_name(name) {
                Some(copy) if is_shared(&copy.original) => Some(shared_copy(&copy.original, &files)),
                Some(copy) if files.contains(&copy.original) && (is_meant(name) || is_meant(&copy.original)) => {
                    let is_copy = copy.is_plain || are_alike(workspace, &in_folder(name), &in_folder(&copy.original));
                    is_copy.then(|| document_copy(&copy))
                }
                _ => left_by_an_editor(name),
            };
            findings.extend(told.map(|finding| finding.in_file(workspace.shown(&in_folder(name)))));
        }
    }
    findings
}

/// Whether a file of this name is read for all documents of a folder.
fn is_shared(name: &str) -> bool {
    SHEET_FILES.contains(&name) || names::is_shared(name)
}

fn shared_copy(original: &str, files: &[String]) -> Finding {
    let message = format!("tệp mang tên tệp sao chép từ `{original}`, chương trình không đọc tệp này");
    Finding::new(codes::COPY_BESIDE, message).hint(if files.iter().any(|name| name == original) {
        format!("xem tệp nào đúng; chỉ để lại tệp đó, với tên `{original}`")
    } else {
        format!("đổi tên thành `{original}` nếu cần dùng, hoặc xóa đi")
    })
}

fn document_copy(copy: &CopyName) -> Finding {
    let message = format!("tệp mang tên tệp sao chép từ `{}`, cả hai đều được tạo thành văn bản", copy.original);
    Finding::new(codes::COPY_BESIDE, message)
        .hint("xóa bản thừa; nếu đây là văn bản khác thì đặt cho tệp một tên riêng, không có dấu hiệu sao chép")
}

/// `~$bao-cao.yaml`, which lies there while another program has the file open.
fn left_by_an_editor(name: &str) -> Option<Finding> {
    let of = name.strip_prefix("~$").filter(|of| of.ends_with(".yaml") || of.ends_with(".yml"))?;
    let message = format!("tệp tạm của phần mềm đang mở `{of}`, không phải văn bản");
    Some(Finding::new(codes::COPY_BESIDE, message).hint("đóng phần mềm đó; tệp còn lại thì xóa đi"))
}

fn are_alike(workspace: &Workspace, one: &str, other: &str) -> bool {
    let telling = |path: &str| {
        let bytes = workspace.read(path, MAX_YAML).ok().flatten()?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let line = |field: &str| text.lines().find(|line| line.starts_with(field)).map(|line| line.trim().to_owned());
        Some(TELLING_FIELDS.map(line))
    };
    telling(one).is_some_and(|one| Some(one) == telling(other))
}
