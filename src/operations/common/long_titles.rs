//! Titles, headings and captions that are too long to be names of anything: no PDF/A takes them as such.

use crate::base::finding::{Finding, codes};
use crate::base::source::Place;
use crate::base::text::number::Number;
use crate::domain::document::Document;
use crate::domain::document::body::{Block, Inline, plain};

/// Letters of a title; a page has about 3.000.
const MAX_LETTERS: usize = 4000;

/// Letters in which a chart is told to people who cannot see it.
const MAX_SPOKEN: usize = 16_000;

/// The first title that is too long.
pub(super) fn find(document: &Document) -> Option<Finding> {
    let fields = [Some(&document.subject), document.authority.as_ref()].into_iter().flatten();
    let annexes = document.annexes.iter().map(|annex| &annex.title);
    let field = fields.chain(annexes).find(|text| too_long(&text.value));
    if let Some(text) = field {
        return Some(told("trích yếu hoặc tên phụ lục", MAX_LETTERS, text.place.clone()));
    }
    let bodies = std::iter::once(&document.body).chain(document.annexes.iter().map(|annex| &annex.body));
    bodies.flat_map(|body| &body.blocks).find_map(|block| match block.bare() {
        Block::Heading { title, .. } if too_long(&plain(title)) => Some(told("đề mục", MAX_LETTERS, place(title))),
        Block::Image { path, caption } if too_long(&plain(caption)) => {
            Some(told("tên hình", MAX_LETTERS, path.place.clone()))
        }
        Block::Chart(chart) if too_long(&plain(&chart.caption)) || chart.alt.chars().count() > MAX_SPOKEN => {
            Some(told("tên hoặc số liệu của biểu đồ", MAX_SPOKEN, place(&chart.caption)))
        }
        Block::Table(table) => {
            let caption = table.caption.as_ref().filter(|caption| too_long(&plain(caption)))?;
            Some(told("tên bảng", MAX_LETTERS, place(caption)))
        }
        _ => None,
    })
}

fn too_long(text: &str) -> bool {
    text.len() > MAX_LETTERS && text.chars().count() > MAX_LETTERS
}

fn told(what: &str, most: usize, place: Option<Place>) -> Finding {
    let most = Number::whole(i64::try_from(most).unwrap_or(i64::MAX)).format(0);
    Finding::new(codes::TITLE_TOO_LONG, format!("{what} quá dài, nhiều nhất {most} chữ cái"))
        .at_optional(place)
        .hint("rút ngắn, phần còn lại viết thành đoạn văn bên dưới")
}

/// Where words begin.
fn place(inlines: &[Inline]) -> Option<Place> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(text) => text.place.clone(),
        _ => None,
    })
}
