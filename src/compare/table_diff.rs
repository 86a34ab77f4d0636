//! Two tables → which row and column is which, and what changed in the cells.

use super::align::{Fingerprint, Step, align};
use super::change::{Change, ChangeKind};
use super::reading::{TextStyle, Unit};
use super::token::{Anchors, Keys, Side, Token, TokenKind, figure, of_text, text, tokens};
use super::word_diff::{Segment, differ, differences};
use crate::domain::document::spans::first_cell;

/// Headers of the column that only counts the rows.
const COUNTING: [&str; 5] = ["stt", "tt", "số tt", "số thứ tự", "thứ tự"];

/// How often the name of a row counts against its figures.
const NAME_WEIGHT: usize = 2;

/// The cells of a table, row by row, and what names its columns.
struct Grid {
    cells: Vec<Vec<Vec<Token>>>,
    /// How many rows are heading.
    headings: usize,
    /// The words over each column, those of a joined cell once.
    titles: Vec<Vec<Token>>,
}

impl Grid {
    fn new(unit: &Unit) -> Self {
        let cells: Vec<Vec<Vec<Token>>> =
            unit.rows.iter().map(|row| row.iter().map(|cell| tokens(cell)).collect()).collect();
        let (headings, spans) = (unit.headings(), unit.spans());
        let width = cells.iter().map(Vec::len).max().unwrap_or(0);
        let titles = (0..width).map(|column| {
            let mut places: Vec<(usize, usize)> = (0..headings).map(|row| first_cell(&spans, row, column)).collect();
            places.dedup();
            let cells = places.into_iter().map(|(row, column)| cell(&cells, row, column));
            cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(&separator('-')[..])
        });
        let titles = titles.collect();
        Self { cells, headings, titles }
    }

    fn cell(&self, row: usize, column: usize) -> &[Token] {
        cell(&self.cells, row, column)
    }

    fn title(&self, column: usize) -> String {
        let words = text(self.titles.get(column).map_or(&[], Vec::as_slice));
        if words.trim().is_empty() { (column + 1).to_string() } else { words.trim().to_owned() }
    }

    fn column(&self, column: usize) -> Vec<Token> {
        joined((0..self.cells.len()).map(|row| self.cell(row, column)))
    }

    fn row(&self, row: usize) -> Vec<Token> {
        joined(self.cells[row].iter().map(Vec::as_slice))
    }
}

/// Two tables, cell by cell.
pub(super) struct TableDiff {
    old: Grid,
    new: Grid,
    pub(super) columns: Vec<Step>,
    /// The heading rows of both, in their order.
    pub(super) headings: Vec<Step>,
    /// The rows below the headings.
    pub(super) rows: Vec<Step>,
    counting: Option<(usize, usize)>,
}

impl TableDiff {
    /// Pairs the rows and columns of two tables.
    pub(super) fn new(old: &Unit, new: &Unit) -> Self {
        let (old, new) = (Grid::new(old), Grid::new(new));
        let mut keys = Keys::default();
        let columns = align(&columns(&old, &mut keys), &columns(&new, &mut keys));
        let pairs: Vec<(usize, usize)> = columns.iter().filter_map(|step| step.pair()).collect();
        let counts = |grid: &Grid, column: usize| {
            let title = grid.titles.get(column).map(|title| text(title).to_lowercase());
            title.is_some_and(|title| COUNTING.contains(&title.trim()))
        };
        let counting = pairs.iter().copied().find(|(i, j)| counts(&old, *i) && counts(&new, *j));
        let of = |column: &dyn Fn(&(usize, usize)) -> usize| -> Vec<usize> {
            pairs.iter().filter(|pair| Some(**pair) != counting).map(column).collect()
        };
        let (of_old, of_new) = (of(&|pair| pair.0), of(&|pair| pair.1));
        let steps = align(&rows(&old, &of_old, &mut keys), &rows(&new, &of_new, &mut keys));
        let rows = steps.into_iter().map(|step| step.map(|i| i + old.headings, |j| j + new.headings)).collect();
        let both = old.headings.min(new.headings);
        let headings = (0..both).map(|row| Step::Kept(row, row));
        let headings = headings.chain((both..old.headings).map(Step::Removed));
        let headings = headings.chain((both..new.headings).map(Step::Added)).collect();
        Self { rows, headings, old, new, columns, counting }
    }

    /// A cell of the old table.
    pub(super) fn old(&self, row: usize, column: usize) -> &[Token] {
        self.old.cell(row, column)
    }

    /// A cell of the new table.
    pub(super) fn new_cell(&self, row: usize, column: usize) -> &[Token] {
        self.new.cell(row, column)
    }

    /// What changed in a cell that both have; nothing when the figures are equal.
    pub(super) fn cell(&self, rows: (usize, usize), columns: (usize, usize), anchors: &Anchors) -> Vec<Segment> {
        let (old, new) = (self.old(rows.0, columns.0), self.new_cell(rows.1, columns.1));
        let mut keys = Keys::default();
        if keys.cell(old, Side::Old(anchors)) == keys.cell(new, Side::New) {
            return Vec::new();
        }
        differences(old, new, anchors)
    }

