//! Tables of a redline: rows and columns of both versions in one, each cell with what became of it.

use super::inlines::{Notes, inlines};
use crate::compare::align::Step;
use crate::compare::pairing::Pairing;
use crate::compare::reading::Unit;
use crate::compare::table_diff::TableDiff;
use crate::compare::token::tokens;
use crate::compare::word_diff::{DiffTag, Segment};
use crate::domain::document::Inline;
use crate::domain::document::body::{Align, Row, Table};
use crate::domain::document::spans::Span;

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
    let headings: Vec<Line> = diff.headings.iter().filter_map(|step| line(*step)).collect();
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
    let header: Vec<Row> = headings.iter().copied().map(&mut row).collect();
    let rows_of = |side: fn(&Line) -> Option<usize>| headings.iter().chain(&rows).map(side).collect::<Vec<_>>();
    let columns_of = |side: fn(&Line) -> Option<usize>| columns.iter().map(side).collect::<Vec<_>>();
    let places = [
        (new.spans(), rows_of(|line| line.new), columns_of(|line| line.new)),
        (old.spans(), rows_of(|line| line.old), columns_of(|line| line.old)),
    ];
    let rows: Vec<Row> = rows.iter().copied().map(&mut row).collect();
    let mut spans: Vec<Span> = Vec::new();
    for (own, rows_of, columns_of) in &places {
        for span in own.iter().filter_map(|span| moved(span, rows_of, columns_of)) {
            let is_empty = |(row, column): (usize, usize)| {
                let cell = header.iter().chain(&rows).nth(row).and_then(|row| row.get(column));
                cell.is_none_or(Vec::is_empty) && !spans.iter().any(|other| other.holds(row, column))
            };
            let within = span.row >= header.len() || span.row + span.rows <= header.len();
            let is_free = !spans.iter().any(|other| other.holds(span.row, span.column));
            if within && is_free && span.covered().all(is_empty) {
                spans.push(span);
            }
        }
    }
    let align = |column: &Line| column.new.and_then(|column| table.columns.get(column)).copied().unwrap_or(Align::Left);
    // columns that came or went have no width of their own
    let widths = if table.widths.len() == columns.len() { table.widths.clone() } else { Vec::new() };
    Table { columns: columns.iter().map(align).collect(), header, rows, spans, widths, ..table.clone() }
}

/// A joined cell of one version in the table of both, where its rows and columns are the old or new places.
fn moved(span: &Span, rows: &[Option<usize>], columns: &[Option<usize>]) -> Option<Span> {
    let stretch = |places: &[Option<usize>], first: usize, count: usize| {
        let begin = places.iter().position(|place| *place == Some(first))?;
        let end = places.iter().position(|place| *place == Some(first + count - 1))?;
        (begin <= end).then_some((begin, end + 1 - begin))
    };
    let (row, rows) = stretch(rows, span.row, span.rows)?;
    let (column, columns) = stretch(columns, span.column, span.columns)?;
    Some(Span { row, column, rows, columns })
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
    let columns = vec![Align::Left; header.first().map_or(0, Vec::len)];
    Table {
        caption: None,
        unit_line: None,
        note: None,
        label: None,
        columns,
        header,
        rows,
        spans: unit.spans(),
        widths: Vec::new(),
        ruled: true,
    }
}

/// The rows of the heading, and those below.
fn cells(unit: &Unit, tag: DiffTag, notes: &mut Notes) -> (Vec<Row>, Vec<Row>) {
    let mut row = |row: &Vec<Vec<_>>| -> Row {
        row.iter().map(|cell| inlines(&Segment::whole(tag, &tokens(cell)), notes)).collect()
    };
    let mut header: Vec<Row> = unit.rows.iter().map(&mut row).collect();
    let rows = header.split_off(unit.headings());
    (header, rows)
}
