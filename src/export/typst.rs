//! The Typst source with its parts, images and fonts, so that a stock `typst compile` gives the same pages.

use crate::base::fonts::Fonts;
use crate::export::Output;
use crate::typeset::Pages;

/// Every file of a folder that Typst can compile on its own: `typst compile --font-path phong-chu van-ban.typ`.
pub fn source(pages: &Pages, fonts: &Fonts) -> Vec<Output> {
    let markup = &pages.markup;
    let file = |path: String, bytes: &[u8]| Output { path, bytes: bytes.to_owned() };
    let main = std::iter::once(file("van-ban.typ".to_owned(), markup.main.as_bytes()));
    let parts = markup.parts.iter().map(|(name, text)| file(name.clone(), text.as_bytes()));
    let images = markup.images.iter().map(|(path, bytes)| file(path.clone(), bytes));
    let fonts = fonts.files().map(|(name, bytes)| file(format!("phong-chu/{name}"), bytes));
    main.chain(parts).chain(images).chain(fonts).collect()
}
