//! A note that begins on another page than its mark.

use typst::layout::Abs;

use super::laid_out::{LaidOutPages, Line};
use super::notes::Note;
use super::repair::{HEADING, ROW, Repair, TABLE, TABLE_BREAK, before, block_at, is_shared_out};

/// What begins blocks that never break: headings, pictures, charts, and those of them that end a text.
const WHOLE: [&str; 4] = [HEADING, "#hinh(", "#bieu-do(", "#block(sticky: true, breakable: false"];

/// The first stray note, in the order of the marks, that a repair can bring back to its mark.
pub(super) fn find(pages: &LaidOutPages<'_>, tried: &[usize]) -> Option<Repair> {
    pages.notes.iter().filter(|note| note.is_stray()).find_map(|note| repair(pages, note, tried))
}

fn repair(pages: &LaidOutPages<'_>, note: &Note, tried: &[usize]) -> Option<Repair> {
    let text = pages.main.text();
    let block = block_at(text, note.at);
    if text[block..].starts_with(TABLE) {
        return in_table(pages, note, block);
    }
    if WHOLE.iter().any(|begin| text[block..].starts_with(begin)) {
        return before(text, block);
    }
    // a line kept from being alone may separate its notes, so a paragraph has a second try
    if tried.iter().filter(|tried| **tried == block).count() >= 2 {
        return None;
    }
    let own = |line: &&Line| line.y >= note.y - Abs::pt(1.0);
    if note.begins > note.page {
        let line = pages.body(note.page).find(own)?;
        return pages.begins_on(note.page, block).then(|| pages.without(note.page, block, line));
    }
    // the line has gone to this page and left its note: the page before ends where it ends
    if pages.begins_on(note.page, block) {
        return before(text, block);
    }
    let last = pages.body(note.page.checked_sub(1)?).next_back()?;
    pages.begins_on(note.page - 1, block).then(|| pages.until(note.page - 1, block, last))
}

/// The rows of a table shared out anew; where that does not do, the table broken before the row of the mark.
fn in_table(pages: &LaidOutPages<'_>, note: &Note, table: usize) -> Option<Repair> {
    let text = pages.main.text();
    let row = text[table..note.at].rfind(ROW).map(|row| table + row);
    let first = text[table..].find(ROW).map(|row| table + row);
    let Some(row) = row.filter(|row| Some(*row) != first) else {
        return before(text, table);
    };
    if !is_shared_out(text, table) {
        return Some(Repair::ShareOut { table, room: None });
    }
    (!text[..row].ends_with(TABLE_BREAK)).then_some(Repair::BreakTable { at: row })
}
