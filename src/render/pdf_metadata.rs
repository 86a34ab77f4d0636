//! Title, author, keywords and date of the PDF. `templates/chung/khai-bao.typ.j2` hands them to Typst, which writes them;
//! what else the file says of itself is in `export/pdf.rs`.

use minijinja::{Value, context as values};

use super::environment::code;
use crate::domain::document::{Document, IssueDate, ReferenceNumber};

/// The values of `tep` in the templates.
pub(super) fn metadata(document: &Document) -> Value {
    let kind = document.kind.name.to_uppercase();
    let reference = match document.printed_number() {
        _ if !document.kind.is_numbered() => String::new(),
        Some(number) => ReferenceNumber::new(number, document.symbol.one_line()).to_string(),
        None => document.symbol.one_line(),
    };
    let date = match document.issued_on {
        IssueDate::Day { year, month, day } => format!("datetime(year: {year}, month: {month}, day: {day})"),
        _ => "auto".to_owned(),
    };
    values! {
        tieu_de => words([&kind, &reference, &document.subject.one_line()]),
        tac_gia => document.issuer.name.one_line(),
        tu_khoa => [document.kind.name.to_owned(), reference.clone()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>(),
        ngay => code(date),
    }
}

/// Those of the parts that say something, with a blank between.
fn words(parts: [&str; 3]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
