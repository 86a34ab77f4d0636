//! The templates that arrange a document: the built-in ones, and the office's own in `mau/`, which win.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Write;

use minijinja::{Error, ErrorKind};

use super::markup::SourceFile;
use crate::base::assets;
use crate::base::finding::{Finding, codes};
use crate::base::io::names::{MAX_ASSET, TEMPLATE_FOLDER};
use crate::base::io::workspace::Workspace;

/// The office's own templates and parts, by name; they win over the built-in ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OwnTemplates {
    files: BTreeMap<String, String>,
    /// Their folder as the clerk reads its path.
    folder: String,
}

impl OwnTemplates {
    /// Reads `mau/` of a workspace.
    ///
    /// # Errors
    /// A template cannot be read or is not UTF-8.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self, Finding> {
        let mut found = BTreeMap::new();
        for folder in ["", "chung/"] {
            for name in workspace.list(&format!("{TEMPLATE_FOLDER}/{folder}")) {
                let name = format!("{folder}{name}");
                if !name.ends_with(".typ") && !name.ends_with(".typ.j2") {
                    continue;
                }
                let path = format!("{TEMPLATE_FOLDER}/{name}");
                let Some(bytes) = workspace.read(&path, MAX_ASSET)? else {
                    continue;
                };
                let text = String::from_utf8(bytes).map_err(|_| {
                    Finding::new(codes::NOT_UTF8, "mẫu không lưu bằng UTF-8")
                        .in_file(workspace.shown(&path))
                        .hint("lưu lại tệp bằng UTF-8")
                })?;
                found.insert(name, text);
            }
        }
        Ok(Self { files: found, folder: workspace.shown(TEMPLATE_FOLDER) })
    }

    /// Templates by their names, and the folder as the clerk reads its path.
    pub(crate) fn from_files(files: BTreeMap<String, String>, folder: String) -> Self {
        Self { files, folder }
    }

    /// Every template with its text.
    pub(crate) fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// Their folder as the clerk reads its path.
    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    /// Whether pages arranged by this template may depend on a file of the office: built-in ones include `chung/` only.
    pub(crate) fn touch(&self, template: &str) -> bool {
        let is_shared = |name: &String| name.starts_with("chung/") || name.ends_with(".typ");
        self.contains(template) || self.files.keys().any(is_shared)
    }

    /// Whether the office has no template of its own.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub(super) fn find(&self, name: &str) -> Option<String> {
        let own = self.files.get(name).cloned();
        own.or_else(|| assets::find(assets::ARRANGEMENTS, name).map(str::to_owned))
    }

    /// Whether the office has a template or part of this name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The Typst files that a generated main file may import: the built-in ones, unless the office has its own.
    pub(crate) fn imports(&self) -> Vec<SourceFile> {
        let built_in = assets::PARTS.iter().filter(|part| !self.contains(part.name));
        let built_in =
            built_in.map(|part| SourceFile { name: part.name.to_owned(), text: part.text.to_owned(), is_own: false });
        let own = self.files.iter().filter(|(name, _)| name.ends_with(".typ"));
        built_in
            .chain(own.map(|(name, text)| SourceFile { name: name.clone(), text: text.clone(), is_own: true }))
            .collect()
    }

    /// What the innermost template of the office says; of one that includes itself without an end, the line that does.
    fn cause<'a>(&self, error: &'a Error) -> &'a Error {
        let chain: Vec<&Error> = std::iter::successors(Some(error), |&error| inner(error)).collect();
        let place = |error: &Error| (error.name().map(str::to_owned), error.line());
        let mut times: BTreeMap<_, usize> = BTreeMap::new();
        chain.iter().for_each(|error| *times.entry(place(error)).or_default() += 1);
        let own = chain.iter().filter(|error| error.name().is_some_and(|name| self.contains(name)));
        own.max_by_key(|error| times.get(&place(error))).or(chain.last()).unwrap_or(&error)
    }

    /// A failure of minijinja in the clerk's words.
    pub(super) fn explain(&self, error: &Error) -> Finding {
        let error = self.cause(error);
        let name = error.name().unwrap_or_default();
        let mut place = format!("{}/{name}", self.folder);
        if let Some(line) = error.line() {
            let _ = write!(place, ":{line}");
        }
        let detail = error.detail().unwrap_or_default();
        let what = match error.kind() {
            ErrorKind::UndefinedError => "dùng một tên không có",
            ErrorKind::SyntaxError => "sai cú pháp",
            ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => "dùng một hàm không có",
            ErrorKind::TemplateNotFound => "dùng một tệp không có",
            ErrorKind::OutOfFuel => "chạy quá lâu",
            _ => "không chạy được",
        };
        if self.contains(name) {
            Finding::new(codes::TEMPLATE, format!("mẫu trình bày của cơ quan {what}"))
                .in_file(place)
                .hint(format!("minijinja báo: {detail}"))
                .hint("so với mẫu có sẵn trong thư mục `templates/`, hoặc đổi tên tệp để dùng mẫu có sẵn")
        } else {
            Finding::new(codes::OUR_BUG, format!("mẫu `{name}` của chương trình {what}: {detail}"))
                .hint("gửi tệp văn bản và dòng này cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)")
        }
    }
}

/// What an error of minijinja rests on, where that is one of its own.
fn inner(error: &Error) -> Option<&Error> {
    error.source()?.downcast_ref()
}
