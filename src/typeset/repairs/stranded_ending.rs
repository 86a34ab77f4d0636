//! `./.` that follows a table to the next page alone: the table's last rows go along.

use super::laid_out::LaidOutPages;
use super::repair::{PARAGRAPH_BREAK, ROW, Repair, TABLE, TABLE_BREAK};

/// What the paragraph carrying the signature's room ends with (`cho-khoi` in `templates/cuoi-trang.typ`).
const SIGNATURE_ROOM: &str = "#cho-ky;\n\n";

/// How many rows go along, and how many stay at least.
const MIN_ROWS: usize = 2;

pub(super) fn find(pages: &LaidOutPages<'_>) -> Option<Repair> {
    let text = pages.main.text();
    let end = text[..text.find(SIGNATURE_ROOM)?].rfind(PARAGRAPH_BREAK)?;
    let table = text[..end].rfind(PARAGRAPH_BREAK)? + PARAGRAPH_BREAK.len();
    let rows: Vec<usize> = text[table..end].match_indices(ROW).map(|(i, _)| table + i).collect();
    if !text[table..].starts_with(TABLE) || rows.len() < 2 * MIN_ROWS {
        return None;
    }
    let begins = |page: usize| pages.body(page).next().is_some_and(|line| pages.place(line) > end);
    let next = (1..pages.lines.len()).find(|page| begins(*page))?;
    let above = pages.lines[next].first().is_some_and(|line| pages.place(line) < end);
    let at = rows[rows.len() - MIN_ROWS];
    (!above && !text[..at].ends_with(TABLE_BREAK)).then_some(Repair::BreakTable { at })
}
