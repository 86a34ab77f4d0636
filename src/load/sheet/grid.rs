//! Cells of a spreadsheet as they are read, whatever file they come from, and how to name their place.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

use super::shown::Shown;
use crate::base::source::Place;

/// Rows and columns a page may have.
pub(in crate::load) const MAX_ROWS: u32 = 20_000;
pub(in crate::load) const MAX_COLUMNS: u32 = 256;

/// Cells that all pages together may have.
pub(super) const MAX_CELLS: u64 = MAX_ROWS as u64 * MAX_COLUMNS as u64;

/// Rows and columns that are merged.
pub(super) type Stretch = (RangeInclusive<u32>, RangeInclusive<u32>);

/// One page of a spreadsheet.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The file, as the clerk should read its path.
    pub(super) file: String,
    /// Name of the page; none in CSV.
    pub(super) name: Option<String>,
    /// What is written, by row and column from 0.
    pub(super) cells: BTreeMap<(u32, u32), Cell>,
    /// What is merged into one cell.
    pub(super) merged: Vec<Stretch>,
    /// Where cells stand in the text of a CSV file.
    pub(super) places: HashMap<(u32, u32), Place>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Words, or a number kept as words.
    Text(String),
    /// A number.
    Number(Counted),
    /// A date `2025-12-05`, a time `14:30`, or both with a blank between.
    Date(String),
    /// A formula without a result: `#DIV/0!`.
    Broken(String),
    /// Yes or no.
    Truth(bool),
}

/// A number of a cell, with how it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Counted {
    /// As the spreadsheet keeps it.
    pub(super) float: f64,
    pub(super) shown: Shown,
}

/// Where a cell is.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    /// `so-lieu.xlsx, trang tính “2025”, ô C5`.
    pub(crate) shown: String,
    /// In the text of a CSV file.
    pub(crate) place: Option<Place>,
}

impl Cell {
    /// What is written, for names and units.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Date(text) | Self::Broken(text) => text.trim().to_owned(),
            Self::Number(counted) => counted.float.to_string().replace('.', ","),
            Self::Truth(truth) => if *truth { "có" } else { "không" }.to_owned(),
        }
    }
}

impl Page {
    pub(super) fn spot(&self, row: u32, column: u32) -> Spot {
        Spot { shown: format!("{}, ô {}{}", self.shown(), letters(column), row + 1), place: self.place(row, column) }
    }

    pub(super) fn line(&self, row: u32) -> Spot {
        let first = self.cells.range((row, 0)..(row + 1, 0)).next().map_or(0, |(&(_, column), _)| column);
        Spot { shown: format!("{}, dòng {}", self.shown(), row + 1), place: self.place(row, first) }
    }

    fn shown(&self) -> String {
        match &self.name {
            Some(name) => format!("{}, trang tính “{name}”", self.file),
            None => self.file.clone(),
        }
    }

    fn place(&self, row: u32, column: u32) -> Option<Place> {
        self.places.get(&(row, column)).cloned()
    }
}

/// `A`, `B`, … `Z`, `AA`.
pub(super) fn letters(column: u32) -> String {
    let mut left = column + 1;
    let mut out = Vec::new();
    while left > 0 {
        out.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 2, 25, 26, 51, 52, 702].map(letters), ["A", "C", "Z", "AA", "AZ", "BA", "AAA"]);
    }
}
