//! Cells of a table that are joined: `<` with the cell at its left, `^` with the cell above.

use std::ops::Range;

use super::parser::BodyParser;
use crate::base::finding::{Finding, codes};
use crate::domain::document::body::{Inline, Row, plain};
use crate::domain::document::spans::{Span, first_cell};

/// What a cell says instead of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// It is one with the cell at its left.
    Left,
    /// It is one with the cell above.
    Above,
}

impl Mark {
    fn of(written: &str) -> Option<Self> {
        match written.trim() {
            "<" => Some(Self::Left),
            "^" => Some(Self::Above),
            _ => None,
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Left => '<',
            Self::Above => '^',
        }
    }
}

/// A cell as it is written.
pub(super) struct WrittenCell {
    pub(super) words: Vec<Inline>,
    pub(super) range: Range<usize>,
}

/// What is wrong with a mark.
struct Fault {
    row: usize,
    column: usize,
    message: String,
    hint: String,
}

impl BodyParser<'_> {
    /// The joined cells of a table, and its rows without the marks that join them; `heading` rows stand above the rule.
    pub(super) fn join_cells(&mut self, rows: Vec<Vec<WrittenCell>>, heading: usize) -> (Vec<Row>, Vec<Span>) {
        let mark = |cell: &WrittenCell| Mark::of(&self.text.text[cell.range.clone()]);
        let marks: Vec<Vec<Option<Mark>>> = rows.iter().map(|row| row.iter().map(mark).collect()).collect();
        let words = |row: &[WrittenCell], marks: &[Option<Mark>]| -> Row {
            let cells = row.iter().zip(marks);
            cells.map(|(cell, mark)| if mark.is_some() { Vec::new() } else { cell.words.clone() }).collect()
        };
        let read: Vec<Row> = rows.iter().zip(&marks).map(|(row, marks)| words(row, marks)).collect();
        if marks.iter().flatten().all(Option::is_none) {
            return (read, Vec::new());
        }
        match spans(&marks, heading, &read) {
            Ok(spans) => (read, spans),
            Err(fault) => {
                if let Some(cell) = rows.get(fault.row).and_then(|row| row.get(fault.column)) {
                    let written = &self.text.text[cell.range.clone()];
                    let start = cell.range.start + written.len() - written.trim_start().len();
                    let end = start + written.trim().len().max(1);
                    self.push(Finding::new(codes::TABLE_SHAPE, fault.message), start..end, &fault.hint);
                }
                (read, Vec::new())
            }
        }
    }
}

/// The spans of a table with these marks.
fn spans(marks: &[Vec<Option<Mark>>], heading: usize, words: &[Row]) -> Result<Vec<Span>, Fault> {
    let firsts = firsts(marks, heading)?;
    let mut spans: Vec<Span> = Vec::new();
    for (row, cells) in firsts.iter().enumerate() {
        for (column, first) in cells.iter().enumerate().filter(|(column, first)| **first != (row, *column)) {
            let own = Span { row: first.0, column: first.1, rows: 1, columns: 1 };
            let at = spans.iter().position(|span| span.begins(own.row, own.column)).unwrap_or_else(|| {
                spans.push(own);
                spans.len() - 1
            });
            let span = &mut spans[at];
            span.rows = span.rows.max(row - span.row + 1);
            span.columns = span.columns.max(column - span.column + 1);
        }
    }
    for span in &spans {
        let missing: Vec<(usize, usize)> = span
            .covered()
            .filter(|(row, column)| firsts[*row].get(*column) != Some(&(span.row, span.column)))
            .collect();
        if let Some(at) = missing.first() {
            return Err(no_rectangle(span, *at, missing.len(), marks, words));
        }
    }
    without_own_cells(marks, &spans)?;
    match spans.iter().find(|span| span.rows > 1 && span.row >= heading && has_note(words, span)) {
        Some(span) => Err(Fault {
            row: span.row,
            column: span.column,
            message: "ô gộp nhiều hàng không nhận chú thích cuối trang".to_owned(),
            hint: "đặt `[^…]` ở ô không gộp hàng, hoặc ở tên bảng".to_owned(),
        }),
        None => Ok(spans),
    }
}

/// Whether the words of a span carry a note. Those over several rows are set when the last of them is: their notes would
/// be counted behind those of the cells beside them.
fn has_note(words: &[Row], span: &Span) -> bool {
    fn any(inlines: &[Inline]) -> bool {
        inlines.iter().any(|inline| matches!(inline, Inline::Footnote { .. }) || any(inline.inner()))
    }
    words.get(span.row).and_then(|row| row.get(span.column)).is_some_and(|cell| any(cell))
}

