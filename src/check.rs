//! What keeps a loaded document from being built, and what a clerk should look at.

mod ignored;
mod language;
pub mod language_rule;
mod markup;
pub(crate) mod passage;
pub(crate) mod previous_period;
pub mod proofread;
pub(crate) mod prose;
pub mod registry;
pub mod rule;
mod rules;

use crate::base::finding::Findings;
use crate::base::fonts::Fonts;
use crate::check::previous_period::PreviousPeriod;
use crate::check::registry::RULES;
use crate::check::rule::{CarriedFile, Check, CheckedDocument};
pub(crate) use crate::check::rules::form::images::images;
use crate::domain::document::Document;
use crate::formats::yaml::decode;

/// Looks at the whole document; rules do not stop one another. `is_final` is for the document that goes out.
pub(crate) fn check(document: &Document, fonts: &Fonts, is_final: bool) -> Findings {
    let checked = CheckedDocument { document, fonts, is_final };
    let mut findings = Findings::default();
    for rule in &RULES {
        if let Check::Document(check) = rule.check {
            check(&checked, &mut findings);
        }
    }
    findings.in_source_order()
}

/// Looks at a file as a new period takes it over. What keeps it from being read is reported when it is built.
pub(crate) fn check_carried_file(shown: &str, text: &str, previous: &PreviousPeriod<'_>) -> Findings {
    let mut findings = Findings::default();
    if let Some((source, root)) = decode::read(shown.to_owned(), text.as_bytes(), &mut Findings::default()) {
        let carried = CarriedFile { source: &source, root: &root, previous };
        for rule in &RULES {
            if let Check::CarriedFile(check) = rule.check {
                check(&carried, &mut findings);
            }
        }
    }
    findings
}

/// Whether a character can stand on a page as itself with these fonts.
pub fn printable(c: char, fonts: &Fonts) -> bool {
    rules::typography::glyphs::printable(c, fonts)
}
