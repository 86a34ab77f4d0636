//! Widths of the columns of a table: figures and units get the room they need, words share the rest of the line.

use std::fmt::Write;

use super::decimals::{is_figures, most_decimals, padding};
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

/// Column widths as the template takes them: `4.5em` without inset, or a share of what is left.
pub(super) fn widths(table: &Table, landscape: bool) -> String {
    let line = if landscape { LINE_WIDTHS.1 } else { LINE_WIDTHS.0 };
    let columns: Vec<(Kind, f64)> = (0..table.columns.len()).map(|column| measured(table, column)).collect();
    let wordy = columns.iter().any(|(kind, _)| *kind == Kind::Words);
    let plan = PLANS.into_iter().find(|(own, least, _)| {
        let need = columns.iter().map(|(kind, width)| if kind <= own { width + INSET } else { *least });
        wordy && need.sum::<f64>() <= line
    });
    columns.into_iter().fold(String::new(), |mut out, (kind, width)| {
        let share = width.clamp(SHARE_BOUNDS.0, plan.map_or(SHARE_BOUNDS.1, |(_, _, most)| most)) + INSET;
        let own = plan.is_some_and(|(own, ..)| kind <= own);
        let _ = if own { write!(out, "{width:.2}em, ") } else { write!(out, "{share:.2}fr, ") };
        out
    })
}

/// What a column holds, and the room that its longest cell and its header ask for.
fn measured(table: &Table, column: usize) -> (Kind, f64) {
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
    (kind, longest.max(word).max(em(&header, true) / MAX_HEADER_LINES))
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
