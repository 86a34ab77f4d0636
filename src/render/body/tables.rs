//! Tables, and words set in columns, cell by cell.

use std::fmt::Write;

use super::{Writer, first_marks};
use crate::domain::document::body::{Align, Inline, Row, Table, plain};
use crate::domain::document::spans::{Span, extent};
use crate::render::closing::{Closing, closing};
use crate::render::columns::{Columns, columns};
use crate::render::decimals::{most_decimals, padding};
use crate::render::label_names::block_label;
use crate::render::literal::{string, text};

/// A table with more notes than this has its rows shared out among pages from the start: Typst alone takes a time that
/// grows with the square of their number.
const MANY_NOTES: usize = 40;

/// What stands for a cell that another covers.
const COVERED: &str = "none, ";

impl Writer<'_> {
    /// Words set in columns, without rules.
    fn columns_of_words(&mut self, table: &Table) {
        let widths: String = match table.widths.is_empty() {
            true => "1fr, ".repeat(table.columns.len()),
            false => columns(table, self.setting.landscape, None).widths,
        };
        let aligns: String = table.columns.iter().map(align).collect();
        let _ = write!(self.out, "#cot-chu(cot: ({widths}), canh: ({aligns}), {}o: (", joined(&table.spans));
        let closing = closing(table).filter(|_| self.closes);
        for (number, row) in table.rows.iter().enumerate() {
            self.out.push_str("\n  ");
            for (column, cell) in row.iter().enumerate() {
                if extent(&table.spans, number, column).is_none() {
                    self.out.push_str(COVERED);
                    continue;
                }
                self.out.push('[');
                self.filled(cell);
                if let Some(closing) = &closing {
                    self.out.push_str(&closing.in_cell(table, (number, column), cell));
                }
                self.out.push_str("], ");
            }
        }
        self.out.push_str("))");
    }

    /// A table, or words in columns.
    pub(super) fn table(&mut self, table: &Table) {
        if !table.ruled {
            return self.columns_of_words(table);
        }
        self.out.push_str("#bang(");
        if table.rows.iter().flatten().map(|cell| first_marks(cell).len()).sum::<usize>() > MANY_NOTES {
            self.out.push_str("cho: auto, ");
        }
        if let Some(caption) = &table.caption {
            self.out.push_str("chu-thich: [");
            self.inlines(caption);
            self.out.push_str("], ");
        }
        let aligns: String = table.columns.iter().map(align).collect();
        if let Some(unit) = &table.unit_line {
            let _ = write!(self.out, "don-vi: [{}], ", text(unit));
        }
        let closing = closing(table).filter(|_| self.closes);
        if let Some(note) = &table.note {
            self.out.push_str("ghi-chu: [");
            self.inlines(note);
            if let Some(closing) = closing.as_ref().filter(|closing| closing.cell.is_none()) {
                self.out.push_str(&closing.written());
            }
            self.out.push_str("], ");
        }
        if let Some(label) = &table.label {
            let _ = write!(self.out, "nhan: label({}), ", string(&self.named(&block_label(&label.value))));
        }
        let Columns { widths, size, tall } =
            columns(table, self.setting.landscape, closing.as_ref().and_then(Closing::widens));
        if let Some(size) = size {
            let _ = write!(self.out, "co-chu: {size}pt, ");
        }
        let _ = write!(self.out, "cot: ({widths}), canh: ({aligns}), dau: (");
        self.is_repeated = true;
        for (number, row) in table.header.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                self.heading_cell(cell, extent(&table.spans, number, column).is_some());
            }
        }
        self.is_repeated = false;
        let _ = write!(self.out, "), {}o: (", joined(&table.spans));
        self.table_rows(table, &tall, closing.as_ref());
        self.out.push_str("))");
    }

    /// The rows under the heading, cell by cell; `tall` says which cells break over pages.
    fn table_rows(&mut self, table: &Table, tall: &[Vec<bool>], closing: Option<&Closing>) {
        let decimals: Vec<usize> = (0..table.columns.len()).map(|column| most_decimals(table, column)).collect();
        let headings: Row = table.header.concat();
        // a cell over several rows is set when the last of them is, and its notes are counted then
        let anchor = (0..table.columns.len())
            .find(|column| matches!(extent(&table.spans, table.header.len(), *column), Some((1, _))));
        for (number, (row, tall)) in table.rows.iter().zip(tall).enumerate() {
            let place = number + table.header.len();
            // a row that goes on from the one above is no place to break the table
            let is_joined = table.spans.iter().any(|span| span.joins(place));
            self.out.push_str(if is_joined { "\n   " } else { "\n  " });
            for (column, cell) in row.iter().enumerate() {
                let Some((_, columns)) = extent(&table.spans, place, column) else {
                    self.out.push_str(COVERED);
                    continue;
                };
                self.out.push_str(if tall.get(column) == Some(&true) { "o-dai[" } else { "[" });
                if number == 0 && Some(column) == anchor {
                    self.notes_of(&headings);
                }
                self.inlines(cell);
                let most = decimals.get(column).copied().filter(|_| columns == 1).unwrap_or(0);
                let padding = padding(most, &plain(cell));
                if !padding.is_empty() {
                    let _ = write!(self.out, "#hide({});", string(&padding));
                }
                if let Some(closing) = closing {
                    self.out.push_str(&closing.in_cell(table, (place, column), cell));
                }
                self.out.push_str("], ");
            }
        }
    }

    fn heading_cell(&mut self, cell: &[Inline], is_own: bool) {
        if !is_own {
            return self.out.push_str(COVERED);
        }
        self.out.push('[');
        self.inlines(cell);
        self.out.push_str("], ");
    }
}

fn align(align: &Align) -> &'static str {
    match align {
        Align::Left => "left, ",
        Align::Centre => "center, ",
        Align::Right => "right, ",
    }
}

/// The joined cells of a table as the template takes them: `"0-1": (1, 2)` takes one row and two columns.
fn joined(spans: &[Span]) -> String {
    if spans.is_empty() {
        return String::new();
    }
    let span = |span: &Span| format!("\"{}-{}\": ({}, {}), ", span.row, span.column, span.rows, span.columns);
    format!("gop: ({}), ", spans.iter().map(span).collect::<String>())
}
