//! The third room: document → Typst markup, arranged by minijinja templates.

mod body;
mod book;
mod columns;
mod context;
mod environment;
mod literal;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

pub(crate) use book::render_book;
use minijinja::{Error, ErrorKind};

use crate::base::assets;
use crate::base::finding::{Finding, codes};
use crate::base::io::names::{MAX_ASSET, TEMPLATE_FOLDER};
use crate::base::io::workspace::Workspace;
use crate::domain::document::Document;
use crate::domain::document::layout::Hundredths;

/// Everything Typst needs to set one document.
#[derive(Debug, Clone)]
pub struct Markup {
    /// The generated main file.
    pub main: String,
    /// Parts the main file imports: name and text.
    pub parts: Vec<(String, String)>,
    /// Images by the path the markup names.
    pub images: Vec<(String, Arc<Vec<u8>>)>,
    /// Bottom margin, mm: where the text of a page ends.
    pub bottom_margin: Hundredths,
}

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

    fn find(&self, name: &str) -> Option<String> {
        let own = self.0.get(name).cloned();
        own.or_else(|| assets::find(assets::ARRANGEMENTS, name).map(str::to_owned))
    }
}

/// Writes the markup of a checked document.
///
/// # Errors
/// A template of the office is wrong (W08); with the built-in ones it is our bug (W99).
pub fn render(document: &Document, own: &OwnTemplates, families: &[String]) -> Result<Markup, Finding> {
    let images = image_names(document);
    let for_kind = format!("{}.typ.j2", document.kind.key);
    let form = document.kind.form.template();
    let name = if own.0.contains_key(&for_kind) { for_kind.as_str() } else { form };
    let templates = own.clone();
    let environment = environment::environment(move |name| templates.find(name));
    let name_of = |path: &str| images.get(path).cloned().unwrap_or_default();
    let main = environment
        .get_template(name)
        .and_then(|template| template.render(context::context(document, families, &name_of)))
        .map_err(|error| explain(&error, own))?;
    Ok(Markup {
        main,
        bottom_margin: document.layout.bottom,
        parts: parts(own),
        images: document.images.iter().map(|(path, bytes)| (name_of(path), bytes.clone())).collect(),
    })
}

/// `hinh/1.svg`, …: names without anything a path could smuggle in.
fn image_names(document: &Document) -> BTreeMap<String, String> {
    let paths = document.images.keys().enumerate();
    paths
        .map(|(i, path)| {
            let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
            (path.clone(), format!("hinh/{}.{ending}", i + 1))
        })
        .collect()
}

fn parts(own: &OwnTemplates) -> Vec<(String, String)> {
    let built_in = assets::PARTS.iter().filter(|part| !own.0.contains_key(part.name));
    let built_in = built_in.map(|part| (part.name.to_owned(), part.text.to_owned()));
    let own = own.0.iter().filter(|(name, _)| name.ends_with(".typ"));
    built_in.chain(own.map(|(name, text)| (name.clone(), text.clone()))).collect()
}

fn explain(error: &Error, own: &OwnTemplates) -> Finding {
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
    if own.0.contains_key(name) {
        Finding::new(codes::TEMPLATE, format!("mẫu của cơ quan {what}"))
            .in_file(place)
            .hint(format!("minijinja báo: {detail}"))
            .hint("so với mẫu có sẵn trong thư mục `templates/`, hoặc đổi tên tệp để dùng mẫu có sẵn")
    } else {
        Finding::new(codes::OUR_BUG, format!("mẫu `{name}` của chương trình {what}: {detail}"))
            .hint("gửi tệp văn bản và dòng này cho người phát triển chương trình")
    }
}
