//! A spreadsheet → records: a heading line, then a row each.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Cell, Columns, Record, Records};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::identifier::from_heading;
use crate::formats::spreadsheet::csv;
use crate::formats::spreadsheet::grid::{self, Worksheet, letters};
use crate::formats::spreadsheet::number_format::shortest_decimal;
use crate::formats::spreadsheet::open::pages;
use crate::formats::spreadsheet::shown_number::Doubt;
use crate::formats::spreadsheet::structure_lines::{begins_ending, is_numbering};

/// Reads the first page that is shown and has cells.
pub(super) fn read(shown: &str, bytes: &[u8], wanted: &BTreeSet<String>, findings: &mut Findings) -> Option<Records> {
    match pages(shown, bytes, csv::separator_by_count) {
        Ok(pages) => {
            let mut filled = pages.into_iter().filter(|page| !page.cells.is_empty());
            let mut page = Worksheet::default();
            for found in filled.by_ref() {
                if found.is_hidden {
                    findings.push(found.left_out());
                } else {
                    page = found;
                    break;
                }
            }
            page.leave_out_hidden(findings);
            page.take_as_seen(findings);
            for other in filled.filter(|other| !other.is_hidden) {
                // a page of the same columns may be the rest of the list
                let most = most_wanted(&lines_of(&page), wanted);
                if most > 0 && most_wanted(&lines_of(&other), wanted) >= most {
                    findings.push(other.not_first());
                }
            }
            of_page(shown, &page, wanted, findings)
        }
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// The cells of a page, row by row.
type Lines<'a> = BTreeMap<u32, Vec<(u32, &'a grid::Cell)>>;

fn of_page(shown: &str, page: &Worksheet, wanted: &BTreeSet<String>, findings: &mut Findings) -> Option<Records> {
    let lines = lines_of(page);
    let mut told = Findings::default();
    let heading = match &rows_with(&lines, wanted)[..] {
        [] => heading_row(&lines),
        [only] => *only,
        [first, others @ ..] => {
            told.push(second_heading(page, *first, others));
            *first
        }
    };
    let mut columns = Columns::default();
    let mut at = BTreeMap::new();
    for (column, cell) in lines.get(&heading).into_iter().flatten() {
        match columns.add(&cell.text()) {
            Ok(index) => _ = at.insert(*column, index),
            Err(finding) => told.push(page.location(heading, *column).locate(finding)),
        }
    }
    // `(1)`, `(2)`, … under the headings count the columns
    let numbering = lines.range(heading + 1..).next().filter(|(_, cells)| is_numbering(cells));
    let below = lines.range(numbering.map_or(heading, |(row, _)| *row) + 1..);
    // a column that every row fills is one whose heading is missing, not a mistake of the rows
    let is_filled = |column: u32| below.clone().all(|(_, cells)| cells.iter().any(|(c, _)| *c == column));
    let first = below.clone().next().map(|(_, cells)| cells.as_slice()).unwrap_or_default();
    for &(column, _) in first.iter().filter(|(column, _)| !page.cells.contains_key(&(heading, *column))) {
        if is_filled(column) {
            let message = format!("cột {} có dữ liệu nhưng không có tiêu đề", letters(column));
            let finding = Finding::new(codes::LIST_HEADING, message).hint("viết tiêu đề cho cột này, hoặc xóa cột");
            told.push(page.line(heading).locate(finding));
        }
    }
    let failed = told.has_errors();
    findings.extend(told);
    let mut rows: Vec<Record> =
        below.clone().map(|(row, cells)| of_line(page, *row, cells, &at, columns.0.len())).collect();
    let lines: Vec<(u32, &[(u32, &grid::Cell)])> = below.map(|(row, cells)| (*row, cells.as_slice())).collect();
    refuse_ending(&lines, &mut rows);
    (!failed).then(|| Records { shown: shown.to_owned(), columns: columns.0, rows })
}

fn lines_of(page: &Worksheet) -> Lines<'_> {
    let mut lines: Lines<'_> = BTreeMap::new();
    for (&(row, column), cell) in &page.cells {
        lines.entry(row).or_default().push((column, cell));
    }
    lines
}

/// How many of the columns that are asked for a row of a page has at most.
fn most_wanted(lines: &Lines<'_>, wanted: &BTreeSet<String>) -> usize {
    lines.values().map(|cells| names(cells).intersection(wanted).count()).max().unwrap_or_default()
}

/// The names that the words of a row give.
fn names(cells: &[(u32, &grid::Cell)]) -> BTreeSet<String> {
    let named = cells.iter().filter_map(|(_, cell)| match cell {
        grid::Cell::Text(text) => from_heading(text),
        _ => None,
    });
    named.collect()
}

/// The rows that have the most of the columns that are asked for: a letterhead or title above the table has none of them,
/// however wide it is.
fn rows_with(lines: &Lines<'_>, wanted: &BTreeSet<String>) -> Vec<u32> {
    let counted = lines.iter().map(|(row, cells)| (*row, names(cells).intersection(wanted).count()));
    let counted: Vec<(u32, usize)> = counted.filter(|(_, count)| *count > 0).collect();
    let most = counted.iter().map(|(_, count)| *count).max();
    counted.into_iter().filter(|(_, count)| Some(*count) == most).map(|(row, _)| row).collect()
}

