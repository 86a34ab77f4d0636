//! The line in brackets under the name of an annex or an attached document: what it comes with [N30-I III.1.c; N30-III].

use crate::base::text::capitalized;
use crate::domain::document::citation::{BLANK, issued_by, long_date};
use crate::domain::document::{Attached, Document, ReferenceNumber};

/// `(Kèm theo Báo cáo số 412/BC-UBND ngày 05 tháng 12 năm 2025 của …)`.
pub(super) fn annex_line(document: &Document) -> String {
    format!("(Kèm theo {})", reference(document))
}

/// `(Ban hành kèm theo Quyết định số … ngày … của …)` of an attached document; `annex_of` is the one whose annex has the
/// line. What is approved is not issued.
pub(super) fn line(document: &Document, annex_of: Option<&Attached>) -> String {
    let reference = reference(document);
    match (annex_of, document.approves()) {
        (None, false) => format!("(Ban hành kèm theo {reference})"),
        (None, true) => format!("(Kèm theo {reference})"),
        (Some(attached), false) => {
            format!("(Kèm theo {} ban hành kèm theo {reference})", capitalized(attached.kind.name))
        }
        (Some(attached), true) => {
            format!("(Kèm theo {} được phê duyệt tại {reference})", capitalized(attached.kind.name))
        }
    }
}

/// The document with its number, date and issuer; what is not known is a blank.
fn reference(document: &Document) -> String {
    let kind = document.capitalized_kind();
    let number = document.printed_number().unwrap_or_else(|| BLANK.to_owned());
    let reference = ReferenceNumber::new(number, document.symbol.one_line());
    let bodies = &document.issuer.bodies;
    let issuer = match bodies.is_empty() {
        true => issued_by(&document.issuer.name, document.authority.as_ref()),
        false => bodies.iter().map(|body| issued_by(body, None)).collect::<Vec<_>>().join(" và "),
    };
    format!("{kind} số {reference} {} của {issuer}", long_date(document.issued_on))
}
