//! Tables of an imported text whose headings are those of figures: what each column and row says.

use std::ops::Range;

use crate::base::text::fold::bare_words;
use crate::base::text::number::{Number, Written};
use crate::domain::figures::Measure;
use crate::load::figures::spreadsheet::{Heading, heading};

/// A table of figures.
pub(super) struct FigureTable {
    pub(super) caption: Option<String>,
    /// Columns that hold values.
    values: Vec<(usize, Measure)>,
    pub(super) rows: Vec<FigureRow>,
}

/// A row with a name.
pub(super) struct FigureRow {
    /// Its line in the text.
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) unit: Option<String>,
}

/// Where tables stand among the lines of a text.
pub(super) fn ranges(lines: &[String]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.starts_with('|')) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

impl FigureTable {
    /// A table whose headings name an indicator and values, each once.
    pub(super) fn of(lines: &[String], range: Range<usize>) -> Option<Self> {
        let rule = range.clone().find(|at| lines[*at].starts_with("|:---") || lines[*at].starts_with("|---"))?;
        let headings = headings(&lines[range.start..rule]);
        let (mut name, mut unit, mut values) = (None, None, Vec::new());
        for (column, words) in headings.iter().enumerate() {
            match heading(words) {
                Some(Heading::Name) if name.is_none() => name = Some(column),
                None if name.is_none() && bare_words(words) == "noi dung" => name = Some(column),
                Some(Heading::Unit) if unit.is_none() => unit = Some(column),
                // two columns of one measure: nobody can tell whose number it is
                Some(Heading::Value(measure)) if values.iter().any(|(_, known)| *known == measure) => return None,
                Some(Heading::Value(measure)) => values.push((column, measure)),
                _ => {}
            }
        }
        let name = name.filter(|_| !values.is_empty())?;
        let (caption, common) = above(lines, range.start);
        let rows = (rule + 1..range.end).filter_map(|line| {
            let cells = cells(&lines[line]);
            let words = plain(cells.get(name)?);
            let own = unit.and_then(|unit| cells.get(unit)).map(|unit| plain(unit)).filter(|unit| !unit.is_empty());
            let is_name = words.chars().any(char::is_alphabetic);
            is_name.then(|| FigureRow { line, name: words, unit: own.or_else(|| common.clone()) })
        });
        Some(Self { caption, values, rows: rows.collect() })
    }
}

impl FigureRow {
    /// Its numbers, written as the program prints them: any other stays what it is.
    pub(super) fn values(&self, table: &FigureTable, line: &str) -> Vec<(usize, Measure, Written)> {
        let cells = cells(line);
        let value = |(column, measure): &(usize, Measure)| {
            let text = plain(cells.get(*column)?);
            let written = Number::parse(&text).ok().filter(|written| !written.percent)?;
            (written.number.format(written.decimals) == text).then_some((*column, *measure, written))
        };
        table.values.iter().filter_map(value).collect()
    }
}

/// A line with a number of a cell written as something else.
pub(super) fn with_cell(line: &str, column: usize, number: &str, written: &str) -> String {
    let mut cells: Vec<String> = cells(line).iter().map(|cell| (*cell).to_owned()).collect();
    if let Some(cell) = cells.get_mut(column) {
        *cell = cell.replacen(number, written, 1);
    }
    format!("| {} |", cells.join(" | "))
}

/// The caption over a table, and the unit of all its numbers.
fn above(lines: &[String], table: usize) -> (Option<String>, Option<String>) {
    let before: Vec<&String> = lines[..table].iter().rev().filter(|line| !line.is_empty()).take(2).collect();
    let caption = before.iter().find_map(|line| line.strip_prefix("Bảng: ")).map(plain);
    let unit = before.iter().find_map(|line| {
        let words = plain(line);
        let words = words.trim_matches(['(', ')']).to_owned();
        let (label, unit) = words.split_once(':')?;
        ["don vi", "don vi tinh", "dvt"].contains(&bare_words(label).as_str()).then(|| unit.trim().to_owned())
    });
    (caption, unit.filter(|unit| !unit.is_empty()))
}

/// What stands over each column: the lowest heading that is its own.
fn headings(lines: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines {
        for (column, cell) in cells(line).into_iter().enumerate() {
            if found.len() <= column {
                found.push(String::new());
            }
            if !matches!(cell, "^" | "<" | "") {
                found[column] = plain(cell).replace("<br>", " ");
            }
        }
    }
    found
}

/// Cells of a line, as they are written.
fn cells(line: &str) -> Vec<&str> {
    let inner = line.trim().trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut found = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, sign) in inner.char_indices() {
        if sign == '|' && !escaped {
            found.push(inner[start..at].trim());
            start = at + 1;
        }
        escaped = sign == '\\' && !escaped;
    }
    found.push(inner[start..].trim());
    found
}

/// Words without the signs of Markdown.
fn plain(text: &str) -> String {
    text.replace(['*', '\\'], "").trim().to_owned()
}
