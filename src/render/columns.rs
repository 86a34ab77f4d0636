//! Widths of the columns of a table: figures and units get the room they need, words share the rest of the line.

use super::decimals::{is_figures, most_decimals, own_cells, padding};
use super::literal::{MAX_WORD, unbreakable};
use super::tall_cells::tall_cells;
use crate::domain::document::body::{Inline, Table, plain};
use crate::domain::document::spans::extent;

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

/// How the columns of a table share the line.
pub(super) struct Columns {
    /// As the template takes them: `4.5em` without inset, or a share of what is left.
    pub(super) widths: String,
    /// Size of the words, pt, when smaller than usual.
    pub(super) size: Option<f64>,
    /// Cells below the heading that are too high to stay on one page, row by row.
    pub(super) tall: Vec<Vec<bool>>,
}

/// The columns of a table: in the usual size when every word has room in its cell, else as small as it takes. `closing` is
/// the column of which a figure closes the text.
pub(super) fn columns(table: &Table, landscape: bool, closing: Option<(usize, &str)>) -> Columns {
    let line = if landscape { LINE_WIDTHS.1 } else { LINE_WIDTHS.0 };
    let mut measured: Vec<Measured> = (0..table.columns.len()).map(|column| measured(table, column)).collect();
    make_room(table, &mut measured);
    if let Some((column, sign)) = closing.and_then(|(column, sign)| Some((measured.get_mut(column)?, sign))) {
        // words break before their last one; a figure does not
        if column.kind != Kind::Words {
            column.width += em(sign, false);
        }
        column.least += em(sign, false);
    }
    if !table.widths.is_empty() {
        return as_asked(table, &measured, line);
    }
    let planned = planned(&measured, line);
    let fits = |(width, own): (&Width, &Measured)| width.room(&planned, line) >= own.least - INSET / 2.0;
    if planned.iter().zip(&measured).all(fits) {
        let rooms: Vec<f64> = planned.iter().map(|width| width.room(&planned, line)).collect();
        let widths = planned.iter().map(Width::written).collect();
        return Columns { widths, size: None, tall: tall_cells(table, &rooms, INSET, |words| em(words, false)) };
    }
    let line_at = |size: f64| line * SIZES[0] / size;
    let need: f64 = measured.iter().map(|own| own.least * SLACK + INSET).sum();
    let size = SIZES.into_iter().find(|size| need <= line_at(*size)).unwrap_or(SIZES[SIZES.len() - 1]);
    let rooms = crowded(&measured, line_at(size));
    let widths = rooms.iter().map(|room| format!("{room:.2}em, ")).collect();
    Columns {
        widths,
        size: Some(size).filter(|size| *size < SIZES[0]),
        tall: tall_cells(table, &rooms, INSET, |words| em(words, false)),
    }
}

/// The columns as wide as the clerk asks, in the largest size in which every word has room.
fn as_asked(table: &Table, measured: &[Measured], line: f64) -> Columns {
    let all: f64 = table.widths.iter().map(|width| f64::from(*width)).sum();
    let rooms = |size: f64| -> Vec<f64> {
        let line = line * SIZES[0] / size;
        table.widths.iter().map(|width| (line * f64::from(*width) / all - INSET).max(0.0)).collect()
    };
    let fits = |size: f64| rooms(size).iter().zip(measured).all(|(room, own)| own.least <= room + INSET / 2.0);
    let size = SIZES.into_iter().find(|size| fits(*size)).unwrap_or(SIZES[SIZES.len() - 1]);
    Columns {
        widths: table.widths.iter().map(|width| format!("{width}fr, ")).collect(),
        size: Some(size).filter(|size| *size < SIZES[0]),
        tall: tall_cells(table, &rooms(size), INSET, |words| em(words, false)),
    }
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

/// Gives columns together the room that the cells joined over them ask for.
fn make_room(table: &Table, columns: &mut [Measured]) {
    for span in table.spans.iter().filter(|span| span.columns > 1) {
        let is_heading = span.row < table.header.len();
        let cell = table.all_rows().nth(span.row).and_then(|row| row.get(span.column));
        let words = cell.map(|cell| plain(cell)).unwrap_or_default();
        let Some(own) = columns.get_mut(span.column..span.column + span.columns) else { continue };
        let (count, inset) = (span.columns as f64, INSET * (span.columns - 1) as f64);
        let lines = if is_heading { MAX_HEADER_LINES } else { f64::INFINITY };
        let least = longest_word(&words, is_heading);
        let lacks = |have: f64, need: f64| (need - inset - have).max(0.0) / count;
        let more_least = lacks(own.iter().map(|column| column.least).sum(), least);
        let wide = least.max(em(&words, is_heading) / lines);
        let more_width = lacks(own.iter().map(|column| column.width).sum(), wide);
        for column in own {
            column.least += more_least;
            column.width = (column.width + more_width).max(column.least);
        }
    }
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
    let cells: Vec<String> = own_cells(table, column).map(|cell| plain(cell)).collect();
    let kinds = cells.iter().filter(|words| !is_figures(words)).map(|words| match words.chars().count() {
        letters if letters > MAX_UNIT => Kind::Words,
        letters if letters > MAX_ROW_NUMBER => Kind::Short,
        _ => Kind::Figures,
    });
    let kind = kinds.fold(Kind::Figures, |kind, other| if other > kind { other } else { kind });
    let decimals = most_decimals(table, column);
    let cell = |words: &String| em(words, false) + em(&padding(decimals, words), false);
    let longest = cells.iter().map(cell).fold(0.0, f64::max);
    let headings: Vec<String> = own_headings(table, column).map(|cell| plain(cell)).collect();
    let of_headings = |width: &dyn Fn(&str) -> f64| headings.iter().map(|words| width(words)).fold(0.0, f64::max);
    let word = of_headings(&|words| words.split_whitespace().map(|word| em(word, true)).fold(0.0, f64::max));
    let lines = of_headings(&|words| em(words, true) / MAX_HEADER_LINES);
    let least = cells.iter().map(|words| match kind {
        // figures never wrap
        Kind::Figures => cell(words),
        Kind::Short | Kind::Words => longest_word(words, false),
    });
    let least = least.fold(of_headings(&|words| longest_word(words, true)), f64::max);
    Measured { kind, width: longest.max(word).max(lines), least }
}

/// The cells of the heading that stand over a column alone.
fn own_headings(table: &Table, column: usize) -> impl Iterator<Item = &Vec<Inline>> {
    let own = move |number| matches!(extent(&table.spans, number, column), Some((_, 1)));
    table.header.iter().enumerate().filter(move |(number, _)| own(*number)).filter_map(move |(_, row)| row.get(column))
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
