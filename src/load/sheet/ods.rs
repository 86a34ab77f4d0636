//! What calamine does not tell of an ODS page: which numbers are percentages, which cells are merged.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::ops::RangeInclusive;

use zip::ZipArchive;

use super::grid::{MAX_COLUMNS, MAX_ROWS};

/// Marks of the cells of a workbook; pages count from 0.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Cells shown as a percentage, with the decimals they are shown with.
    pub(super) percent: HashMap<(usize, u32, u32), u32>,
    /// Merged stretches: page, rows, columns.
    pub(super) merged: Vec<(usize, RangeInclusive<u32>, RangeInclusive<u32>)>,
}

/// Reads the marks; `Err(true)` when filled cells repeat beyond what a page may have.
pub(super) fn marks(bytes: &[u8]) -> Result<Marks, bool> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| false)?;
    let mut text = String::new();
    archive.by_name("content.xml").map_err(|_| false)?.read_to_string(&mut text).map_err(|_| false)?;
    let mut scan = Scan::default();
    for (at, _) in text.match_indices('<') {
        let Some(end) = text[at..].find('>') else { break };
        scan.tag(&text[at + 1..at + end], &text[at + end + 1..])?;
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
}

impl Scan {
    fn tag(&mut self, tag: &str, after: &str) -> Result<(), bool> {
        match tag.split([' ', '\n', '\t', '/']).find(|name| !name.is_empty()) {
            Some("table:table") if tag.starts_with("table:table") => {
                self.pages += 1;
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

    fn cell(&mut self, tag: &str, after: &str) -> Result<(), bool> {
        let repeats = number(tag, "table:number-columns-repeated").unwrap_or(1);
        let (page, row, column) = (self.pages.saturating_sub(1), self.row, self.column);
        self.column = column.saturating_add(repeats);
        let kind = attribute(tag, "office:value-type");
        if kind.is_some() {
            let last = row.saturating_add(self.repeats);
            if last > MAX_ROWS || self.column > MAX_COLUMNS {
                return Err(true);
            }
            if kind == Some("percentage") {
                let shown = after.split_once("<text:p>").and_then(|(_, rest)| rest.split('<').next());
                for row in row..last {
                    for column in column..self.column {
                        self.marks.percent.insert((page, row, column), shown.map_or(0, decimals));
                    }
                }
            }
        }
        let span = |name| number(tag, name).unwrap_or(1).max(1) - 1;
        let (rows, columns) = (span("table:number-rows-spanned"), span("table:number-columns-spanned"));
        if rows + columns > 0 {
            self.marks.merged.push((page, row..=row.saturating_add(rows), column..=column.saturating_add(columns)));
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
fn decimals(shown: &str) -> u32 {
    let bare = shown.trim_end_matches(['%', ' ', '\u{a0}']);
    let part = bare.rsplit_once([',', '.']).map_or("", |(_, part)| part);
    u32::try_from(part.len()).unwrap_or_default()
}
