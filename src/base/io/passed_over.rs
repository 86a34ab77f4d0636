//! What lies in a workspace as if it were to be read and is not: links that lead out or nowhere, folders that are too deep
//! or closed, names that only another system takes for ours. Each is told once; nothing is left out in silence.

use std::fs::{self, DirEntry};
use std::path::Path;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::errors::reason;
use crate::base::io::names::{
    self, FONT_FOLDER, OFFICE_FILE, TEMPLATE_FOLDER, is_no_place_for_documents, is_system_junk,
};
use crate::base::io::workspace::{MAX_FOLDERS_DEEP, Workspace};
use crate::base::io::workspace_path::WorkspacePath;

/// Most of them that are told: a folder full of links has one cause.
const MAX_TOLD: usize = 50;

/// Everything of a workspace that is passed over, sorted by path.
pub(crate) fn passed_over(workspace: &Workspace) -> Findings {
    let mut walk = Walk { workspace, found: Vec::new() };
    walk.folder("", 0);
    let Walk { mut found, .. } = walk;
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    let more = found.len().saturating_sub(MAX_TOLD);
    let mut told: Findings = found.into_iter().take(MAX_TOLD).map(|(_, finding)| finding).collect();
    if more > 0 {
        let finding = Finding::new(codes::PASSED_OVER, format!("còn {more} mục nữa không được đọc"));
        told.push(finding.in_file(workspace.shown("")).hint("sửa các mục đã nêu rồi chạy lại để xem tiếp"));
    }
    told
}

struct Walk<'a> {
    workspace: &'a Workspace,
    /// With the paths they are of.
    found: Vec<(String, Finding)>,
}

impl Walk<'_> {
    fn tell(&mut self, path: &str, what: impl Into<String>, hint: impl Into<String>) {
        let finding = Finding::new(codes::PASSED_OVER, what).in_file(self.workspace.shown(path)).hint(hint);
        self.found.push((path.to_owned(), finding));
    }

    fn folder(&mut self, folder: &str, depth: usize) {
        let entries = match fs::read_dir(self.workspace.root().join(folder)) {
            Ok(entries) => entries,
            // the workspace itself is read before
            Err(_) if folder.is_empty() => return,
            Err(error) => return self.closed(folder, &error),
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(folder, depth, &entry),
                Err(error) => self.closed(folder, &error),
            }
        }
    }

    fn closed(&mut self, folder: &str, error: &std::io::Error) {
        let what = format!("không mở được thư mục, mọi tệp trong đó bị bỏ qua: {}", reason(error));
        self.tell(folder, what, "kiểm tra quyền đọc của thư mục");
    }

    fn entry(&mut self, folder: &str, depth: usize, entry: &DirEntry) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = WorkspacePath::of(folder).join(&name);
        // files of other programs, hidden ones among them
        if name.starts_with('.') || is_system_junk(&name) {
            return;
        }
        let Ok(kind) = entry.file_type() else { return };
        if kind.is_symlink() {
            self.link(&path, &name, &entry.path());
        } else if kind.is_dir() {
            self.subfolder(folder, depth, &path, &name, &entry.path());
        } else if !kind.is_file() && is_ours_by_name(&name) {
            self.tell(
                &path,
                "đây là ống hoặc thiết bị, không phải tệp, nên không được đọc",
                "thay bằng một tệp thường, hoặc bỏ đi",
            );
        } else {
            self.misspelt(&path, &name);
        }
    }

    fn subfolder(&mut self, folder: &str, depth: usize, path: &str, name: &str, at: &Path) {
        if folder.is_empty() && is_no_place_for_documents(name) {
            let is_read = [TEMPLATE_FOLDER, FONT_FOLDER].contains(&name);
            if let (true, Err(error)) = (is_read, fs::read_dir(at)) {
                self.closed(path, &error);
            }
        } else if at.join(OFFICE_FILE).exists() {
            // a workspace of its own
        } else if depth >= MAX_FOLDERS_DEEP {
            let what = format!("thư mục nằm sâu quá {MAX_FOLDERS_DEEP} tầng, mọi tệp trong đó bị bỏ qua");
            self.tell(path, what, "chuyển thư mục lên gần thư mục làm việc hơn");
        } else {
            self.folder(path, depth + 1);
        }
    }

    fn link(&mut self, path: &str, name: &str, at: &Path) {
        let Ok(real) = fs::canonicalize(at) else {
            return self.tell(
                path,
                "liên kết không dẫn đến đâu, nên không được đọc",
                "bỏ liên kết, hoặc làm lại cho đúng nơi",
            );
        };
        let inside = real.starts_with(self.workspace.root());
        let is_folder = real.is_dir();
        let top = !path.contains('/');
        if top && is_folder && [TEMPLATE_FOLDER, FONT_FOLDER].contains(&name) {
            if !inside {
                let what = format!(
                    "`{name}` là liên kết ra ngoài thư mục làm việc, nên mẫu và phông chữ ở đó không được dùng"
                );
                self.tell(path, what, format!("sao chép thư mục thật vào đây với tên `{name}`"));
            }
        } else if top && is_no_place_for_documents(name) {
            // read and written as what it leads to
        } else if is_folder {
            let hint = "sao chép thư mục thật vào đây, hoặc tạo PDF thẳng thư mục đó";
            self.tell(path, "liên kết đến một thư mục, chương trình không đi theo", hint);
        } else if is_ours_by_name(name) && !inside {
            let hint = "sao chép tệp thật vào đây, thay cho liên kết";
            self.tell(path, "liên kết ra ngoài thư mục làm việc, nên tệp không được đọc", hint);
        } else if is_ours_by_name(name) && !real.is_file() {
            let hint = "thay bằng một tệp thường, hoặc bỏ đi";
            self.tell(path, "liên kết đến ống hoặc thiết bị, không phải tệp, nên không được đọc", hint);
        } else {
            self.misspelt(path, name);
        }
    }

    /// `BAO-CAO.YAML`, which a system that does not tell letters apart shows like the others.
    fn misspelt(&mut self, path: &str, name: &str) {
        let lower = name.to_lowercase();
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        let yaml = matches!(end.to_lowercase().as_str(), "yaml" | "yml");
        let right = match end {
            "yaml" | "yml" => None,
            _ if yaml => Some(format!("{stem}.{}", end.to_lowercase())),
            _ => None,
        };
        let is_sheet = lower != name && lower.starts_with("so-lieu.") && !yaml;
        if let Some(right) = right.or_else(|| is_sheet.then_some(lower)) {
            let hint = format!("đổi tên thành `{right}`");
            self.tell(path, "tên viết hoa, nên tệp không được đọc", hint);
        }
    }
}

/// Whether a file of this name would be read for itself: a document, figures, shared facts, in sheets too.
fn is_ours_by_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    names::is_document(&lower) || names::is_shared(&lower) || lower.starts_with("so-lieu.")
}