    /// Everything that changed, row by row.
    pub(super) fn changes(&self, names: (&str, &str), anchors: &Anchors) -> Vec<Change> {
        let mut changes = Vec::new();
        for step in &self.columns {
            let old = |i| format!("{}, cột “{}”", names.0, self.old.title(i));
            let new = |j| format!("{}, cột “{}”", names.1, self.new.title(j));
            changes.extend(match *step {
                Step::Removed(i) => Some(Change::removed(old(i), &self.old.column(i))),
                Step::Added(j) => Some(Change::added(new(j), &self.new.column(j))),
                Step::Moved(i, j) => Some(Change::moved(old(i), new(j), &self.new.column(j))),
                Step::Kept(..) | Step::Left(_) => None,
            });
        }
        for step in self.headings.iter().chain(&self.rows) {
            let old = |i| format!("{}, {}", names.0, self.row_name(&self.old, i, |pair| pair.0));
            let new = |j| format!("{}, {}", names.1, self.row_name(&self.new, j, |pair| pair.1));
            match *step {
                Step::Removed(i) => changes.push(Change::removed(old(i), &self.old.row(i))),
                Step::Added(j) => changes.push(Change::added(new(j), &self.new.row(j))),
                Step::Moved(i, j) => {
                    changes.push(Change::moved(old(i), new(j), &self.new.row(j)));
                    self.row(i, j, (&old(i), &new(j)), anchors, &mut changes);
                }
                Step::Kept(i, j) => self.row(i, j, (&old(i), &new(j)), anchors, &mut changes),
                Step::Left(_) => {}
            }
        }
        changes
    }

    fn row(&self, i: usize, j: usize, names: (&str, &str), anchors: &Anchors, changes: &mut Vec<Change>) {
        for columns in self.columns.iter().filter_map(|step| step.pair()) {
            let segments = self.cell((i, j), columns, anchors);
            if !differ(&segments) {
                continue;
            }
            let (old, new) = (self.old(i, columns.0), self.new_cell(j, columns.1));
            let number = |tokens: &[Token]| text(tokens).trim_end_matches('.').parse::<u32>().is_ok();
            if Some(columns) == self.counting && number(old) && number(new) {
                changes.push(Change::renumbered(names.0.to_owned(), names.1.to_owned(), (&text(old), &text(new))));
                continue;
            }
            let from = format!("{}, cột “{}”", names.0, self.old.title(columns.0));
            let to = format!("{}, cột “{}”", names.1, self.new.title(columns.1));
            let figures = figure(old).is_some() && figure(new).is_some();
            changes.push(Change::rewritten(
                if figures { ChangeKind::Figure } else { ChangeKind::Rewritten },
                from,
                to,
                &segments,
            ));
        }
    }

    /// `dòng “Thu ngân sách”`, by the first cell that is no figure; `dòng 3` without one.
    fn row_name(&self, grid: &Grid, row: usize, side: fn((usize, usize)) -> usize) -> String {
        if row < grid.headings {
            let which = if grid.headings > 1 { format!(", hàng {}", row + 1) } else { String::new() };
            return format!("đầu bảng{which}");
        }
        let counting = self.counting.map(side);
        let cells = grid.cells[row].iter().enumerate().filter(|(column, _)| Some(*column) != counting);
        let name = cells.map(|(_, cell)| cell).find(|cell| figure(cell).is_none() && !cell.is_empty());
        let number = row + 1 - grid.headings;
        name.map_or_else(|| format!("dòng {number}"), |cell| format!("dòng “{}”", text(cell).trim()))
    }
}

fn cell(rows: &[Vec<Vec<Token>>], row: usize, column: usize) -> &[Token] {
    rows.get(row).and_then(|row| row.get(column)).map_or(&[], Vec::as_slice)
}

/// A mark between the words of cells. No comma stands between headings: it parts the steps of an address.
fn separator(mark: char) -> [Token; 3] {
    [TokenKind::Space, TokenKind::Mark(mark), TokenKind::Space].map(|kind| Token { kind, style: TextStyle::default() })
}

/// The words of cells with bars between.
pub(super) fn joined<'a>(cells: impl Iterator<Item = &'a [Token]>) -> Vec<Token> {
    let bar = separator('|');
    let mut out = Vec::new();
    for (at, cell) in cells.enumerate() {
        out.extend(bar.iter().filter(|_| at > 0).cloned());
        out.extend(cell.iter().cloned());
    }
    out
}

/// Columns are the same by their headings, or alike by all that stands in them.
fn columns(grid: &Grid, keys: &mut Keys) -> Vec<Fingerprint> {
    let entries = grid.titles.iter().enumerate().map(|(column, title)| {
        let mut entry = Fingerprint { keys: keys.all(title, Side::Either), ..Fingerprint::default() };
        entry.keywords = keywords(title, keys);
        for row in grid.headings..grid.cells.len() {
            entry.keywords.extend(keywords(grid.cell(row, column), keys));
        }
        entry.keywords.sort_unstable();
        entry
    });
    entries.collect()
}

/// Rows are the same by the cells of the columns that both tables have.
fn rows(grid: &Grid, columns: &[usize], keys: &mut Keys) -> Vec<Fingerprint> {
    let entries = (grid.headings..grid.cells.len()).map(|row| {
        let mut entry = Fingerprint::default();
        let mut named = false;
        for column in columns {
            let cell = grid.cell(row, *column);
            let bar = of_text("\u{1}");
            entry.keys.extend(keys.all(&bar, Side::Either));
            entry.keys.extend(keys.cell(cell, Side::Either));
            let is_name = !named && !cell.is_empty() && figure(cell).is_none();
            named |= is_name;
            for _ in 0..if is_name { NAME_WEIGHT } else { 1 } {
                entry.keywords.extend(keywords(cell, keys));
            }
        }
        entry.keywords.sort_unstable();
        entry
    });
    entries.collect()
}

fn keywords(cell: &[Token], keys: &mut Keys) -> Vec<u32> {
    if figure(cell).is_some() {
        return keys.cell(cell, Side::Either);
    }
    let words = cell.iter().filter(|token| token.is_word());
    words.map(|token| keys.of(token, Side::Either)).collect()
}
