//! Tables whose rows are shared out among pages by their notes: the first page has the room that is really there.

use typst::foundations::{Label, Selector};
use typst::introspection::Introspector;
use typst::layout::Abs;
use typst::utils::PicoStr;

use super::laid_out::LaidOutPages;
use super::repair::{Repair, TABLE, is_shared_out, told};

/// What marks the top of every table (`templates/bang-hinh.typ`).
const TOP: &str = "dau-bang";

/// Room to reckon before each note, and above the first (`khe-chu-thich`, `cach-chu-thich` in `templates/kich-thuoc.typ`), pt.
const GAPS: (f64, f64) = (3.0, 7.0);

/// How far the room may be off, pt.
const TOLERANCE: f64 = 0.5;

/// The first table that was told a room other than it has.
pub(super) fn find(pages: &LaidOutPages<'_>) -> Option<Repair> {
    let text = pages.main.text();
    if !text.match_indices(TABLE).any(|(table, _)| is_shared_out(text, table)) {
        return None;
    }
    let introspector = pages.document.introspector();
    let label = Label::new(PicoStr::intern(TOP))?;
    let tops = introspector.query(&Selector::Label(label));
    let tables: Vec<usize> = text.match_indices(TABLE).map(|(table, _)| table).collect();
    if tops.len() != tables.len() {
        return None; // a template of the office draws tables otherwise
    }
    let mut shared = tables.into_iter().zip(&tops).filter(|(table, _)| is_shared_out(text, *table));
    shared.find_map(|(table, top)| {
        let place = introspector.position(top.location()?)?;
        let page = place.page.get() - 1;
        let room = pages.foot(page) - place.point.y - taken(pages, page, table);
        let is_right = told(text, table).is_some_and(|told| (told - room.to_pt()).abs() < TOLERANCE);
        (!is_right).then_some(Repair::ShareOut { table, room: Some(room) })
    })
}

/// What notes of text before a table take away at the foot of a page.
fn taken(pages: &LaidOutPages<'_>, page: usize, table: usize) -> Abs {
    let before = |location| pages.notes.iter().any(|note| note.location == location && note.at < table);
    let heights: Vec<Abs> =
        pages.entries[page].iter().filter(|entry| before(entry.location)).map(|entry| entry.height).collect();
    if heights.is_empty() {
        return Abs::zero();
    }
    heights.iter().map(|height| *height + Abs::pt(GAPS.0)).sum::<Abs>() + Abs::pt(GAPS.1)
}
