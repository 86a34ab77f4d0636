//! The workspace: which folder it is, which files it holds, and that no path leads out of it.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::base::finding::{Finding, codes};
use crate::base::io::errors::{missing, unreadable};
use crate::base::io::names::{OFFICE_FILE, is_document, is_list, is_no_place_for_documents};
use crate::base::io::paths::show;
use crate::base::io::regular;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::text::nfc;

/// Most documents one run takes, and deepest folders it looks into.
const MAX_DOCUMENTS: usize = 50_000;
pub(crate) const MAX_FOLDERS_DEEP: usize = 16;

/// A workspace on disk: the folder that holds `co-quan.yaml`.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// As the clerk reaches it, for messages.
    pub(crate) shown: PathBuf,
    /// Without links, to see whether a path leads out.
    pub(crate) real: PathBuf,
}

impl Workspace {
    /// The workspace that holds `path`, found upwards as git does.
    ///
    /// # Errors
    /// The path does not exist, or no folder above it holds `co-quan.yaml`.
    pub fn containing(path: &Path) -> Result<Self, Finding> {
        let real = fs::canonicalize(path).map_err(|error| missing(path, &error))?;
        let start = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(&real) };
        let Some(root) = start.ancestors().find(|folder| folder.join(OFFICE_FILE).is_file()) else {
            return Err(Finding::new(
                codes::NO_WORKSPACE,
                format!("không tìm thấy `{OFFICE_FILE}` trong thư mục này và các thư mục ở trên"),
            )
            .in_file(show(path))
            .hint(format!("chạy lệnh với thư mục có `{OFFICE_FILE}`, hoặc chạy `vanthu new bao-cao` để tạo tệp đó cùng một báo cáo để điền")));
        };
        let below = start.strip_prefix(root).unwrap_or(Path::new("")).components().count();
        let shown_start =
            if real.is_dir() { path.to_owned() } else { path.parent().map(Path::to_owned).unwrap_or_default() };
        let shown = up(&shown_start, below);
        Ok(Self { shown, real: root.to_owned() })
    }

    /// The folder without links.
    pub(crate) fn root(&self) -> &Path {
        &self.real
    }

    /// A path of this workspace as the clerk should read it.
    pub(crate) fn shown(&self, relative: &str) -> String {
        show(&self.shown.join(relative))
    }

    /// A path of this workspace as one reaches it from where one stands.
    pub(crate) fn reached(&self, relative: impl AsRef<Path>) -> PathBuf {
        let path = self.shown.join(relative);
        path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
    }

    /// The path from the workspace to a file in it, with `/` between folders.
    ///
    /// # Errors
    /// The path does not exist, or leads out of the workspace.
    pub(crate) fn relative(&self, path: &Path) -> Result<String, Finding> {
        let real = fs::canonicalize(path).map_err(|error| missing(path, &error))?;
        let relative = real.strip_prefix(&self.real).map_err(|_| outside(&show(path)))?;
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        Ok(parts.join("/"))
    }

    /// The folders that hold a file of this name, sorted; `""` is the workspace itself.
    ///
    /// # Errors
    /// A folder cannot be read.
    pub(crate) fn folders_with(&self, name: &str) -> Result<Vec<String>, Finding> {
        let mut found = Vec::new();
        self.collect("", 0, &|file| file == name, &mut found)?;
        let mut folders: Vec<String> = found.iter().map(|path| WorkspacePath::of(path).folder().to_owned()).collect();
        folders.sort();
        Ok(folders)
    }

    /// Every file of the workspace whose name is wanted, sorted by path.
    ///
    /// # Errors
    /// A folder cannot be read.
    pub(crate) fn named_like(&self, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<String>, Finding> {
        let mut found = Vec::new();
        self.collect("", 0, wanted, &mut found)?;
        found.sort();
        Ok(found)
    }

    /// Every file under a folder of the workspace, sorted by path.
    ///
    /// # Errors
    /// A folder cannot be read, or there are too many files.
    pub(crate) fn files(&self, folder: &str) -> Result<Vec<String>, Finding> {
        let mut found = Vec::new();
        self.collect(folder, 0, &|_| true, &mut found)?;
        found.sort();
        Ok(found)
    }

    /// Every document under a folder of the workspace, sorted by path; a YAML file that is a list is none.
    ///
    /// # Errors
    /// A folder cannot be read, or there are too many documents.
    pub(crate) fn documents(&self, folder: &str) -> Result<Vec<String>, Finding> {
        let mut found = Vec::new();
        self.collect(folder, 0, &is_document, &mut found)?;
        found.retain(|path| self.find(path).ok().flatten().is_some_and(|real| real.is_file() && !is_list(&real)));
        found.sort();
        Ok(found)
    }

    fn collect(
        &self,
        folder: &str,
        depth: usize,
        wanted: &dyn Fn(&str) -> bool,
        found: &mut Vec<String>,
    ) -> Result<(), Finding> {
        let shown = || self.shown(folder);
        let entries = match fs::read_dir(self.real.join(folder)) {
            // told by `passed_over`, and no reason to leave out the others
            Err(_) if depth > 0 => return Ok(()),
            entries => entries.map_err(|error| unreadable(&shown(), &error))?,
        };
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&shown(), &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(|error| unreadable(&shown(), &error))?;
            let path = WorkspacePath::of(folder).join(&name);
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                let other =
                    folder.is_empty() && is_no_place_for_documents(&name) || entry.path().join(OFFICE_FILE).exists();
                if !other && depth < MAX_FOLDERS_DEEP {
                    self.collect(&path, depth + 1, wanted, found)?;
                }
            } else if wanted(&name) {
                found.push(path);
            }
            if found.len() > MAX_DOCUMENTS {
                return Err(Finding::new(codes::NOTHING_TO_BUILD, format!("thư mục có hơn {MAX_DOCUMENTS} văn bản"))
                    .in_file(shown())
                    .hint("tạo từng thư mục con"));
            }
        }
        Ok(())
    }

    /// The bytes of a file of the workspace, if there is such a file. Names match whatever their Unicode form.
    ///
    /// # Errors
    /// The file cannot be read, is larger than `limit`, or lies outside the workspace.
    pub(crate) fn read(&self, relative: &str, limit: u64) -> Result<Option<Vec<u8>>, Finding> {
        let Some(path) = self.find(relative)? else {
            return Ok(None);
        };
        let shown = self.shown(relative);
        let bytes = regular::read_start(&path, limit).map_err(|error| unreadable(&shown, &error))?;
        if bytes.len() as u64 > limit {
            return Err(Finding::new(codes::FILE_TOO_LARGE, format!("tệp lớn hơn {} MB", limit >> 20))
                .in_file(shown)
                .hint("chia nội dung ra nhiều tệp, hoặc thu nhỏ hình"));
        }
        Ok(Some(bytes))
    }

    /// How large a file of the workspace is and whether it is a folder, if there is such a file.
    ///
    /// # Errors
    /// It lies outside the workspace or cannot be looked at.
    pub(crate) fn metadata(&self, relative: &str) -> Result<Option<fs::Metadata>, Finding> {
        let Some(path) = self.find(relative)? else {
            return Ok(None);
        };
        fs::metadata(&path).map(Some).map_err(|error| unreadable(&self.shown(relative), &error))
    }

    /// The names of the files in a folder of the workspace, sorted; empty when there is no such folder.
    pub(crate) fn list(&self, folder: &str) -> Vec<String> {
        let Ok(Some(path)) = self.find(folder) else {
            return Vec::new();
        };
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Finds a path component by component, comparing names in NFC.
    fn find(&self, relative: &str) -> Result<Option<PathBuf>, Finding> {
        let mut path = self.real.clone();
        for component in Path::new(relative).components() {
            match component {
                Component::CurDir => {}
                Component::ParentDir => {
                    path.pop();
                }
                Component::Normal(name) => match named(&path, &name.to_string_lossy()) {
                    Some(next) => path = next,
                    None => return Ok(None),
                },
                Component::RootDir | Component::Prefix(_) => return Err(outside(relative)),
            }
            if !path.starts_with(&self.real) {
                return Err(outside(relative));
            }
        }
        match fs::canonicalize(&path) {
            Ok(real) if real.starts_with(&self.real) => Ok(Some(real)),
            Ok(_) => Err(outside(relative)),
            Err(_) => Ok(None),
        }
    }
}

fn named(folder: &Path, name: &str) -> Option<PathBuf> {
    let direct = folder.join(name);
    if direct.exists() {
        return Some(direct);
    }
    let wanted = nfc(name);
    let entries = fs::read_dir(folder).ok()?.flatten();
    entries
        .map(|entry| entry.path())
        .find(|path| path.file_name().is_some_and(|found| nfc(&found.to_string_lossy()) == wanted))
}

fn up(path: &Path, levels: usize) -> PathBuf {
    let normal = path.components().filter(|c| matches!(c, Component::Normal(_))).count();
    if normal >= levels {
        path.ancestors().nth(levels).map(Path::to_owned).unwrap_or_default()
    } else {
        let mut path = path.to_owned();
        path.extend(std::iter::repeat_n("..", levels));
        path
    }
}

fn outside(path: &str) -> Finding {
    Finding::new(codes::OUTSIDE_WORKSPACE, format!("đường dẫn `{path}` ra ngoài thư mục làm việc"))
        .hint(format!("sao chép tệp vào thư mục có `{OFFICE_FILE}` và dùng đường dẫn trong đó"))
}
