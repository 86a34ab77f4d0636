//! A signature block that follows a table to the next page alone: the table's last rows go along, or the whole of a short one.

use typst::foundations::{Label, Selector};
use typst::introspection::Introspector;
use typst::utils::PicoStr;

use super::laid_out::LaidOutPages;
use super::lone_group_rows::is_group;
use super::repair::{ROW, Repair, TABLE, TABLE_BREAK, before, block_at};

/// The room for the block under a text that ends with a table, in generated markup, and its name.
const ROOM: (&str, &str) = ("\n\n#v(-6pt)#block(above: 0pt, below: 0pt)[#cho-ky;]<cho-ky>", "cho-ky");

/// How many rows go along, and how many stay at least.
const MIN_ROWS: usize = 2;

/// The ending of the text, when it stands alone.
pub(super) fn find(pages: &LaidOutPages<'_>) -> Option<Repair> {
    let text = pages.main.text();
    let end = text.find(ROOM.0)?;
    let table = block_at(text, end);
    if !text[table..].starts_with(TABLE) {
        return None;
    }
    let introspector = pages.document.introspector();
    let room = introspector.query(&Selector::Label(Label::new(PicoStr::intern(ROOM.1))?));
    let page = introspector.position(room.first()?.location()?)?.page.get() - 1;
    let rows: Vec<usize> = text[table..end].match_indices(ROW).map(|(i, _)| table + i).collect();
    let has_rows = |line| (table..end).contains(&pages.place(line));
    if rows.is_empty() || page == 0 || pages.lines[page].iter().any(has_rows) {
        return None;
    }
    let mut last = rows.len().checked_sub(MIN_ROWS);
    while let Some(row) = last.filter(|row| *row > 0 && is_group(text, rows[row - 1])) {
        last = Some(row - 1);
    }
    match last.filter(|row| *row >= MIN_ROWS).map(|row| rows[row]) {
        Some(at) if !text[..at].ends_with(TABLE_BREAK) => Some(Repair::BreakTable { at }),
        Some(_) => None,
        None => before(text, table),
    }
}
