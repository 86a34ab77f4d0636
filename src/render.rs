//! Document → Typst markup, arranged by minijinja templates.

mod arrangement;
mod attached_to;
mod body;
mod book;
mod closing;
mod columns;
mod contents;
mod context;
mod copy_block;
mod decimals;
mod environment;
mod label_names;
mod literal;
mod marked;
mod markup;
mod own_fields;
mod pdf_metadata;
mod tall_cells;
mod templates;
mod trace;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use arrangement::Arrangement;
pub(crate) use book::{BOOK_TEMPLATE, book_arrangement, book_markup};
pub(crate) use contents::{CONTENTS_TEMPLATE, contents_arrangement};
pub(crate) use copy_block::{COPY_TEMPLATE, copy_arrangement, copy_markup};
pub use markup::{ImageFile, Markup, SourceFile};
pub(crate) use templates::OwnTemplates;
pub(crate) use trace::Trace;

use crate::domain::document::Document;
use crate::formats::picture;

/// The template of a document: the office's own for its kind, or that of its form.
pub(crate) fn template(document: &Document, own: &OwnTemplates) -> String {
    let normative = document.normative.as_ref();
    let ending = if normative.is_some() { "-quy-pham" } else { "" };
    let for_kind = format!("{}{ending}.typ.j2", document.kind.key);
    let built_in = normative.map_or_else(|| document.kind.form.template(), |normative| normative.body.template());
    if own.contains(&for_kind) { for_kind } else { built_in.to_owned() }
}

/// What arranges a checked document: its template, and the values that it can name.
pub(crate) fn arrangement(document: &Document, own: &OwnTemplates, families: &[String]) -> Arrangement {
    let images = image_names(document);
    let name_of = |path: &str| images.get(path).cloned().unwrap_or_default();
    Arrangement::new(template(document, own), context::context(document, families, &name_of))
}

/// The markup of a document whose main file is written.
pub(crate) fn markup(document: &Document, own: &OwnTemplates, main: String) -> Markup {
    let images = image_names(document);
    let name_of = |path: &str| images.get(path).cloned().unwrap_or_default();
    let image = |(path, bytes): (&String, &Arc<Vec<u8>>)| ImageFile { path: name_of(path), bytes: Arc::clone(bytes) };
    Markup {
        main,
        bottom_margin: document.layout.bottom,
        imports: own.imports(),
        images: document.images.iter().map(image).collect(),
    }
}

/// `hinh/1.svg`, …: names without anything a path could smuggle in, with the ending of what the picture is.
fn image_names(document: &Document) -> BTreeMap<String, String> {
    let images = document.images.iter().enumerate();
    images
        .map(|(i, (path, bytes))| {
            let own = path.rsplit('.').next().unwrap_or_default().to_lowercase();
            let found = picture::inspect(bytes).map_or(own.clone(), |found| found.ending.to_owned());
            let ending = if own == "jpeg" && found == "jpg" { own } else { found };
            (path.clone(), format!("hinh/{}.{ending}", i + 1))
        })
        .collect()
}
