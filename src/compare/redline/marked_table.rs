//! Tables of a redline: rows and columns of both versions in one, each cell with what became of it.

use super::inlines::{Notes, inlines};
use crate::compare::align::Step;
use crate::compare::pairing::Pairing;
use crate::compare::reading::Unit;
use crate::compare::table_diff::TableDiff;
use crate::compare::token::tokens;
use crate::compare::word_diff::{DiffTag, Segment};
use crate::domain::document::Inline;
use crate::domain::document::body::{Align, Table};

/// A row or column of the marked table: its place in the old table, and in the new.
#[derive(Clone, Copy)]
struct Line {
    old: Option<usize>,
    new: Option<usize>,
}

/// The table of both versions.
pub(super) fn changed(pairing: &Pairing<'_>, old: &Unit, new: &Unit, table: &Table, notes: &mut Notes) -> Table {
    let diff = TableDiff::new(old, new);
    let columns: Vec<Line> = diff.columns.iter().filter_map(|step| line(*step)).collect();
    let rows: Vec<Line> = diff.rows.iter().filter_map(|step| line(*step)).collect();
    let mut cell = |row: Line, column: Line| -> Vec<Inline> {
        let old = row.old.zip(column.old).map(|(row, column)| diff.old(row, column));
        let new = row.new.zip(column.new).map(|(row, column)| diff.new_cell(row, column));
        let segments = match (old, new, row.old.zip(row.new), column.old.zip(column.new)) {
            (_, Some(new), Some(rows), Some(columns)) => {
                let segments = diff.cell(rows, columns, &pairing.anchors);
                if segments.is_empty() { Segment::whole(DiffTag::Kept, new) } else { segments }
            }
            (_, Some(new), ..) => Segment::whole(DiffTag::Inserted, new),
            (Some(old), ..) => Segment::whole(DiffTag::Deleted, old),
            _ => Vec::new(),
        };
        inlines(&segments, notes)
    };
    let mut row = |line: Line| columns.iter().map(|column| cell(line, *column)).collect::<Vec<_>>();
    let header = row(Line { old: Some(0), new: Some(0) });
    let rows = rows.into_iter().map(row).collect();
    let align = |column: &Line| column.new.and_then(|column| table.columns.get(column)).copied().unwrap_or(Align::Left);
    Table { columns: columns.iter().map(align).collect(), header, rows, ..table.clone() }
}

/// What moved is shown where it went and where it came from.
fn line(step: Step) -> Option<Line> {
    Some(match step {
        Step::Kept(i, j) => Line { old: Some(i), new: Some(j) },
        Step::Moved(_, j) | Step::Added(j) => Line { old: None, new: Some(j) },
        Step::Removed(i) | Step::Left(i) => Line { old: Some(i), new: None },
    })
}

/// A table only the new version has.
pub(super) fn inserted(unit: &Unit, table: &Table, notes: &mut Notes) -> Table {
    let (header, rows) = cells(unit, DiffTag::Inserted, notes);
    Table { header, rows, ..table.clone() }
}

/// A table only the old version has; its caption stands above it, so that it takes no number.
pub(super) fn deleted(unit: &Unit, notes: &mut Notes) -> Table {
    let (header, rows) = cells(unit, DiffTag::Deleted, notes);
    let columns = vec![Align::Left; header.len()];
    Table { caption: None, unit_line: None, note: None, label: None, columns, header, rows }
}

type Cells = (Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>);

fn cells(unit: &Unit, tag: DiffTag, notes: &mut Notes) -> Cells {
    let mut rows = unit.rows.iter().map(|row| {
        let cell = |cell: &Vec<_>| inlines(&Segment::whole(tag, &tokens(cell)), notes);
        row.iter().map(cell).collect::<Vec<_>>()
    });
    let rows: Vec<_> = rows.by_ref().collect();
    let mut rows = rows.into_iter();
    (rows.next().unwrap_or_default(), rows.collect())
}
