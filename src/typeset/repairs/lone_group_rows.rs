//! A row that names a group of rows and stands last on a page: it goes to the page of its group.

use super::laid_out::LaidOutPages;
use super::repair::{ROW, Repair, TABLE, TABLE_BREAK, before, block_at};

/// Cells without words in generated markup: empty, and covered by another.
const EMPTY: [&str; 2] = ["[], ", "none, "];

/// What parts cells in generated markup.
const CELL_BREAK: &str = "], [";

/// Cells that the name of a group may take: its number and its name.
const NAME_CELLS: usize = 2;

/// How many such rows follow one another: a group, its part, a part of that. More are rows of a form to fill in.
const MAX_DEPTH: usize = 3;

/// The first page that ends with the name of a group.
pub(super) fn find(pages: &LaidOutPages<'_>) -> Option<Repair> {
    let text = pages.main.text();
    pages.lines.iter().rev().skip(1).rev().find_map(|lines| {
        let place = pages.place(lines.last()?);
        let table = block_at(text, place);
        if !text[table..].starts_with(TABLE) {
            return None;
        }
        let row_before = |place: usize| text[table..place].rfind(ROW).map(|row| table + row);
        let last = row_before(place).filter(|row| is_group(text, *row) && next_row(text, *row).is_some())?;
        let above = std::iter::successors(Some(last), |row| row_before(*row).filter(|row| is_group(text, *row)));
        let groups: Vec<usize> = above.take(MAX_DEPTH + 1).collect();
        let at = *groups.last()?;
        if groups.len() > MAX_DEPTH || text[..at].ends_with(TABLE_BREAK) {
            return None;
        }
        match row_before(at) {
            Some(_) => Some(Repair::BreakTable { at }),
            None => before(text, table),
        }
    })
}

/// Where the row after a row of a table begins.
fn next_row(text: &str, row: usize) -> Option<usize> {
    let end = text[row..].find("\n\n").map_or(text.len(), |end| row + end);
    text[row + 1..end].find(ROW).map(|next| row + 1 + next)
}

/// Whether a row only names what the rows after it hold.
pub(super) fn is_group(text: &str, row: usize) -> bool {
    let end = text[row + 1..].find('\n').map_or(text.len(), |end| row + 1 + end);
    let mut named = text[row..end].trim_end_matches(')');
    while let Some(rest) = EMPTY.iter().find_map(|empty| named.strip_suffix(empty)) {
        named = rest;
    }
    let has_empty = named.len() < text[row..end].trim_end_matches(')').len();
    has_empty && !named.trim().is_empty() && named.matches(CELL_BREAK).count() < NAME_CELLS
}

#[cfg(test)]
mod tests {
    use super::is_group;

    #[test]
    fn only_rows_that_name_others_are_groups() {
        let group = "\n  [#strong[#\"I\";];], [#strong[#\"Du lịch\";];], [], [], ";
        for (row, expected) in [
            (group.to_owned() + group, true),
            (format!("{group}))"), true),
            ("\n  [#strong[#\"Du lịch\";];], none, none, none, ".to_owned(), true),
            ("\n  [#\"1\";], [#\"Khách\";], [#\"lượt\";], [], ".to_owned(), false),
            ("\n  [#\"1\";], [#\"Khách\";], [], [#\"5\";], ".to_owned(), false),
            ("\n  [], [], [], ".to_owned(), false),
        ] {
            assert_eq!(is_group(&row, 0), expected, "{row}");
        }
    }
}
