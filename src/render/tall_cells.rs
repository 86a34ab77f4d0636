//! Cells of a table that are too high to stay on one page.

use crate::domain::document::body::{Inline, Table, plain};
use crate::domain::document::spans::extent;

/// Lines that a row, or rows joined into one, may have to be moved to the next page whole.
const MAX_ROW_LINES: f64 = 30.0;

/// Which cells below the heading may break over pages, row by row, with these rooms for the words of each column; `inset`
/// is what stands between two of them. `em` is about how wide words are.
pub(super) fn tall_cells(table: &Table, rooms: &[f64], inset: f64, em: impl Fn(&str) -> f64) -> Vec<Vec<bool>> {
    let heading = table.header.len();
    let room = |column: usize, columns: usize| {
        let own: f64 = rooms.iter().skip(column).take(columns).sum();
        (own + inset * (columns - 1) as f64).max(1.0)
    };
    // of every cell: how many rows it takes, and its lines; a covered cell takes none
    let cells: Vec<Vec<(usize, f64)>> = table
        .rows
        .iter()
        .enumerate()
        .map(|(row, cells)| {
            let cell = |(column, words): (usize, &Vec<Inline>)| match extent(&table.spans, row + heading, column) {
                Some((rows, columns)) => (rows, em(&plain(words)) / room(column, columns)),
                None => (0, 0.0),
            };
            cells.iter().enumerate().map(cell).collect()
        })
        .collect();
    let lines = |row: &[(usize, f64)]| row.iter().filter(|cell| cell.0 == 1).map(|cell| cell.1).fold(1.0, f64::max);
    let rows: Vec<f64> = cells.iter().map(|row| lines(row)).collect();
    let joined = |row: usize| table.spans.iter().any(|span| span.joins(row + heading));
    let mut tall: Vec<Vec<bool>> = Vec::with_capacity(rows.len());
    let mut begin = 0;
    while begin < rows.len() {
        let end = (begin + 1..rows.len()).find(|row| !joined(*row)).unwrap_or(rows.len());
        let joined_lines = cells[begin..end].iter().flatten().filter(|cell| cell.0 > 1).map(|cell| cell.1);
        let all = joined_lines.fold(rows[begin..end].iter().sum(), f64::max);
        for row in begin..end {
            let is_tall = |(taken, _): &(usize, f64)| match taken {
                1 => rows[row] > MAX_ROW_LINES,
                _ => all > MAX_ROW_LINES,
            };
            tall.push(cells[row].iter().map(is_tall).collect());
        }
        begin = end;
    }
    tall
}
