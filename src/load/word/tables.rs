//! A table of a Word file → a table of `noi_dung`: joined cells as `<` and `^`, columns set as in Word.

use crate::base::text::fold::bare_words;
use crate::formats::word::model::{Lie, WordRow, WordTable};
use crate::load::word::inline::{self, Into, Marks};

/// Heading rows of a table.
const MAX_HEADINGS: usize = 4;

/// A cell where it stands.
struct Placed {
    row: usize,
    column: usize,
    columns: usize,
    rows: usize,
    text: String,
    lie: Lie,
}

/// The lines of a table; `heading` says how many rows were taken for its heading.
pub(super) struct Written {
    pub(super) lines: Vec<String>,
    pub(super) heading: usize,
    /// Whether the file itself says so.
    pub(super) is_certain: bool,
}

/// Writes a table. One without any words gives none.
pub(super) fn markdown(table: &WordTable, marks: &mut dyn Marks) -> Option<Written> {
    let columns = table.rows.iter().map(width).max().filter(|columns| *columns > 0)?;
    let repeated = table.rows.iter().take_while(|row| row.is_heading).count();
    let heading = if repeated > 0 { repeated } else { guessed_heading(table) }.clamp(1, MAX_HEADINGS);
    let cells = placed(table, heading, marks);
    let rows = table.rows.len();
    let mut grid = vec![vec![String::new(); columns]; rows];
    for cell in &cells {
        let (below, behind) = (cell.row + cell.rows, cell.column + cell.columns);
        for (row, line) in grid.iter_mut().enumerate().take(below).skip(cell.row) {
            for (column, place) in line.iter_mut().enumerate().take(behind).skip(cell.column) {
                let sign = match (row == cell.row, column == cell.column) {
                    (true, true) => cell.text.as_str(),
                    (false, true) => "^",
                    (_, false) => "<",
                };
                sign.clone_into(place);
            }
        }
    }
    if grid.iter().flatten().all(|cell| cell.is_empty()) {
        return None;
    }
    let mut lines: Vec<String> = grid.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
    let rule: Vec<&str> = (0..columns).map(|column| rule(&cells, column, heading)).collect();
    lines.insert(heading.min(lines.len()), format!("|{}|", rule.join("|")));
    Some(Written { lines, heading, is_certain: repeated > 0 })
}

fn width(row: &WordRow) -> usize {
    row.cells.iter().map(|cell| cell.columns).sum()
}

/// Rows above the first one that has a number, when cells of the first go down or across.
fn guessed_heading(table: &WordTable) -> usize {
    let Some(first) = table.rows.first() else { return 1 };
    let across = first.cells.iter().any(|cell| cell.columns > 1);
    let reach = table.rows.iter().skip(1).take_while(|row| row.cells.iter().any(|cell| cell.continues)).count();
    match (across, reach) {
        (_, reach @ 1..) => 1 + reach,
        (true, 0) if table.rows.len() > 2 && !has_number(&table.rows[1]) => 2,
        _ => 1,
    }
}

/// Whether a row holds a number, as rows of data do.
fn has_number(row: &WordRow) -> bool {
    row.cells.iter().any(|cell| is_number(&cell.text()))
}

fn placed(table: &WordTable, heading: usize, marks: &mut dyn Marks) -> Vec<Placed> {
    let mut cells: Vec<Placed> = Vec::new();
    // the lowest cell of each column so far
    let mut last = std::collections::BTreeMap::new();
    for (row, words) in table.rows.iter().enumerate() {
        let mut column = 0;
        for cell in &words.cells {
            let above = last.get(&column).and_then(|at: &usize| cells.get_mut(*at));
            let above = above.filter(|above| above.columns == cell.columns && above.row + above.rows == row);
            match above {
                Some(above) if cell.continues => above.rows += 1,
                _ => {
                    let target = Into::Cell { heading: row < heading };
                    let lie = cell.paragraphs().first().map(|paragraph| paragraph.lie).unwrap_or_default();
                    let text = cell_text(cell, target, marks);
                    last.insert(column, cells.len());
                    cells.push(Placed { row, column, columns: cell.columns, rows: 1, text, lie });
                }
            }
            column += cell.columns;
        }
    }
    cells
}

