//! The Typst source with its parts, images and fonts, so that a stock `typst compile` gives the same pages.

use super::output::Output;
use crate::base::fonts::Fonts;
use crate::typeset::{MAIN_FILE, Pages};

/// Every file of a folder that Typst can compile on its own: `typst compile --font-path phong-chu van-ban.typ`.
pub fn source(pages: &Pages, fonts: &Fonts) -> Vec<Output> {
    let markup = &pages.markup;
    let file = |path: String, bytes: &[u8]| Output { path, bytes: bytes.to_owned() };
    let main = std::iter::once(file(MAIN_FILE.to_owned(), markup.main.as_bytes()));
    let imports = markup.imports.iter().map(|source| file(source.name.clone(), source.text.as_bytes()));
    let images = markup.images.iter().map(|image| file(image.path.clone(), &image.bytes));
    let fonts = fonts.files().map(|(name, bytes)| file(format!("phong-chu/{name}"), bytes));
    main.chain(imports).chain(images).chain(fonts).collect()
}
