//! What closes a text that ends with a table: it stands in the last cell, or behind the note under the table.

use super::decimals::is_figures;
use super::literal::{string, text};
use crate::domain::document::body::{Align, CLOSING, Inline, Row, Table, plain};
use crate::domain::document::spans::first_cell;

/// The same behind a figure, apart from it: its dot is none of the figure.
pub(super) const AFTER_FIGURE: &str = "\u{a0}./.";

/// Where a table closes the text, and with what.
pub(super) struct Closing {
    /// Row, counted from the first of the heading, and column; none for the note under the table.
    pub(super) cell: Option<(usize, usize)>,
    /// What follows the words there.
    sign: &'static str,
}

/// Where a table that ends a text closes it; nowhere without rows.
pub(super) fn closing(table: &Table) -> Option<Closing> {
    if let Some(note) = &table.note {
        return Some(Closing { cell: None, sign: sign(&plain(note)) });
    }
    // what a redline shows of the old table does not close the text
    let is_deleted = |row: &Row| {
        let mut inlines = row.iter().flatten().peekable();
        inlines.peek().is_some() && inlines.all(|inline| matches!(inline, Inline::Deleted(_)))
    };
    let row = table.rows.iter().rposition(|row| !is_deleted(row)).or(table.rows.len().checked_sub(1))?;
    let column = table.columns.len().checked_sub(1)?;
    let (row, column) = first_cell(&table.spans, row + table.header.len(), column);
    let cell = table.all_rows().nth(row)?.get(column)?;
    Some(Closing { cell: Some((row, column)), sign: sign(&plain(cell)) })
}

fn sign(words: &str) -> &'static str {
    let words = words.trim();
    match words {
        closed if closed.ends_with(CLOSING) => "",
        figure if is_figures(figure) => AFTER_FIGURE,
        sentence if sentence.ends_with('.') => "/.",
        _ => CLOSING,
    }
}

impl Closing {
    /// The sign as markup.
    pub(super) fn written(&self) -> String {
        text(self.sign)
    }

    /// The column in which the sign stands, which needs room for it whatever its words are, and the sign.
    pub(super) fn widens(&self) -> Option<(usize, &'static str)> {
        self.cell.map(|(_, column)| (column, self.sign))
    }

    /// The column of figures in which the sign stands: the others are moved by its width, so that commas stay under one another.
    pub(super) fn padded(&self, table: &Table) -> Option<usize> {
        let (_, column) = self.cell?;
        (self.sign == AFTER_FIGURE && table.columns.get(column) == Some(&Align::Right)).then_some(column)
    }

    /// What follows the words of a cell as markup.
    pub(super) fn in_cell(&self, table: &Table, place: (usize, usize), cell: &[Inline]) -> String {
        if self.cell == Some(place) {
            return self.written();
        }
        match self.padded(table) == Some(place.1) && is_figures(&plain(cell)) {
            true => format!("#hide({});", string(AFTER_FIGURE)),
            false => String::new(),
        }
    }
}
