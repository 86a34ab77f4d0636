//! XLSX and ODS workbooks → their cells, read within limits.

use std::collections::HashSet;
use std::io::{Cursor, Read};
use std::ops::RangeInclusive;

use calamine::{Data, Ods, OdsError, Reader, Xlsx, XlsxError, open_workbook_from_rs};
use zip::ZipArchive;

use crate::base::finding::{Finding, codes};
use crate::formats::spreadsheet::demands::{self, Refusal};
use crate::formats::spreadsheet::grid::{
    Cell, FormattedNumber, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Worksheet, is_broken, too_large, too_many_cells,
    too_much,
};
use crate::formats::spreadsheet::hidden::{self, HiddenParts};
use crate::formats::spreadsheet::number_format::{NumberFormat, code_of, shortest_decimal};
use crate::formats::spreadsheet::ods;
use crate::formats::spreadsheet::shown_number::ShownNumber;

/// Bytes a workbook may unpack to, and all its pages: several may be one part.
const MAX_UNPACKED: u64 = 48 << 20;

/// Parts a workbook may be packed of.
const MAX_PARTS: usize = 2000;

type Pages = Result<Vec<Worksheet>, Box<Finding>>;

pub(crate) fn xlsx(shown: &str, bytes: &[u8]) -> Pages {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Box::new(match open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)) {
            Err(XlsxError::Password) => locked(shown),
            _ => old(shown),
        }));
    }
    let largest = unpack(shown, bytes)?;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Box::new(locked(shown)),
        _ => broken(shown),
    })?;
    let mut hidden = hidden::of_xlsx(bytes, largest, MAX_UNPACKED).map_err(|_| too_much(shown))?;
    let (mut pages, mut left) = (Vec::new(), Left { cells: MAX_CELLS, text: MAX_TEXT });
    for name in book.sheet_names() {
        let HiddenParts { page: is_hidden, rows: hidden_rows, columns: hidden_columns } =
            hidden.remove(&name).unwrap_or_default();
        let (file, own) = (shown.to_owned(), Some(name.clone()));
        let mut page = Worksheet { file, name: own, is_hidden, hidden_rows, hidden_columns, ..Worksheet::default() };
        read_xlsx(&mut book, &name, &mut page, &mut left).map_err(|error| match error {
            ReadError::TooLarge => too_large(shown),
            ReadError::TooMuch => too_many_cells(shown),
            ReadError::Broken => broken(shown),
        })?;
        pages.push(page);
    }
    Ok(pages)
}

/// Why a page cannot be read.
enum ReadError {
    TooLarge,
    TooMuch,
    Broken,
}

/// What the pages still to come may hold: a text that is kept once may stand in every cell.
struct Left {
    cells: u64,
    text: u64,
}

impl Left {
    fn take(&mut self, text: usize) -> Result<(), ReadError> {
        self.cells = self.cells.checked_sub(1).ok_or(ReadError::TooMuch)?;
        self.text = self.text.checked_sub(text as u64).ok_or(ReadError::TooMuch)?;
        Ok(())
    }
}

impl From<XlsxError> for ReadError {
    fn from(_: XlsxError) -> Self {
        Self::Broken
    }
}

/// Reads a page; `left` is what all pages still may have.
fn read_xlsx(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    page: &mut Worksheet,
    left: &mut Left,
) -> Result<(), ReadError> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // a page that is a chart has no cells
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    // formulas that give nothing to see
    let mut blank = HashSet::new();
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let style = cells.styles().get(style);
        let number = |float| ShownNumber::of(code_of(style), float);
        let data = Data::from(cell.get_value().clone());
        if let Data::String(text) = &data
            && text.trim().is_empty()
        {
            blank.insert((row, column));
        }
        if let Some(content) = content(&data, &NumberFormat::of(style), &number) {
            if row >= MAX_ROWS || column >= MAX_COLUMNS {
                return Err(ReadError::TooLarge);
            }
            left.take(if let Cell::Text(text) = &content { text.len() } else { 0 })?;
            page.cells.insert((row, column), content);
        }
    }
    drop(cells);
    // a formula that was never worked out has no value at all
    let mut formulas = book.worksheet_cells_reader(name)?;
    while let Some(cell) = formulas.next_formula()? {
        let (row, column) = cell.get_position();
        let is_open = !cell.get_value().is_empty() && !blank.contains(&(row, column));
        if is_open && row < MAX_ROWS && column < MAX_COLUMNS {
            left.take(cell.get_value().len())?;
            page.cells.entry((row, column)).or_insert_with(|| Cell::Broken(format!("={}", cell.get_value())));
        }
    }
    drop(formulas);
    for merged in book.merge_cells_by_sheet_name(name)? {
        let range = |from: u32, to: u32| -> RangeInclusive<u32> { from..=to };
        page.merged.push((range(merged.start.0, merged.end.0), range(merged.start.1, merged.end.1)));
    }
    Ok(())
}

