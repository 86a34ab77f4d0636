//! Cells of a spreadsheet as they are read, whatever file they come from, and how to name their place.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

use crate::base::finding::{Finding, codes};
use crate::base::source::Place;
use crate::base::text::number::Number;
use crate::formats::spreadsheet::number_format::NumberFormat;

/// Rows and columns a page may have.
pub(crate) const MAX_ROWS: u32 = 20_000;
pub(crate) const MAX_COLUMNS: u32 = 256;

/// Cells that all pages together may have.
pub(crate) const MAX_CELLS: u64 = MAX_ROWS as u64 * MAX_COLUMNS as u64;

/// Rows and columns that are merged.
pub(crate) type MergedRange = (RangeInclusive<u32>, RangeInclusive<u32>);

/// One page of a spreadsheet.
#[derive(Debug, Default)]
pub(crate) struct Worksheet {
    /// The file, as the clerk should read its path.
    pub(crate) file: String,
    /// Name of the page; none in CSV.
    pub(crate) name: Option<String>,
    /// What is written, by row and column from 0.
    pub(crate) cells: BTreeMap<(u32, u32), Cell>,
    /// What is merged into one cell.
    pub(crate) merged: Vec<MergedRange>,
    /// Where cells stand in the text of a CSV file.
    pub(crate) places: HashMap<(u32, u32), Place>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Words, or a number kept as words.
    Text(String),
    /// A number.
    Number(FormattedNumber),
    /// A date `2025-12-05`, a time `14:30`, or both with a blank between.
    Date(String),
    /// A formula without a result: `#DIV/0!`.
    Broken(String),
    /// Yes or no.
    Bool(bool),
}

/// A number of a cell, with how it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FormattedNumber {
    /// As the spreadsheet keeps it.
    pub(crate) float: f64,
    pub(crate) format: NumberFormat,
}

/// Where a cell is.
#[derive(Debug, Clone)]
pub(crate) struct Location {
    /// `so-lieu.xlsx, trang tính “2025”, ô C5`.
    pub(crate) shown: String,
    /// In the text of a CSV file.
    pub(crate) place: Option<Place>,
}

impl Location {
    /// `dòng 17`.
    pub(crate) fn line(&self) -> String {
        match &self.place {
            Some(place) => format!("dòng {}", place.line_column().0),
            None => self.shown.rsplit(", ").next().unwrap_or_default().to_owned(),
        }
    }

    /// Marks a finding with where it is.
    pub(crate) fn locate(&self, finding: Finding) -> Finding {
        match &self.place {
            Some(place) => finding.at(place.clone()),
            None => finding.in_file(self.shown.clone()),
        }
    }
}

impl Cell {
    /// What is written, for names and units.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Date(text) | Self::Broken(text) => text.trim().to_owned(),
            Self::Number(counted) => counted.float.to_string().replace('.', ","),
            Self::Bool(truth) => if *truth { "có" } else { "không" }.to_owned(),
        }
    }
}

impl Worksheet {
    pub(crate) fn location(&self, row: u32, column: u32) -> Location {
        Location {
            shown: format!("{}, ô {}{}", self.shown(), letters(column), row + 1),
            place: self.place(row, column),
        }
    }

    pub(crate) fn line(&self, row: u32) -> Location {
        let first = self.cells.range((row, 0)..(row + 1, 0)).next().map_or(0, |(&(_, column), _)| column);
        Location { shown: format!("{}, dòng {}", self.shown(), row + 1), place: self.place(row, first) }
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
pub(crate) fn letters(column: u32) -> String {
    let mut left = column + 1;
    let mut out = Vec::new();
    while left > 0 {
        out.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    out.iter().rev().collect()
}

/// `#DIV/0!`, `#N/A`, `Err:502`: what spreadsheets write for a formula without a result.
pub(crate) fn is_broken(text: &str) -> bool {
    let is_name = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'/' || b == b'_';
    let named =
        |rest: &str| rest.strip_suffix(['!', '?']).is_some_and(|name| !name.is_empty() && name.bytes().all(is_name));
    let sharp = text.strip_prefix('#').is_some_and(|rest| ["N/A", "GETTING_DATA"].contains(&rest) || named(rest));
    let numbered = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    sharp || text.strip_prefix("Err:").is_some_and(numbered)
}

pub(crate) fn too_large(shown: &str) -> Box<Finding> {
    let message =
        format!("bảng tính quá lớn, hơn {} dòng hay {MAX_COLUMNS} cột", Number::whole(MAX_ROWS.into()).format(0));
    let hint = "xóa các dòng, cột thừa, hoặc chia ra nhiều tệp";
    Box::new(Finding::new(codes::SHEET_UNREADABLE, message).in_file(shown).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 2, 25, 26, 51, 52, 702].map(letters), ["A", "C", "Z", "AA", "AZ", "BA", "AAA"]);
    }
}
