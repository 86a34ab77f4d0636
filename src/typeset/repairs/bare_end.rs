//! `./.` that follows a table to the next page alone: the table's last rows go along.

use super::{PARTING, ROW, Repair, SetPages, TABLE, TABLE_BREAK};

/// What the paragraph carrying the signature's room ends with (`cho-khoi` in `templates/cuoi-trang.typ`).
const SIGNATURE_ROOM: &str = "#cho-ky;\n\n";

/// How many rows go along, and how many stay at least.
const ROWS: usize = 2;

pub(super) fn find(set: &SetPages<'_>) -> Option<Repair> {
    let text = set.main.text();
    let end = text[..text.find(SIGNATURE_ROOM)?].rfind(PARTING)?;
    let table = text[..end].rfind(PARTING)? + PARTING.len();
    let rows: Vec<usize> = text[table..end].match_indices(ROW).map(|(i, _)| table + i).collect();
    if !text[table..].starts_with(TABLE) || rows.len() < 2 * ROWS {
        return None;
    }
    let begins = |page: usize| set.body(page).next().is_some_and(|line| set.place(line) > end);
    let parted = (1..set.lines.len()).find(|page| begins(*page))?;
    let above = set.lines[parted].first().is_some_and(|line| set.place(line) < end);
    let at = rows[rows.len() - ROWS];
    (!above && !text[..at].ends_with(TABLE_BREAK)).then_some(Repair::Part { at })
}
