//! Tables of a redline: rows and columns of both versions in one, each cell with what became of it.

use super::inlines::{Notes, inlines};
use crate::compare::align::Step;
use crate::compare::pairing::Pairing;
use crate::compare::reading::Unit;
use crate::compare::table::Grid;
use crate::compare::token::{Token, tokens};
use crate::compare::word_diff::{Fate, Stretch};
use crate::domain::document::Inline;
use crate::domain::document::body::{Align, Table};

/// A row or column: where it stands in the old table, and where in the new.
type Line = (Option<usize>, Option<usize>);

/// The table of both versions.
pub(super) fn kept(pairing: &Pairing<'_>, old: &Unit, new: &Unit, table: &Table, notes: &mut Notes) -> Table {
    let grid = Grid::new(old, new);
    let columns: Vec<Line> = grid.columns.iter().filter_map(|step| line(*step)).collect();
    let rows: Vec<Line> = grid.rows.iter().filter_map(|step| line(*step)).collect();
    let mut cell = |(i, j): Line, (a, b): Line| -> Vec<Inline> {
        let old = i.zip(a).map(|(row, column)| grid.old(row, column));
        let new = j.zip(b).map(|(row, column)| grid.new_cell(row, column));
        let whole = |fate, tokens: &[Token]| vec![Stretch { fate, tokens: tokens.to_vec() }];
        let stretches = match (old, new, i.zip(j), a.zip(b)) {
            (_, Some(new), Some(rows), Some(columns)) => {
                let stretches = grid.cell(rows, columns, &pairing.anchors);
                if stretches.is_empty() { whole(Fate::Kept, new) } else { stretches }
            }
            (_, Some(new), ..) => whole(Fate::Inserted, new),
            (Some(old), ..) => whole(Fate::Deleted, old),
            _ => Vec::new(),
        };
        inlines(&stretches, notes)
    };
    let mut row = |line: Line| columns.iter().map(|column| cell(line, *column)).collect::<Vec<_>>();
    let header = row((Some(0), Some(0)));
    let rows = rows.into_iter().map(row).collect();
    let align =
        |(_, column): &Line| column.and_then(|column| table.columns.get(column)).copied().unwrap_or(Align::Left);
    Table { columns: columns.iter().map(align).collect(), header, rows, ..table.clone() }
}

/// What moved is shown where it went and where it came from.
fn line(step: Step) -> Option<Line> {
    Some(match step {
        Step::Kept(i, j) => (Some(i), Some(j)),
        Step::Moved(_, j) | Step::Added(j) => (None, Some(j)),
        Step::Removed(i) | Step::Left(i) => (Some(i), None),
    })
}

/// A table only the new version has.
pub(super) fn come(unit: &Unit, table: &Table, notes: &mut Notes) -> Table {
    let (header, rows) = cells(unit, Fate::Inserted, notes);
    Table { header, rows, ..table.clone() }
}

/// A table only the old version has; its caption stands above it, so that it takes no number.
pub(super) fn gone(unit: &Unit, notes: &mut Notes) -> Table {
    let (header, rows) = cells(unit, Fate::Deleted, notes);
    let columns = vec![Align::Left; header.len()];
    Table { caption: None, unit_line: None, note: None, label: None, columns, header, rows }
}

type Cells = (Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>);

fn cells(unit: &Unit, fate: Fate, notes: &mut Notes) -> Cells {
    let mut rows = unit.rows.iter().map(|row| {
        let cell = |cell: &Vec<_>| inlines(&[Stretch { fate, tokens: tokens(cell) }], notes);
        row.iter().map(cell).collect::<Vec<_>>()
    });
    let rows: Vec<_> = rows.by_ref().collect();
    let mut rows = rows.into_iter();
    (rows.next().unwrap_or_default(), rows.collect())
}
