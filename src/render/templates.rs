//! The templates that arrange a document: the built-in ones, and the office's own in `mau/`, which win.

use std::collections::BTreeMap;
use std::fmt::Write;

use minijinja::{Error, ErrorKind};

use super::markup::SourceFile;
use crate::base::assets;
use crate::base::finding::{Finding, codes};
use crate::base::io::names::{MAX_ASSET, TEMPLATE_FOLDER};
use crate::base::io::workspace::Workspace;

/// The office's own templates and parts, by name; they win over the built-in ones.
#[derive(Debug, Clone, Default)]
pub struct OwnTemplates(BTreeMap<String, String>);

impl OwnTemplates {
    /// Reads `mau/` of a workspace.
    ///
    /// # Errors
    /// A template cannot be read or is not UTF-8.
    pub fn of(workspace: &Workspace) -> Result<Self, Finding> {
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
        Ok(Self(found))
    }

    /// Whether the office has no template of its own.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn find(&self, name: &str) -> Option<String> {
        let own = self.0.get(name).cloned();
        own.or_else(|| assets::find(assets::ARRANGEMENTS, name).map(str::to_owned))
    }

    /// Whether the office has a template or part of this name.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The Typst files that a generated main file may import: the built-in ones, unless the office has its own.
    pub(super) fn imports(&self) -> Vec<SourceFile> {
        let built_in = assets::PARTS.iter().filter(|part| !self.contains(part.name));
        let built_in = built_in.map(|part| SourceFile { name: part.name.to_owned(), text: part.text.to_owned() });
        let own = self.0.iter().filter(|(name, _)| name.ends_with(".typ"));
        built_in.chain(own.map(|(name, text)| SourceFile { name: name.clone(), text: text.clone() })).collect()
    }

    /// A failure of minijinja in the clerk's words.
    pub(super) fn explain(&self, error: &Error) -> Finding {
        let name = error.name().unwrap_or_default();
        let mut place = format!("{TEMPLATE_FOLDER}/{name}");
        if let Some(line) = error.line() {
            let _ = write!(place, ":{line}");
        }
        let detail = error.detail().unwrap_or_default();
        let what = match error.kind() {
            ErrorKind::UndefinedError => "gọi một tên không có",
            ErrorKind::SyntaxError => "sai cú pháp",
            ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => "gọi một hàm không có",
            ErrorKind::TemplateNotFound => "gọi một tệp không có",
            ErrorKind::OutOfFuel => "chạy quá lâu",
            _ => "không chạy được",
        };
        if self.contains(name) {
            Finding::new(codes::TEMPLATE, format!("mẫu của cơ quan {what}"))
                .in_file(place)
                .hint(format!("minijinja báo: {detail}"))
                .hint("so với mẫu có sẵn trong thư mục `templates/`, hoặc đổi tên tệp để dùng mẫu có sẵn")
        } else {
            Finding::new(codes::OUR_BUG, format!("mẫu `{name}` của chương trình {what}: {detail}"))
                .hint("gửi tệp văn bản và dòng này cho người phát triển chương trình")
        }
    }
}