/// The words of a cell; its paragraphs part by `<br>`. A sign that would join cells is escaped.
fn cell_text(cell: &crate::formats::word::model::WordCell, target: Into, marks: &mut dyn Marks) -> String {
    let mut lines = Vec::new();
    for paragraph in cell.paragraphs() {
        let mut text = inline::markdown_of(&paragraph.pieces, 0, target, marks);
        if let Some(number) = &paragraph.number {
            text = format!("{} {text}", inline::escaped(number.text.trim(), target)).trim().to_owned();
        }
        if !text.is_empty() {
            lines.push(text);
        }
    }
    match lines.join("<br>") {
        sign if sign == "^" => format!("\\{sign}"),
        text => text,
    }
}

/// How most cells of a column are set, those of the heading left out.
fn rule(cells: &[Placed], column: usize, heading: usize) -> &'static str {
    let own = cells.iter().filter(|cell| cell.row >= heading && cell.column == column && cell.columns == 1);
    let own: Vec<&Placed> = own.filter(|cell| !cell.text.is_empty()).collect();
    let count = |lie: Lie| own.iter().filter(|cell| cell.lie == lie).count();
    let numbers = own.iter().filter(|cell| is_number(&cell.text)).count();
    match () {
        () if own.is_empty() => ":---",
        () if count(Lie::Right) * 2 > own.len() => "---:",
        () if count(Lie::Centre) * 2 > own.len() => ":---:",
        () if numbers == own.len() && count(Lie::Centre) == 0 && column > 0 => "---:",
        () => ":---",
    }
}

fn is_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || ".,%-– ".contains(c))
}

/// `Bảng 2: Kết quả`, `Biểu số 1.2. Thu ngân sách`: the caption without what the program counts.
pub(super) fn caption(line: &str) -> Option<&str> {
    counted_title(line, &["bang", "bieu"]).filter(|_| line.chars().count() <= 300)
}

/// The words behind a name that is counted, `Hình 1.`; none where nothing is counted, or nothing stands behind.
pub(super) fn counted_title<'a>(line: &'a str, names_of: &[&str]) -> Option<&'a str> {
    let mut rest = line.trim_start();
    let mut take = || {
        let (word, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        rest = behind.trim_start();
        word
    };
    let first = take();
    let named = bare_words(first);
    if !names_of.contains(&named.as_str()) {
        return None;
    }
    let mut ended = first.ends_with(':');
    while !ended {
        let word = take();
        let bare = word.trim_end_matches([':', '.']);
        let is_count = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
        if !is_count && bare_words(word) != "so" {
            return None;
        }
        ended = is_count;
    }
    let rest = rest.trim_start_matches(['-', '–', ':', '.', ' ']);
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::word::model::{Format, NoteId, Piece, WordBlock, WordCell, WordParagraph};

    struct None_;

    impl Marks for None_ {
        fn note(&mut self, _: &NoteId) -> String {
            String::new()
        }
    }

    fn cell(text: &str, columns: usize, continues: bool) -> WordCell {
        let pieces = vec![Piece::Text(text.to_owned(), Format::default())];
        let paragraph = WordParagraph { pieces, ..WordParagraph::default() };
        WordCell { blocks: vec![WordBlock::Paragraph(paragraph)], columns, continues }
    }

    #[test]
    fn joined_cells_keep_their_room() {
        let row = |cells| WordRow { cells, is_heading: false };
        let table = WordTable {
            rows: vec![
                row(vec![cell("TT", 1, false), cell("Năm", 2, false)]),
                row(vec![cell("", 1, true), cell("2024", 1, false), cell("2025", 1, false)]),
                row(vec![cell("1", 1, false), cell("12,5", 1, false), cell("<", 1, false)]),
            ],
            has_rules: true,
        };
        let written = markdown(&table, &mut None_).unwrap();
        assert_eq!(written.heading, 2);
        assert_eq!(
            written.lines,
            ["| TT | Năm | < |", "| ^ | 2024 | 2025 |", "|:---|---:|:---|", "| 1 | 12,5 | \\< |"]
        );
    }

    #[test]
    fn captions_lose_what_is_counted() {
        assert_eq!(caption("Bảng 2: Kết quả thu"), Some("Kết quả thu"));
        assert_eq!(caption("Biểu số 01. Kết quả"), Some("Kết quả"));
        assert_eq!(caption("Bảng 2.1. Chi ngân sách"), Some("Chi ngân sách"));
        assert_eq!(counted_title("Hình 1. Sạt lở", &["hinh"]), Some("Sạt lở"));
        assert_eq!(caption("Bảng lương: tăng"), None);
    }
}
