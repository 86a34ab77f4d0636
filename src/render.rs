//! Document → Typst markup, arranged by minijinja templates.

mod body;
mod body_name;
mod book;
mod columns;
mod context;
mod decimals;
mod environment;
mod literal;
mod markup;
mod pdf_metadata;
mod templates;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use book::render_book;
pub use markup::{ImageFile, Markup, SourceFile};
pub(crate) use templates::OwnTemplates;

use crate::base::finding::Finding;
use crate::domain::document::Document;
use crate::formats::picture;

/// Writes the markup of a checked document.
///
/// # Errors
/// A template of the office is wrong (W08); with the built-in ones it is our bug (W99).
pub fn render(document: &Document, own: &OwnTemplates, families: &[String]) -> Result<Markup, Finding> {
    let images = image_names(document);
    let for_kind = format!("{}.typ.j2", document.kind.key);
    let form = document.kind.form.template();
    let name = if own.contains(&for_kind) { for_kind.as_str() } else { form };
    let templates = own.clone();
    let environment = environment::environment(move |name| templates.find(name));
    let name_of = |path: &str| images.get(path).cloned().unwrap_or_default();
    let image = |(path, bytes): (&String, &Arc<Vec<u8>>)| ImageFile { path: name_of(path), bytes: Arc::clone(bytes) };
    let main = environment
        .get_template(name)
        .and_then(|template| template.render(context::context(document, families, &name_of)))
        .map_err(|error| own.explain(&error))?;
    Ok(Markup {
        main,
        bottom_margin: document.layout.bottom,
        imports: own.imports(),
        images: document.images.iter().map(image).collect(),
    })
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
