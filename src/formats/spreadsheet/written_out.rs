//! What calamine keeps of an ODS page once for each time it repeats, counted before it does.

use crate::formats::spreadsheet::grid::MAX_TEXT;

/// Columns that calamine reads of a row.
const MAX_FILE_COLUMNS: u32 = 16_384;

/// Cells of all rows, once what repeats is written out, blank ones too.
const MAX_CELLS: u64 = 3_000_000;

/// More than may be read.
#[derive(Debug, PartialEq)]
pub(super) struct TooMuch;

#[derive(Default)]
pub(super) struct WrittenOut {
    /// How often the open cell stands on the page.
    times: u64,
    bytes: u64,
    cells: u64,
    /// Blank cells of the row, which are kept once another follows.
    blanks: u64,
}

impl WrittenOut {
    /// A new row.
    pub(super) fn row(&mut self) {
        self.blanks = 0;
    }

    /// A cell of so many bytes, which stands in so many columns and rows.
    pub(super) fn cell(&mut self, bytes: usize, is_filled: bool, columns: u32, rows: u32) -> Result<(), TooMuch> {
        let columns = u64::from(columns.min(MAX_FILE_COLUMNS));
        self.cells += std::mem::take(&mut self.blanks);
        if is_filled {
            self.cells += columns;
            self.times = columns * u64::from(rows);
            return self.text(bytes as u64);
        }
        self.blanks = columns;
        self.check()
    }

    /// Text of the open cell.
    pub(super) fn text(&mut self, bytes: u64) -> Result<(), TooMuch> {
        self.bytes = self.bytes.saturating_add(bytes.saturating_mul(self.times));
        self.check()
    }

    pub(super) fn end_cell(&mut self) {
        self.times = 0;
    }

    fn check(&self) -> Result<(), TooMuch> {
        if self.bytes > MAX_TEXT || self.cells > MAX_CELLS { Err(TooMuch) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_counts_each_time() {
        let mut page = WrittenOut::default();
        assert_eq!(page.cell(100, true, 256, 20), Ok(()));
        assert_eq!(page.text(10_000), Ok(()));
        assert_eq!(page.text(20_000), Err(TooMuch));
        assert_eq!(WrittenOut::default().cell(usize::MAX, true, u32::MAX, u32::MAX), Err(TooMuch));
    }

    #[test]
    fn blanks_at_the_end_of_rows_and_pages_cost_nothing() {
        let mut page = WrittenOut::default();
        for _ in 0..20_000 {
            page.row();
            assert_eq!(page.cell(60, true, 5, 1), Ok(()));
            page.end_cell();
            assert_eq!(page.cell(60, false, 16_379, u32::MAX), Ok(()));
            assert_eq!(page.text(1000), Ok(()));
        }
        let mut between = WrittenOut::default();
        assert!((0..1000).any(|_| between.cell(60, false, 16_379, 1).is_err()));
    }
}
