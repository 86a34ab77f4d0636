//! Cells of a spreadsheet as they are read, whatever file they come from, and how to name their place.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Place;
use crate::base::text::number::Number;
use crate::formats::spreadsheet::number_format::NumberFormat;
use crate::formats::spreadsheet::shown_number::ShownNumber;

/// Rows and columns a page may have.
pub(crate) const MAX_ROWS: u32 = 20_000;
pub(crate) const MAX_COLUMNS: u32 = 256;

/// Cells that all pages together may have, in ODS the blank ones between them too.
pub(crate) const MAX_CELLS: u64 = 1_000_000;

/// Bytes of text in all cells, each text as often as it stands there.
pub(crate) const MAX_TEXT: u64 = 64 << 20;

/// Hidden rows that are named; the rest are counted.
const MAX_NAMED: usize = 10;

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
    /// Whether commas part the cells of a CSV file, so that a comma is no decimal mark there.
    pub(crate) is_comma_separated: bool,
    /// Whether the page is not shown.
    pub(crate) is_hidden: bool,
    /// Rows that are not shown: hidden, or filtered away.
    pub(crate) hidden_rows: BTreeSet<u32>,
    /// Columns that are not shown.
    pub(crate) hidden_columns: BTreeSet<u32>,
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
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FormattedNumber {
    /// As the spreadsheet keeps it.
    pub(crate) float: f64,
    pub(crate) format: NumberFormat,
    /// As it is read on the sheet.
    pub(crate) shown: ShownNumber,
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
            Self::Number(counted) => counted.shown.text.clone(),
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

    /// Leaves out the rows that are not shown, and tells which of them, and which columns, hold something.
    pub(crate) fn leave_out_hidden(&mut self, findings: &mut Findings) {
        let filled: BTreeSet<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        let rows: Vec<u32> = self.hidden_rows.intersection(&filled).copied().collect();
        if !rows.is_empty() {
            let named: Vec<String> = rows.iter().take(MAX_NAMED).map(|row| (row + 1).to_string()).collect();
            let more = if rows.len() > MAX_NAMED { ", …" } else { "" };
            let message = format!("bỏ qua {} dòng bị ẩn hoặc bị lọc: {}{more}", rows.len(), named.join(", "));
            let finding = Finding::new(codes::SHEET_HIDDEN, message).in_file(self.shown());
            findings
                .push(finding.hint("cần lấy các dòng ấy thì bỏ ẩn (Unhide) hoặc bỏ lọc (Clear Filter) rồi lưu lại"));
        }
        let hidden = std::mem::take(&mut self.hidden_rows);
        self.cells.retain(|(row, _), _| !hidden.contains(row));
        let filled: BTreeSet<u32> = self.cells.keys().map(|(_, column)| *column).collect();
        let columns: Vec<String> = self.hidden_columns.intersection(&filled).map(|column| letters(*column)).collect();
        if !columns.is_empty() {
            let message = format!("lấy cả cột bị ẩn: {}", columns.join(", "));
            let finding = Finding::new(codes::SHEET_HIDDEN, message).in_file(self.shown());
            findings.push(finding.hint("không cần lấy thì xóa cột; cần lấy thì bỏ ẩn (Unhide) để thấy đúng dữ liệu"));
        }
    }

    /// What to say of a page that is not shown and is left out.
    pub(crate) fn left_out(&self) -> Finding {
        Finding::new(codes::SHEET_HIDDEN, "bỏ qua trang tính bị ẩn")
            .in_file(self.shown())
            .hint("cần lấy trang tính này thì bỏ ẩn (Unhide) rồi lưu lại; không cần thì xóa")
    }

    /// What to say of a page like the one before it that alone is taken.
    pub(crate) fn not_first(&self) -> Finding {
        Finding::new(codes::SHEET_HIDDEN, "bỏ qua trang tính cũng có các cột của danh sách, chỉ lấy trang đầu")
            .in_file(self.shown())
            .hint("cần lấy trang này thì chuyển các dòng sang trang tính đầu; không cần thì ẩn hoặc xóa trang")
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

pub(crate) fn too_many_cells(shown: &str) -> Box<Finding> {
    let cells = Number::whole(MAX_CELLS.try_into().unwrap_or(i64::MAX)).format(0);
    let message = format!("bảng tính quá lớn, các trang tính cộng lại hơn {cells} ô hay {} MB chữ", MAX_TEXT >> 20);
    let hint = "xóa các trang tính, dòng, cột thừa, hoặc chia ra nhiều tệp";
    Box::new(Finding::new(codes::SHEET_UNREADABLE, message).in_file(shown).hint(hint))
}

pub(crate) fn too_much(shown: &str) -> Box<Finding> {
    let message = "bảng tính quá lớn khi giải nén";
    let hint = "xóa hình, trang tính và dòng thừa rồi lưu lại, hoặc chia ra nhiều tệp";
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
