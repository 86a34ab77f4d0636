//! Widths of the columns of a table: figures and units get the room they need, words share the rest of the line.

use super::decimals::{is_figures, most_decimals, padding};
use super::literal::{MAX_WORD, unbreakable};
use crate::domain::document::body::{Inline, Table, plain};

/// Room of a line in the size of tables, em: an upright page and one on its side, with the widest margins.
const LINE_WIDTHS: (f64, f64) = (37.0, 57.0);

/// Left and right inset of a cell, em.
const INSET: f64 = 0.75;

/// Words up to this many letters are a unit; they stay on one line where there is room.
const MAX_UNIT: usize = 12;

/// Which columns get their own room, and the least and largest share, em, of the others; the first that fits.
const PLANS: [(Kind, f64, f64); 2] = [(Kind::Short, 6.0, 24.0), (Kind::Figures, 3.5, 8.0)];

/// Words up to this many letters are the number of a row: `VIII`.
const MAX_ROW_NUMBER: usize = 5;

/// Bounds of a column's share when all columns share the line, em.
const SHARE_BOUNDS: (f64, f64) = (1.5, 24.0);

/// Lines a header may wrap into.
const MAX_HEADER_LINES: f64 = 3.0;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Kind {
    /// Numbers, or nothing but marks.
    Figures,
    /// Units and other short words.
    Short,
    /// Words that may wrap.
    Words,
}

/// Sizes of the words of a table, pt: the usual one, and down to which a crowded table may go.
const SIZES: [f64; 4] = [12.0, 11.0, 10.0, 9.0];

/// Room that words take beyond what is reckoned here, as shapes of letters differ.
const SLACK: f64 = 1.05;

/// Lines that a row of a table may have to be moved to the next page whole.
const MAX_ROW_LINES: f64 = 30.0;

/// How the columns of a table share the line.
pub(super) struct Columns {
    /// As the template takes them: `4.5em` without inset, or a share of what is left.
    pub(super) widths: String,
    /// Size of the words, pt, when smaller than usual.
    pub(super) size: Option<f64>,
    /// Rows that are too high to stay on one page, by their place.
    pub(super) tall: Vec<bool>,
}

/// The columns of a table: in the usual size when every word has room in its cell, else as small as it takes.
pub(super) fn columns(table: &Table, landscape: bool) -> Columns {
    let line = if landscape { LINE_WIDTHS.1 } else { LINE_WIDTHS.0 };
    let measured: Vec<Measured> = (0..table.columns.len()).map(|column| measured(table, column)).collect();
    let planned = planned(&measured, line);
    let fits = |(width, own): (&Width, &Measured)| width.room(&planned, line) >= own.least - INSET / 2.0;
    if planned.iter().zip(&measured).all(fits) {
        let rooms: Vec<f64> = planned.iter().map(|width| width.room(&planned, line)).collect();
        let widths = planned.iter().map(Width::written).collect();
        return Columns { widths, size: None, tall: tall(table, &rooms) };
    }
    let line_at = |size: f64| line * SIZES[0] / size;
    let need: f64 = measured.iter().map(|own| own.least * SLACK + INSET).sum();
    let size = SIZES.into_iter().find(|size| need <= line_at(*size)).unwrap_or(SIZES[SIZES.len() - 1]);
    let rooms = crowded(&measured, line_at(size));
    let widths = rooms.iter().map(|room| format!("{room:.2}em, ")).collect();
    Columns { widths, size: Some(size).filter(|size| *size < SIZES[0]), tall: tall(table, &rooms) }
}

/// The width of a column.
enum Width {
    /// Its own, em, without inset.
    Own(f64),
    /// A share of what the others leave.
    Share(f64),
}

impl Width {
    fn written(&self) -> String {
        match self {
            Self::Own(width) => format!("{width:.2}em, "),
            Self::Share(share) => format!("{share:.2}fr, "),
        }
    }

    /// The room for words that it comes to among all columns of a line, em.
    fn room(&self, all: &[Self], line: f64) -> f64 {
        let own: f64 = all.iter().map(|width| if let Self::Own(width) = width { width + INSET } else { 0.0 }).sum();
        let shares: f64 = all.iter().map(|width| if let Self::Share(share) = width { *share } else { 0.0 }).sum();
        match self {
            Self::Own(width) => *width,
            Self::Share(share) => (line - own).max(0.0) * share / shares - INSET,
        }
    }
}

