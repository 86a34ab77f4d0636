//! What calamine does not tell of an ODS workbook: how numbers show, which cells are merged, wrong or hidden.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::base::text::nfc;
use crate::base::text::number::Number;
use crate::base::text::word_signs::DASHES;
use crate::formats::spreadsheet::grid::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MergedRange};
use crate::formats::spreadsheet::number_format::shortest_decimal;
use crate::formats::spreadsheet::shown_number::{Doubt, ShownNumber};
use crate::formats::spreadsheet::written_out::{TooMuch, WrittenOut};

/// Formats of the cells of a workbook; pages count from 0.
#[derive(Debug, Default)]
pub(crate) struct CellFormats {
    /// Cells shown as a percentage, with the decimals they are shown with if that is known.
    pub(crate) percent: HashMap<(usize, u32, u32), Option<usize>>,
    /// Merged cells of each page.
    pub(crate) merged: HashMap<usize, Vec<MergedRange>>,
    /// Numbers as they are read on the sheet.
    pub(crate) numbers: HashMap<(usize, u32, u32), String>,
    /// Dates as they are read on the sheet.
    pub(crate) dates: HashMap<(usize, u32, u32), String>,
    /// Formulas without a result, which hold no value: `#DIV/0!`.
    pub(crate) errors: HashMap<(usize, u32, u32), String>,
    /// Pages that are not shown.
    pub(crate) hidden_pages: HashSet<usize>,
    /// Rows and columns of each page that are hidden or filtered away.
    pub(crate) hidden_rows: HashMap<usize, BTreeSet<u32>>,
    pub(crate) hidden_columns: HashMap<usize, BTreeSet<u32>>,
}

/// Why there are no formats.
#[derive(Debug)]
pub(crate) enum ReadError {
    /// A page has more lines or columns than it may have.
    LargePage,
    /// All pages together have more cells than they may have.
    LargeBook,
    Broken,
}

impl From<TooMuch> for ReadError {
    fn from(_: TooMuch) -> Self {
        Self::LargeBook
    }
}

impl From<quick_xml::Error> for ReadError {
    fn from(_: quick_xml::Error) -> Self {
        Self::Broken
    }
}

/// Reads the formats, unless filled cells repeat beyond what pages may have.
pub(crate) fn cell_formats(bytes: &[u8]) -> Result<CellFormats, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Broken)?;
    let mut text = String::new();
    let mut content = archive.by_name("content.xml").map_err(|_| ReadError::Broken)?;
    content.read_to_string(&mut text).map_err(|_| ReadError::Broken)?;
    formats_of(&text)
}

/// Whether the parts are locked with a password, as the list of parts says.
pub(crate) fn is_locked(bytes: &[u8]) -> bool {
    let manifest = || {
        let mut text = Vec::new();
        ZipArchive::new(Cursor::new(bytes)).ok()?.by_name("META-INF/manifest.xml").ok()?.read_to_end(&mut text).ok()?;
        Some(text)
    };
    manifest().is_some_and(|text| memchr::memmem::find(&text, b"encryption-data").is_some())
}