/// The first cell of what every cell is part of.
fn firsts(marks: &[Vec<Option<Mark>>], heading: usize) -> Result<Vec<Vec<(usize, usize)>>, Fault> {
    let mut firsts: Vec<Vec<(usize, usize)>> = Vec::new();
    for (row, cells) in marks.iter().enumerate() {
        let mut own: Vec<(usize, usize)> = Vec::new();
        for (column, mark) in cells.iter().enumerate() {
            let above = || firsts.last().and_then(|above| above.get(column)).copied();
            let (found, message) = match mark {
                None => (Some((row, column)), ""),
                Some(Mark::Left) => (own.last().copied(), "ô `<` ở cột đầu không có ô bên trái để gộp vào"),
                Some(Mark::Above) if row == heading && row > 0 => {
                    (None, "ô `^` ngay dưới tiêu đề không gộp lên tiêu đề được")
                }
                Some(Mark::Above) => (above(), "ô `^` ở hàng đầu không có ô bên trên để gộp vào"),
            };
            own.push(found.ok_or_else(|| {
                let sign = mark.map_or('<', Mark::sign);
                let hint = format!("viết chữ vào ô này, hoặc để trống `| |`; muốn in dấu này thì viết `\\{sign}`");
                Fault { row, column, message: message.to_owned(), hint }
            })?);
        }
        firsts.push(own);
    }
    Ok(firsts)
}

/// A joined cell that lacks cells of its rectangle, the first of them at `at`.
fn no_rectangle(span: &Span, at: (usize, usize), missing: usize, marks: &[Vec<Option<Mark>>], words: &[Row]) -> Fault {
    let name = words.get(span.row).and_then(|row| row.get(span.column)).map(|cell| plain(cell)).unwrap_or_default();
    let sign = if at.1 > span.column { '<' } else { '^' };
    let more = if missing > 1 { format!(", còn thiếu {missing} ô") } else { String::new() };
    let is_mark = marks.get(at.0).and_then(|row| row.get(at.1)).is_some_and(Option::is_some);
    let other = if is_mark {
        ""
    } else {
        "; ô này có chữ riêng thì thay dấu gộp ở các ô bên cạnh bằng chữ hoặc ô trống"
    };
    Fault {
        row: at.0,
        column: at.1,
        message: format!("các ô gộp với ô `{}` không thành hình chữ nhật{more}", name.trim()),
        hint: format!("viết `{sign}` vào ô này{other}"),
    }
}

/// A row or column of which every cell goes on from another says nothing, and no page can show it.
fn without_own_cells(marks: &[Vec<Option<Mark>>], spans: &[Span]) -> Result<(), Fault> {
    let columns = marks.iter().map(Vec::len).max().unwrap_or_default();
    let row_of = |row: usize, column: usize| first_cell(spans, row, column).0;
    if let Some(row) = (0..marks.len()).find(|row| (0..columns).all(|column| row_of(*row, column) < *row)) {
        let message = "hàng này gộp hết vào hàng trên".to_owned();
        return Err(Fault { row, column: 0, message, hint: "bỏ hàng này khỏi bảng".to_owned() });
    }
    let column_of = |row: usize, column: usize| first_cell(spans, row, column).1;
    match (0..columns).find(|column| (0..marks.len()).all(|row| column_of(row, *column) < *column)) {
        Some(column) => {
            let message = format!("cột {} gộp hết vào cột bên trái", column + 1);
            Err(Fault { row: 0, column, message, hint: "bỏ cột này khỏi mọi hàng của bảng".to_owned() })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The spans of a table drawn row by row: `.` is a cell of its own.
    fn of(rows: &[&str], heading: usize) -> Result<Vec<[usize; 4]>, (usize, usize)> {
        let mark = |sign: char| Mark::of(&sign.to_string());
        let marks: Vec<Vec<Option<Mark>>> = rows.iter().map(|row| row.chars().map(mark).collect()).collect();
        let found = spans(&marks, heading, &[]).map_err(|fault| (fault.row, fault.column))?;
        Ok(found.into_iter().map(|span| [span.row, span.column, span.rows, span.columns]).collect())
    }

    #[test]
    fn rectangles_are_joined_and_other_shapes_are_found_where_they_lack_a_cell() {
        assert_eq!(of(&["..<", "^..", "..."], 2), Ok(vec![[0, 1, 1, 2], [0, 0, 2, 1]]));
        assert_eq!(of(&["...", ".<.", "^<.", "^^."], 1), Ok(vec![[1, 0, 3, 2]]));
        assert_eq!(of(&["...", "..<"], 1), Ok(vec![[1, 1, 1, 2]]));
        for (rows, heading, at) in [
            (&["<..", "..."][..], 1, (0, 0)),
            (&["..^", "..."], 1, (0, 2)),
            (&["...", ".^."], 1, (1, 1)),
            (&["...", ".<.", "^.."], 1, (2, 1)),
            (&["...", "...", ".^<", "..."], 1, (1, 2)),
            (&["...", "...", "^^^", "..."], 1, (2, 0)),
            (&[".<.", ".<."], 1, (0, 1)),
        ] {
            assert_eq!(of(rows, heading), Err(at), "{rows:?}");
        }
    }
}
