//! A book → markup: the register of a year, arranged by its template.

use minijinja::{Value, context as values};

use super::arrangement::Arrangement;
use super::environment::code;
use super::markup::Markup;
use super::templates::OwnTemplates;
use crate::domain::document::Book;
use crate::domain::document::layout::Hundredths;

/// The arrangement.
pub(crate) const BOOK_TEMPLATE: &str = "so-dang-ky.typ.j2";

/// Bottom margin of the arrangement, hundredths of mm.
const BOTTOM_MARGIN: u32 = 1200;

/// What arranges a book.
pub(crate) fn book_arrangement(book: &Book, families: &[String]) -> Arrangement {
    Arrangement::new(BOOK_TEMPLATE, context(book, families))
}

/// The markup of a book whose main file is written.
pub(crate) fn book_markup(own: &OwnTemplates, main: String) -> Markup {
    Markup { main, bottom_margin: Hundredths(BOTTOM_MARGIN), imports: own.imports(), images: Vec::new() }
}

fn context(book: &Book, families: &[String]) -> Value {
    let part = |part: &crate::domain::document::book::BookSection| {
        values! { co_quan => part.issuer.clone(), pham_vi => part.about.clone(), dong => part.rows.clone() }
    };
    let office = book.parts.first().map(|part| part.issuer.join(" ")).unwrap_or_default();
    values! {
        so => values! {
            ten => book.title.clone(),
            nam => book.year.to_string(),
            tieu_de => format!("{} năm {}", book.title, book.year),
            tac_gia => office,
            dia_danh => book.place.clone(),
            phong => families.to_vec(),
            rong => book.columns.iter().map(|column| code(column.width.to_string())).collect::<Vec<_>>(),
            lien => book.unbroken.iter().map(|column| code(column.to_string())).collect::<Vec<_>>(),
            cot => book.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>(),
            cac_phan => book.parts.iter().map(part).collect::<Vec<_>>(),
        }
    }
}
