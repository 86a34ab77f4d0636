//! Mục lục of a bundle → markup, arranged by its template.

use minijinja::context as values;

use super::arrangement::Arrangement;
use crate::domain::document::contents::Contents;

/// The arrangement.
pub(crate) const CONTENTS_TEMPLATE: &str = "muc-luc.typ.j2";

/// What arranges a list of contents.
pub(crate) fn contents_arrangement(contents: &Contents, families: &[String]) -> Arrangement {
    let row = |row: &crate::domain::document::contents::ContentsRow| {
        values! { ten => row.name.clone(), so => row.sign.clone(), ngay => row.date.clone(), trang => row.pages.clone() }
    };
    let heading = "Mục lục";
    let title = if contents.title.is_empty() { heading.to_owned() } else { format!("{heading}: {}", contents.title) };
    let context = values! {
        muc_luc => values! {
            ten => contents.title.clone(),
            co_quan => contents.issuer.clone(),
            tieu_de => title,
            tac_gia => contents.issuer.join(" "),
            phong => families.to_vec(),
            dong => contents.rows.iter().map(row).collect::<Vec<_>>(),
        }
    };
    Arrangement::new(CONTENTS_TEMPLATE, context)
}