/// Several rows look like the heading: the rows below each of them may be what is meant.
fn second_heading(page: &Worksheet, first: u32, others: &[u32]) -> Finding {
    let more = if others.len() > 1 { format!(" (và {} dòng khác)", others.len() - 1) } else { String::new() };
    let at = page.line(others.first().copied().unwrap_or(first));
    let message = format!("{} cũng giống dòng tiêu đề như {}{more}", at.line(), page.line(first).line());
    at.locate(
        Finding::new(codes::LIST_HEADING, message)
            .hint("chỉ để một dòng tiêu đề: xóa dòng thừa, hoặc sửa chữ của dòng không phải tiêu đề"),
    )
}

/// The line of the headings where nothing tells which columns are asked for: a letterhead or title above the table takes fewer cells than the lines of the table.
fn heading_row(lines: &Lines<'_>) -> u32 {
    let is_heading = |cells: &[(u32, &grid::Cell)]| cells.iter().all(|(_, cell)| matches!(cell, grid::Cell::Text(_)));
    let usual = lines.values().map(Vec::len).max().unwrap_or_default();
    let wide = |(_, cells): &(&u32, &Vec<_>)| cells.len() > 1 && cells.len() * 3 >= usual * 2 && is_heading(cells);
    let plain = |(_, cells): &(&u32, &Vec<_>)| cells.len() > 1;
    let found = lines.iter().find(wide).or_else(|| lines.iter().find(plain)).or(lines.first_key_value());
    found.map_or(0, |(row, _)| *row)
}

/// Refuses lines at the end that add up or sign: a letter would be made to `Tổng cộng`.
fn refuse_ending(lines: &[(u32, &[(u32, &grid::Cell)])], records: &mut [Record]) {
    let ends = |cells: &[(u32, &grid::Cell)]| {
        let first = cells.iter().find_map(|(_, cell)| match cell {
            grid::Cell::Text(text) => Some(text),
            _ => None,
        });
        first.is_some_and(|text| begins_ending(text))
    };
    let usual = lines.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    // names that begin alike stand in whole lines
    let is_short = |cells: &[(u32, &grid::Cell)]| cells.len() < usual;
    let Some(from) = lines.iter().position(|(_, cells)| is_short(cells) && ends(cells)) else { return };
    for record in &mut records[from..] {
        let finding =
            Finding::new(codes::LIST_ROW, "dòng cuối danh sách giống dòng cộng hoặc dòng ký, không phải nơi nhận")
                .hint("xóa dòng này khỏi danh sách; là nơi nhận thật thì ghi đủ các cột");
        record.problem = Some(Box::new(record.location.locate(finding)));
    }
}

fn of_line(
    page: &Worksheet,
    row: u32,
    cells: &[(u32, &grid::Cell)],
    at: &BTreeMap<u32, usize>,
    count: usize,
) -> Record {
    let mut line = Record { location: page.line(row), cells: vec![Cell::Empty; count], problem: None };
    for (column, cell) in cells {
        match at.get(column) {
            Some(index) => line.cells[*index] = written(cell),
            None => {
                let message = format!("dòng có ô `{}` ngoài các cột có tiêu đề", cell.text());
                let finding = Finding::new(codes::LIST_ROW, message);
                let hint = "bỏ ô thừa; trong tệp CSV, ô có dấu ngăn cách thì đặt cả ô trong ngoặc kép";
                line.problem = Some(Box::new(line.location.locate(finding.hint(hint))));
            }
        }
    }
    line
}

/// A cell as it is read on the sheet.
fn written(cell: &grid::Cell) -> Cell {
    match cell {
        grid::Cell::Broken(text) => Cell::Broken(text.clone()),
        grid::Cell::Number(counted) if counted.shown.doubt == Some(Doubt::Other) => {
            Cell::Unclear(shortest_decimal(counted.float).replace('.', ","))
        }
        grid::Cell::Number(counted) => Cell::of(&counted.shown.text),
        grid::Cell::Date(text) => Cell::of(&date(text)),
        cell => Cell::of(&cell.text()),
    }
}

/// `2025-12-05 14:30` as Vietnamese sheets show it.
fn date(text: &str) -> String {
    let (day, time) = text.split_once(' ').unwrap_or((text, ""));
    match day.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => format!("{day}/{month}/{year} {time}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_as_they_show() {
        let date = |text: &str| written(&grid::Cell::Date(text.to_owned()));
        assert_eq!(date("2025-12-05"), Cell::Text("05/12/2025".to_owned()));
        assert_eq!(date("2025-12-05 14:30"), Cell::Text("05/12/2025 14:30".to_owned()));
        assert_eq!(date("14:30"), Cell::Text("14:30".to_owned()));
        assert_eq!(date("-PT1H"), Cell::Text("-PT1H".to_owned()));
    }
}
