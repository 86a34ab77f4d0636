//! Cells of a table that are joined into one, over columns and rows.

/// Cells joined into one; rows are counted from the first of the heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Row of its first cell, which holds its words.
    pub row: usize,
    /// Column of its first cell.
    pub column: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
}

impl Span {
    /// Whether a cell is one of those joined.
    pub fn holds(&self, row: usize, column: usize) -> bool {
        (self.row..self.row + self.rows).contains(&row) && (self.column..self.column + self.columns).contains(&column)
    }

    /// Whether it begins at a cell.
    pub fn begins(&self, row: usize, column: usize) -> bool {
        (self.row, self.column) == (row, column)
    }

    /// Whether it goes on in a row from the one above.
    pub fn joins(&self, row: usize) -> bool {
        self.row < row && row < self.row + self.rows
    }

    /// All its cells but the first.
    pub fn covered(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let rows = self.row..self.row + self.rows;
        let cells = rows.flat_map(|row| (self.column..self.column + self.columns).map(move |column| (row, column)));
        cells.filter(|(row, column)| !self.begins(*row, *column))
    }
}

/// The first cell of the span that a cell is part of; the cell itself outside of spans.
pub fn first_cell(spans: &[Span], row: usize, column: usize) -> (usize, usize) {
    spans.iter().find(|span| span.holds(row, column)).map_or((row, column), |span| (span.row, span.column))
}

/// How many rows and columns the span takes that begins at a cell; none for a cell that a span covers.
pub fn extent(spans: &[Span], row: usize, column: usize) -> Option<(usize, usize)> {
    match spans.iter().find(|span| span.holds(row, column)) {
        Some(span) => span.begins(row, column).then_some((span.rows, span.columns)),
        None => Some((1, 1)),
    }
}
