//! A spreadsheet → bytes: CSV that Vietnamese Excel opens with a click, or XLSX with numbers as numbers.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::number_format::MAX_EXACT_DIGITS;
use crate::base::finding::{Finding, codes};
use crate::base::text::number::Number;

/// Narrowest and widest column, characters.
const WIDTHS: (usize, usize) = (8, 60);

/// One table of cells: of the figures of a period, or of a document.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Name of the page in a workbook.
    pub name: String,
    /// Lines above the table.
    pub above: Vec<String>,
    /// Names of the columns.
    pub head: Vec<String>,
    /// Lines of the table; as many cells as columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, shown with these decimals.
    Number(Number, u32),
    /// A number still to come.
    Missing,
    /// Nothing.
    Blank,
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number, decimals) => number.format(*decimals),
            Self::Missing => "?".to_owned(),
            Self::Blank => String::new(),
        }
    }
}

/// CSV parted by `;`, in UTF-8 with the mark by which Excel knows it, numbers written the Vietnamese way.
///
/// # Errors
/// A defect of ours.
pub(crate) fn csv(sheet: &Sheet) -> Result<Vec<u8>, Finding> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let above = sheet.above.iter().map(|line| vec![line.clone()]);
    let rows = sheet.rows.iter().map(|row| row.iter().map(Cell::text).collect());
    for record in above.chain([sheet.head.clone()]).chain(rows) {
        writer.write_record(&record).map_err(|error| bug(&error))?;
    }
    writer.into_inner().map_err(|error| bug(&error))
}

/// A workbook of one page per sheet. The same sheets give the same bytes.
///
/// # Errors
/// A defect of ours.
pub(crate) fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, Finding> {
    workbook(sheets).map_err(|error| bug(&error))
}

fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // the date of making would make two equal workbooks differ
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(page_name(&sheet.name))?;
        fill(page, sheet)?;
    }
    workbook.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    let mut line = 0;
    for text in &sheet.above {
        page.write_string(line, 0, text)?;
        line += 1;
    }
    for (column, name) in (0..).zip(&sheet.head) {
        page.write_string_with_format(line, column, name, &head)?;
        page.set_column_width(column, width(sheet, usize::from(column)))?;
    }
    page.set_freeze_panes(line + 1, 0)?;
    for (line, row) in (line + 1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(row) {
            write(page, line, column, cell)?;
        }
    }
    Ok(())
}

fn write(page: &mut Worksheet, line: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => {}
        Cell::Number(number, decimals) if is_exact(*number) => {
            let format = Format::new().set_num_format(number_format(*decimals));
            let float: f64 = number.plain().parse().unwrap_or_default();
            page.write_number_with_format(line, column, float, &format)?;
        }
        Cell::Text(_) | Cell::Missing | Cell::Number(..) => {
            page.write_string(line, column, cell.text())?;
        }
    }
    Ok(())
}

/// Whether a spreadsheet, which counts in binary, gives the number back digit by digit; longer ones are written as text.
fn is_exact(number: Number) -> bool {
    let digits: String = number.plain().chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').len() <= MAX_EXACT_DIGITS
}

/// `#,##0.00`: in this code the comma parts thousands, whatever the language of Excel.
fn number_format(decimals: u32) -> String {
    let part = "0".repeat(decimals as usize);
    if part.is_empty() { "#,##0".to_owned() } else { format!("#,##0.{part}") }
}

fn width(sheet: &Sheet, column: usize) -> f64 {
    let cells = sheet.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text().chars().count());
    let head = sheet.head.get(column).map_or(0, |name| name.chars().count());
    let widest = cells.max().unwrap_or(0).max(head) + 2;
    u32::try_from(widest.clamp(WIDTHS.0, WIDTHS.1)).map_or(8.0, f64::from)
}

/// A page's name has at most 31 characters and none of these signs.
fn page_name(name: &str) -> String {
    let kept: String = name.chars().map(|c| if "[]:*?/\\'".contains(c) { '-' } else { c }).take(31).collect();
    if kept.is_empty() { "so-lieu".to_owned() } else { kept }
}

fn bug(error: &dyn std::fmt::Display) -> Finding {
    Finding::new(codes::OUR_BUG, format!("không tạo được bảng tính ({error})"))
        .hint("gửi tệp số liệu và dòng trên cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)")
}
