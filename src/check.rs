//! The second room: what keeps a loaded document from being built, and what a clerk should look at.

pub(crate) mod prose;
pub(crate) mod rules;

use crate::base::finding::Findings;
use crate::base::fonts::Fonts;
use crate::check::rules::figures::missing;
use crate::check::rules::form::{images, kind, layout, parties, placeholder};
use crate::check::rules::typography::glyphs;
use crate::domain::document::Document;

/// Looks at the whole document; rules do not stop one another. `last` is for the document that goes out.
pub fn check(document: &Document, fonts: &Fonts, last: bool) -> Findings {
    let mut findings = Findings::default();
    layout::check(document, &mut findings);
    kind::check(document, &mut findings);
    parties::check(document, &mut findings);
    glyphs::check(document, fonts, &mut findings);
    images::check(document, &mut findings);
    placeholder::check(document, &mut findings);
    missing::check(document, last, &mut findings);
    findings.in_source_order()
}

/// Whether a character can stand on a page as itself with these fonts.
pub fn printable(c: char, fonts: &Fonts) -> bool {
    glyphs::printable(c, fonts)
}
