//! `./.` that follows a table to the next page alone: the table's last rows go along, or the whole of a short one.

use super::laid_out::LaidOutPages;
use super::lone_group_rows::is_group;
use super::repair::{PARAGRAPH_BREAK, ROW, Repair, TABLE, TABLE_BREAK, before, block_at};

/// What closes a text that ends with a table, a picture or a chart.
const CLOSING: &str = "\n\n#\"./.\";";

/// How many rows go along, and how many stay at least.
const MIN_ROWS: usize = 2;

/// The first ending, of the text or of an annex, that stands alone.
pub(super) fn find(pages: &LaidOutPages<'_>) -> Option<Repair> {
    let text = pages.main.text();
    text.match_indices(CLOSING).find_map(|(end, _)| {
        let table = block_at(text, end);
        if !text[table..].starts_with(TABLE) {
            return None;
        }
        let rows: Vec<usize> = text[table..end].match_indices(ROW).map(|(i, _)| table + i).collect();
        let closing = end + PARAGRAPH_BREAK.len();
        let page = (0..pages.lines.len()).find(|page| pages.body(*page).any(|line| pages.place(line) >= closing))?;
        let has_rows = |line| (rows[0]..end).contains(&pages.place(line));
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
    })
}