/// The widths when there is room: figures and units get their own, words share the rest.
fn planned(columns: &[Measured], line: f64) -> Vec<Width> {
    let wordy = columns.iter().any(|own| own.kind == Kind::Words);
    let plan = PLANS.into_iter().find(|(own, least, _)| {
        let need = columns.iter().map(|column| if column.kind <= *own { column.width + INSET } else { *least });
        wordy && need.sum::<f64>() <= line
    });
    let width = |column: &Measured| {
        let most = plan.map_or(SHARE_BOUNDS.1, |(_, _, most)| most);
        match plan {
            Some((own, ..)) if column.kind <= own => Width::Own(column.width),
            _ => Width::Share(column.width.clamp(SHARE_BOUNDS.0, most) + INSET),
        }
    };
    columns.iter().map(width).collect()
}

/// The rooms of a crowded line: each column what its longest word needs, and of the rest as much as it asks for.
fn crowded(columns: &[Measured], line: f64) -> Vec<f64> {
    let least: f64 = columns.iter().map(|own| own.least * SLACK + INSET).sum();
    let wish = |own: &Measured| (own.width.min(SHARE_BOUNDS.1) - own.least * SLACK).max(0.0);
    let wishes: f64 = columns.iter().map(wish).sum();
    let spare = (line - least).max(0.0);
    let part = if wishes > 0.0 { (spare / wishes).min(1.0) } else { 0.0 };
    columns.iter().map(|own| own.least * SLACK + wish(own) * part).collect()
}

/// Which rows are too high to stay whole, with these rooms for the words of their cells.
fn tall(table: &Table, rooms: &[f64]) -> Vec<bool> {
    let lines = |(cell, room): (&Vec<Inline>, &f64)| em(&plain(cell), false) / room.max(1.0);
    let row = |row: &Vec<Vec<Inline>>| row.iter().zip(rooms).map(lines).fold(0.0, f64::max) > MAX_ROW_LINES;
    table.rows.iter().map(row).collect()
}

/// What a column asks for.
struct Measured {
    kind: Kind,
    /// Room for its longest cell and its header, em.
    width: f64,
    /// Room for its longest word, em.
    least: f64,
}

/// The longest stretch of words that does not break, em.
fn longest_word(words: &str, bold: bool) -> f64 {
    let whole = unbreakable(words).into_iter().map(|range| em(&words[range], bold));
    let word = |word: &str| match word.chars().count() {
        letters if letters > MAX_WORD => 0.0,
        _ => em(word, bold),
    };
    words.split_whitespace().map(word).chain(whole).fold(0.0, f64::max)
}

/// What a column holds, and the room that its longest cell and its header ask for.
fn measured(table: &Table, column: usize) -> Measured {
    let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell: &Vec<Inline>| plain(cell));
    let cells: Vec<String> = cells.collect();
    let kinds = cells.iter().filter(|words| !is_figures(words)).map(|words| match words.chars().count() {
        letters if letters > MAX_UNIT => Kind::Words,
        letters if letters > MAX_ROW_NUMBER => Kind::Short,
        _ => Kind::Figures,
    });
    let kind = kinds.fold(Kind::Figures, |kind, other| if other > kind { other } else { kind });
    let decimals = most_decimals(table, column);
    let cell = |words: &String| em(words, false) + em(&padding(decimals, words), false);
    let longest = cells.iter().map(cell).fold(0.0, f64::max);
    let header = table.header.get(column).map(|cell| plain(cell)).unwrap_or_default();
    let word = header.split_whitespace().map(|word| em(word, true)).fold(0.0, f64::max);
    let least = cells.iter().map(|words| match kind {
        // figures never wrap
        Kind::Figures => cell(words),
        Kind::Short | Kind::Words => longest_word(words, false),
    });
    let least = least.fold(longest_word(&header, true), f64::max);
    Measured { kind, width: longest.max(word).max(em(&header, true) / MAX_HEADER_LINES), least }
}

/// About how wide words are; digits and marks exactly, as figures must not touch the lines of their cell.
fn em(words: &str, bold: bool) -> f64 {
    words
        .chars()
        .map(|c| match c {
            '0'..='9' => 0.5,
            '.' | ',' | ' ' => 0.25,
            '-' => 0.34,
            'I' => 0.4,
            c if c.is_uppercase() => 0.75,
            'm' | 'w' | '%' => 0.85,
            _ if bold => 0.58,
            _ => 0.52,
        })
        .sum()
}