/// What a cell holds, if anything.
fn content(data: &Data, shown: &NumberFormat, number: &dyn Fn(f64) -> ShownNumber) -> Option<Cell> {
    let counted = |float: f64| FormattedNumber { float, format: *shown, shown: number(float) };
    Some(match data {
        Data::Empty => return None,
        Data::String(text) if text.trim().is_empty() => return None,
        Data::String(text) if is_broken(text.trim()) => Cell::Broken(text.trim().to_owned()),
        Data::String(text) => Cell::Text(crate::base::text::nfc(text.trim())),
        // whole numbers of a spreadsheet are floats like all its numbers
        Data::Int(whole) => Cell::Number(counted(whole.to_string().parse().unwrap_or(f64::NAN))),
        Data::Float(float) => Cell::Number(counted(*float)),
        Data::Bool(truth) => Cell::Bool(*truth),
        Data::DateTime(date) => Cell::Date(shown.time(date)),
        Data::DateTimeIso(text) => Cell::Date(shown.iso_time(text)),
        Data::DurationIso(text) => Cell::Date(shown.iso_duration(text)),
        Data::Error(error) => Cell::Broken(error.to_string()),
    })
}

pub(crate) fn ods(shown: &str, bytes: &[u8]) -> Pages {
    unpack(shown, bytes)?;
    let mut formats = ods::cell_formats(bytes).map_err(|error| match error {
        ods::ReadError::LargePage => too_large(shown),
        ods::ReadError::LargeBook => too_many_cells(shown),
        // calamine would wait for ends that never come
        ods::ReadError::Broken if ods::is_locked(bytes) => Box::new(locked(shown)),
        ods::ReadError::Broken => broken(shown),
    })?;
    let mut book = open_workbook_from_rs::<Ods<_>, _>(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => Box::new(locked(shown)),
        _ => broken(shown),
    })?;
    let mut pages = Vec::new();
    for (index, name) in book.sheet_names().into_iter().enumerate() {
        let mut page = Worksheet { file: shown.to_owned(), name: Some(name.clone()), ..Worksheet::default() };
        let range = book.worksheet_range(&name).map_err(|_| broken(shown))?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let at = (u32::try_from(row), u32::try_from(column));
            let (Ok(row), Ok(column)) = at else { return Err(too_large(shown)) };
            let (row, column) = (row + first_row, column + first_column);
            let at = (index, row, column);
            if let Some(error) = formats.errors.get(&at) {
                page.cells.insert((row, column), Cell::Broken(error.clone()));
                continue;
            }
            if let Some(text) = formats.dates.get(&at).filter(|text| ods::is_part_of_date(text)) {
                page.cells.insert((row, column), Cell::Date(text.trim().to_owned()));
                continue;
            }
            let style = formats.percent.get(&at);
            let style = style.map_or(NumberFormat::default(), |decimals| NumberFormat::percentage(*decimals));
            let held = match data {
                Data::Float(float) => Some(*float),
                _ => None,
            };
            let text = formats.numbers.get(&at).zip(held);
            let seen = text.map(|(text, float)| ods::shown(text, style.percent, float));
            let style = match seen {
                Some((_, Some(decimals))) => {
                    NumberFormat { decimals: Some(decimals), max_decimals: Some(decimals), ..style }
                }
                _ => style,
            };
            let number = |float| seen.as_ref().map_or_else(|| as_held(&style, float), |(shown, _)| shown.clone());
            if let Some(content) = content(data, &style, &number) {
                if row >= MAX_ROWS || column >= MAX_COLUMNS {
                    return Err(too_large(shown));
                }
                page.cells.insert((row, column), content);
            }
        }
        page.merged = formats.merged.remove(&index).unwrap_or_default();
        page.is_hidden = formats.hidden_pages.contains(&index);
        page.hidden_rows = formats.hidden_rows.remove(&index).unwrap_or_default();
        page.hidden_columns = formats.hidden_columns.remove(&index).unwrap_or_default();
        pages.push(page);
    }
    Ok(pages)
}

/// A number whose cell does not say how it shows.
fn as_held(format: &NumberFormat, float: f64) -> ShownNumber {
    ShownNumber { text: format.number(&shortest_decimal(float)), doubt: None }
}

/// Sees that the packed parts are whole and not too large, and says how large the largest is; what they claim to be is
/// not relied on.
fn unpack(shown: &str, file: &[u8]) -> Result<u64, Box<Finding>> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| broken(shown))?;
    if archive.len() > MAX_PARTS {
        return Err(too_much(shown));
    }
    let (mut left, mut largest, mut bytes) = (MAX_UNPACKED, 0, Vec::new());
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| broken(shown))?;
        bytes.clear();
        part.take(left + 1).read_to_end(&mut bytes).map_err(|_| broken(shown))?;
        left = left.checked_sub(bytes.len() as u64).ok_or_else(|| too_much(shown))?;
        largest = largest.max(bytes.len() as u64);
        demands::check(&bytes).map_err(|refusal| match refusal {
            Refusal::TooMuch => too_much(shown),
            Refusal::Broken => broken(shown),
        })?;
    }
    Ok(largest)
}

pub(super) fn broken(shown: &str) -> Box<Finding> {
    let finding = Finding::new(codes::SHEET_UNREADABLE, "tệp không phải là bảng tính, hoặc đã hỏng");
    Box::new(finding.in_file(shown).hint("mở tệp bằng Excel hoặc LibreOffice rồi lưu lại"))
}

fn locked(shown: &str) -> Finding {
    let finding = Finding::new(codes::SHEET_UNREADABLE, "bảng tính đặt mật khẩu mở tệp");
    finding.in_file(shown).hint("mở tệp bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại")
}

fn old(shown: &str) -> Finding {
    let finding = Finding::new(codes::SHEET_UNREADABLE, "tệp là bảng tính dạng cũ `.xls`");
    finding.in_file(shown).hint("mở tệp bằng Excel rồi lưu lại thành `.xlsx`")
}