fn formats_of(content: &str) -> Result<CellFormats, ReadError> {
    let mut reader = Reader::from_str(content);
    // as lenient as calamine, which reads the same part for the values; but it waits for ends that never come
    let config = reader.config_mut();
    config.check_comments = false;
    config.expand_empty_elements = true;
    let mut scan = Scan::default();
    loop {
        match reader.read_event()? {
            Event::Start(tag) => scan.start(&tag)?,
            Event::End(tag) => scan.end(tag.name().as_ref()),
            Event::Text(text) => scan.text(&text.into_inner())?,
            Event::GeneralRef(reference) => {
                scan.text(reference.resolve_char_ref()?.map(String::from).unwrap_or_default().as_str())?;
            }
            Event::Eof if scan.elements > 0 => return Err(ReadError::Broken),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(scan.formats)
}

/// Where the reading of a cell's text stands.
#[derive(Debug, Default, PartialEq)]
enum Shown {
    /// The first paragraph is still to come.
    #[default]
    Awaited,
    /// Inside it.
    Open(String),
    /// Behind its first piece.
    Read(String),
}

/// What is looked at of a cell.
#[derive(Clone, Copy, PartialEq)]
enum CellKind {
    Percentage,
    Number,
    Error,
    Date,
}

/// The cells of a number that has been opened.
struct OpenCell {
    kind: CellKind,
    rows: std::ops::Range<u32>,
    columns: std::ops::Range<u32>,
    shown: Shown,
}

#[derive(Default)]
struct Scan {
    formats: CellFormats,
    pages: usize,
    row: u32,
    column: u32,
    /// Times the open row repeats.
    repeats: u32,
    /// Lines and columns that the filled cells of the page take.
    filled: (u32, u32),
    /// Cells of the pages before.
    before: u64,
    open: Option<OpenCell>,
    /// Tables that are open: one inside a cell is no page.
    depth: u32,
    /// The style being defined, and those of pages that are not shown.
    style: String,
    hidden_styles: HashSet<String>,
    /// Columns of the page defined so far.
    defined_columns: u32,
    /// Whether a note on a cell is open, whose paragraphs are not the cell's.
    in_note: bool,
    /// Elements that are open.
    elements: usize,
    written_out: WrittenOut,
}

impl Scan {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        self.elements += 1;
        let is_hidden =
            || attribute(tag, "table:visibility").is_some_and(|state| ["collapse", "filter"].contains(&state.as_str()));
        match tag.name().as_ref() {
            "table:table" => {
                self.depth += 1;
                if self.depth > 1 {
                    return Ok(());
                }
                self.pages += 1;
                self.before = self.cells();
                self.filled = (0, 0);
                (self.row, self.column, self.repeats, self.defined_columns) = (0, 0, 0, 0);
                let style = attribute(tag, "table:style-name");
                if style.is_some_and(|style| self.hidden_styles.contains(&style)) {
                    self.formats.hidden_pages.insert(self.pages - 1);
                }
            }
            "style:style" => self.style = attribute(tag, "style:name").unwrap_or_default(),
            "style:table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            _ if self.depth > 1 => {}
            "table:table-column" => {
                let from = self.defined_columns;
                let repeats = number(tag, "table:number-columns-repeated").unwrap_or(1);
                self.defined_columns = from.saturating_add(repeats);
                if is_hidden() {
                    let columns = from..self.defined_columns.min(MAX_COLUMNS);
                    self.formats.hidden_columns.entry(self.pages.saturating_sub(1)).or_default().extend(columns);
                }
            }
            "table:table-row" => {
                self.row = self.row.saturating_add(self.repeats);
                self.repeats = number(tag, "table:number-rows-repeated").unwrap_or(1);
                self.column = 0;
                self.written_out.row();
                if is_hidden() {
                    let rows = self.row..self.row.saturating_add(self.repeats).min(MAX_ROWS);
                    self.formats.hidden_rows.entry(self.pages.saturating_sub(1)).or_default().extend(rows);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(tag)?,
            "office:annotation" => self.in_note = true,
            "text:s" => {
                self.written_out.text(attribute(tag, "text:c").map_or(1, |count| count.parse().unwrap_or(u64::MAX)))?
            }
            name => {
                let in_note = self.in_note;
                let Some(shown) = self.open.as_mut().map(|open| &mut open.shown).filter(|_| !in_note) else {
                    return Ok(());
                };
                *shown = match std::mem::take(shown) {
                    Shown::Awaited if name == "text:p" => Shown::Open(String::new()),
                    Shown::Open(text) => Shown::Read(text),
                    shown => shown,
                };
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        self.elements = self.elements.saturating_sub(1);
        match name {
            "table:table" => self.depth = self.depth.saturating_sub(1),
            _ if self.depth > 1 => {}
            "table:table-cell" | "table:covered-table-cell" => {
                self.written_out.end_cell();
                self.close_cell();
            }
            "office:annotation" => self.in_note = false,
            _ => {
                if let Some(OpenCell { shown: shown @ Shown::Open(_), .. }) = &mut self.open
                    && let Shown::Open(text) = std::mem::take(shown)
                {
                    *shown = Shown::Read(text);
                }
            }
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        self.written_out.text(text.len() as u64)?;
        if self.depth > 1 {
            return Ok(());
        }
        if let Some(OpenCell { shown: Shown::Open(shown), .. }) = &mut self.open {
            shown.push_str(text);
        }
        Ok(())
    }

    /// Cells of the pages so far: a page is kept as a rectangle, its blanks too.
    fn cells(&self) -> u64 {
        self.before + u64::from(self.filled.0) * u64::from(self.filled.1)
    }

    fn cell(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        self.close_cell();
        let repeats = number(tag, "table:number-columns-repeated").unwrap_or(1);
        let (page, row, column) = (self.pages.saturating_sub(1), self.row, self.column);
        self.column = column.saturating_add(repeats);
        let is_filled = tag.attributes().with_checks(false).flatten().any(|attribute| {
            let name = attribute.key.as_ref();
            name.starts_with("office:") || name == "table:formula"
        });
        if is_filled {
            let kind = attribute(tag, "office:value-type").unwrap_or_default();
            let last = row.saturating_add(self.repeats);
            if last > MAX_ROWS || self.column > MAX_COLUMNS {
                return Err(ReadError::LargePage);
            }
            self.filled = (self.filled.0.max(last), self.filled.1.max(self.column));
            if self.cells() > MAX_CELLS {
                return Err(ReadError::LargeBook);
            }
            let kind = match kind.as_str() {
                _ if attribute(tag, "calcext:value-type").as_deref() == Some("error") => Some(CellKind::Error),
                "percentage" => Some(CellKind::Percentage),
                "float" | "currency" => Some(CellKind::Number),
                "date" => Some(CellKind::Date),
                _ => None,
            };
            let (rows, columns) = (row..last, column..self.column);
            self.open = kind.map(|kind| OpenCell { kind, rows, columns, shown: Shown::Awaited });
        }
        let kept = ["office:string-value", "office:date-value", "office:time-value", "table:formula"];
        let bytes = kept.into_iter().filter_map(|name| attribute(tag, name)).map(|text| text.len()).sum();
        self.written_out.cell(bytes, is_filled, repeats, self.repeats)?;
        let span = |name| number(tag, name).unwrap_or(1).max(1) - 1;
        let (rows, columns) = (span("table:number-rows-spanned"), span("table:number-columns-spanned"));
        if rows > 0 || columns > 0 {
            let range = (row..=row.saturating_add(rows), column..=column.saturating_add(columns));
            self.formats.merged.entry(page).or_default().push(range);
        }
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some(OpenCell { kind, rows, columns, shown }) = self.open.take() else { return };
        let text = match shown {
            Shown::Open(text) | Shown::Read(text) => Some(text),
            Shown::Awaited => None,
        };
        let page = self.pages.saturating_sub(1);
        for at in rows.flat_map(|row| columns.clone().map(move |column| (page, row, column))) {
            if kind == CellKind::Error {
                self.formats.errors.insert(at, text.clone().unwrap_or_else(|| "#ERR!".to_owned()));
                continue;
            }
            if kind == CellKind::Date {
                self.formats.dates.extend(text.clone().map(|text| (at, text)));
                continue;
            }
            if kind == CellKind::Percentage {
                let shown = text.as_deref().filter(|text| text.ends_with('%'));
                self.formats.percent.insert(at, shown.map(decimals));
            }
            self.formats.numbers.extend(text.clone().map(|text| (at, text)));
        }
    }
}

/// A number as its cell shows it, and with how many decimals, when they can be told.
pub(super) fn shown(text: &str, is_percent: bool, float: f64) -> (ShownNumber, Option<u32>) {
    let text = text.trim().to_owned();
    let plain = Number::parse(&shortest_decimal(float.abs()).replace('.', ",")).ok().map(|read| read.number);
    let hundred = if is_percent { Number::whole(100) } else { Number::whole(1) };
    let number = plain.and_then(|plain| plain.times(hundred));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let own = digits(&text);
    let agrees = |decimals: &u32| number.is_some_and(|number| digits(&number.format(*decimals)) == own);
    let decimals = (0..=MAX_DECIMALS).find(agrees);
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    let is_dash = float == 0.0 && !text.is_empty() && text.chars().all(|c| c == '-' || DASHES.contains(&c));
    let doubt = if is_dash {
        None // as sheets of accounts show nothing
    } else if own.is_empty() {
        Some(Doubt::Hidden)
    } else if !letters.is_empty() {
        Some(Doubt::Words(letters))
    } else if decimals.is_none() {
        let trimmed = own.trim_start_matches('0');
        let padded = number.is_some_and(|number| digits(&number.format(0)) == trimmed);
        Some(if padded { Doubt::Code } else { Doubt::Scaled })
    } else if float < 0.0 && !text.contains(['-', '−', '(']) {
        Some(Doubt::WithoutSign)
    } else {
        None
    };
    (ShownNumber { text, doubt }, decimals)
}

/// Whether a cell shows only a part of its date: `12/2025`, `tháng 12 năm 2025`; months by other names are whole dates.
pub(super) fn is_part_of_date(text: &str) -> bool {
    let groups = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).count();
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    (1..3).contains(&groups) && words.all(|word| ["ngày", "tháng", "năm"].contains(&nfc(word).to_lowercase().as_str()))
}

/// Decimals that a spreadsheet shows at most.
const MAX_DECIMALS: u32 = 15;

/// The value of an attribute.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.try_get_attribute(name).ok()?.map(|attribute| attribute.value.into_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

/// Decimals of `93,60%` as it is shown.
fn decimals(shown: &str) -> usize {
    let bare = shown.trim_end_matches(['%', ' ', '\u{a0}']);
    bare.rsplit_once([',', '.']).map_or(0, |(_, part)| part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &str) -> Result<CellFormats, ReadError> {
        formats_of(&format!(
            "<?xml version=\"1.0\"?><office:spreadsheet><table:table table:name=\"a\">{rows}</table:table></office:spreadsheet>"
        ))
    }

    #[test]
    fn percentages_are_found_with_their_decimals() {
        let formats = read(
            "<table:table-row><table:table-cell office:value-type=\"string\"/>\
             <table:table-cell office:value-type=\"percentage\" office:value=\"0.936\"><office:annotation><text:p>1%</text:p></office:annotation>\
             <text:p text:style-name=\"P1\">93,60&#160;%</text:p><text:p>5%</text:p></table:table-cell></table:table-row>\
             <table:table-row table:number-rows-repeated=\"2\">\
             <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"percentage\"><text:p>5%</text:p></table:table-cell>\
             <table:table-cell office:value-type=\"percentage\"/></table:table-row>",
        )
        .unwrap();
        let mut percent: Vec<_> = formats.percent.into_iter().collect();
        percent.sort_unstable();
        let cell = |row, column, decimals| ((0, row, column), decimals);
        assert_eq!(
            percent,
            [
                cell(0, 1, Some(2)),
                cell(1, 0, Some(0)),
                cell(1, 1, Some(0)),
                cell(1, 2, None),
                cell(2, 0, Some(0)),
                cell(2, 1, Some(0)),
                cell(2, 2, None)
            ]
        );
    }

    #[test]
    fn merged_cells_and_limits_are_seen() {
        let formats = read("<table:table-row><table:table-cell table:number-columns-spanned=\"3\"/></table:table-row>");
        assert_eq!(formats.unwrap().merged[&0], [(0..=0, 0..=2)]);
        let repeated = |attribute: &str| {
            read(&format!(
                "<table:table-row><table:table-cell office:value-type=\"float\" {attribute}/></table:table-row>"
            ))
        };
        assert!(repeated("table:number-columns-repeated=\"256\"").is_ok());
        assert!(matches!(repeated("table:number-columns-repeated=\"257\""), Err(ReadError::LargePage)));
        assert!(matches!(read("<table:table-row a=\"&"), Err(ReadError::Broken)));
    }
}
