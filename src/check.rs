//! The second room: what keeps a loaded document from being built, and what a clerk should look at.

mod glyphs;
mod images;
mod kind;
mod layout;
mod parties;
mod to_fill;

use crate::document::Document;
use crate::finding::Findings;
use crate::fonts::Fonts;

/// Looks at the whole document; rules do not stop one another.
pub fn check(document: &Document, fonts: &Fonts) -> Findings {
    let mut findings = Findings::default();
    layout::check(document, &mut findings);
    kind::check(document, &mut findings);
    parties::check(document, &mut findings);
    glyphs::check(document, fonts, &mut findings);
    images::check(document, &mut findings);
    to_fill::check(document, &mut findings);
    findings.in_source_order()
}

/// Whether a character can stand on a page as itself with these fonts.
pub fn printable(c: char, fonts: &Fonts) -> bool {
    glyphs::printable(c, fonts)
}
