//! What calamine does not tell of an ODS page: which numbers are percentages, which cells are merged.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::formats::spreadsheet::grid::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Stretch};

/// Marks of the cells of a workbook; pages count from 0.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Cells shown as a percentage, with the decimals they are shown with if that is told.
    pub(crate) percent: HashMap<(usize, u32, u32), Option<usize>>,
    /// Merged cells of each page.
    pub(crate) merged: HashMap<usize, Vec<Stretch>>,
}

/// Why there are no marks.
pub(crate) enum Stop {
    /// A page has more lines or columns than it may have.
    LargePage,
    /// All pages together have more cells than they may have.
    LargeBook,
    Broken,
}

/// Reads the marks, unless filled cells repeat beyond what pages may have.
pub(crate) fn marks(bytes: &[u8]) -> Result<Marks, Stop> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Stop::Broken)?;
    let mut text = String::new();
    let mut content = archive.by_name("content.xml").map_err(|_| Stop::Broken)?;
    content.read_to_string(&mut text).map_err(|_| Stop::Broken)?;
    let mut scan = Scan::default();
    let mut rest = text.as_str();
    while let Some((tag, after)) = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>')) {
        scan.tag(tag, after)?;
        rest = after;
    }
    Ok(scan.marks)
}

#[derive(Default)]
struct Scan {
    marks: Marks,
    pages: usize,
    row: u32,
    column: u32,
    /// Times the open row repeats.
    repeats: u32,
    /// Lines and columns that the filled cells of the page take.
    filled: (u32, u32),
    /// Cells of the pages before.
    before: u64,
}

impl Scan {
    fn tag(&mut self, tag: &str, after: &str) -> Result<(), Stop> {
        match tag.split([' ', '\n', '\t', '/']).find(|name| !name.is_empty()) {
            Some("table:table") if tag.starts_with("table:table") => {
                self.pages += 1;
                self.before = self.cells();
                self.filled = (0, 0);
                (self.row, self.column, self.repeats) = (0, 0, 0);
            }
            Some("table:table-row") if !tag.starts_with('/') => {
                self.row = self.row.saturating_add(self.repeats);
                self.repeats = number(tag, "table:number-rows-repeated").unwrap_or(1);
                self.column = 0;
            }
            Some("table:table-cell" | "table:covered-table-cell") if !tag.starts_with('/') => {
                self.cell(tag, after)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Cells of the pages so far: a page is kept as a rectangle, its blanks too.
    fn cells(&self) -> u64 {
        self.before + u64::from(self.filled.0) * u64::from(self.filled.1)
    }

    fn cell(&mut self, tag: &str, after: &str) -> Result<(), Stop> {
        let repeats = number(tag, "table:number-columns-repeated").unwrap_or(1);
        let (page, row, column) = (self.pages.saturating_sub(1), self.row, self.column);
        self.column = column.saturating_add(repeats);
        let kind = attribute(tag, "office:value-type");
        if kind.is_some() {
            let last = row.saturating_add(self.repeats);
            if last > MAX_ROWS || self.column > MAX_COLUMNS {
                return Err(Stop::LargePage);
            }
            self.filled = (self.filled.0.max(last), self.filled.1.max(self.column));
            if self.cells() > MAX_CELLS {
                return Err(Stop::LargeBook);
            }
            if kind == Some("percentage") {
                // what the cell shows ends where it or the next one has a tag
                let inside = after.split("table-cell").next().filter(|_| !tag.ends_with('/')).unwrap_or_default();
                let shown = inside.split_once("<text:p>").and_then(|(_, rest)| rest.split('<').next());
                let shown = shown.filter(|shown| shown.ends_with('%')).map(decimals);
                for row in row..last {
                    for column in column..self.column {
                        self.marks.percent.insert((page, row, column), shown);
                    }
                }
            }
        }
        let span = |name| number(tag, name).unwrap_or(1).max(1) - 1;
        let (rows, columns) = (span("table:number-rows-spanned"), span("table:number-columns-spanned"));
        if rows > 0 || columns > 0 {
            let stretch = (row..=row.saturating_add(rows), column..=column.saturating_add(columns));
            self.marks.merged.entry(page).or_default().push(stretch);
        }
        Ok(())
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!("{name}=\""))? + name.len() + 2;
    tag[at..].split('"').next()
}

fn number(tag: &str, name: &str) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

/// Decimals of `93,60%` as it is shown.
fn decimals(shown: &str) -> usize {
    let bare = shown.trim_end_matches(['%', ' ', '\u{a0}']);
    bare.rsplit_once([',', '.']).map_or(0, |(_, part)| part.len())
}
