//! Tables of a Word file: rows, joined cells, and whether lines are drawn around them.

use roxmltree::Node;

use crate::formats::word::fault::Fault;
use crate::formats::word::model::{Changes, WordCell, WordRow, WordTable};
use crate::formats::word::read::Reader;
use crate::formats::word::styles::{has_rules, is_drawn};
use crate::formats::word::xml::{attribute, child, elements, name, switch, value};

/// Columns of a row, and places of a table.
const MAX_WIDTH: usize = 256;
const MAX_CELLS: usize = 200_000;

/// Columns that a cell may take; Word has 63.
const MAX_COLUMNS: usize = 63;

pub(super) fn read(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Result<WordTable, Fault> {
    let look = child(node, "tblPr");
    let own_rules = look.and_then(|look| child(look, "tblBorders")).map(has_rules);
    let of_style = || reader.styles.has_rules(look.and_then(|look| value(look, "tblStyle")));
    let mut table = WordTable { has_rules: own_rules.unwrap_or_else(of_style), ..WordTable::default() };
    rows(reader, node, &mut table)?;
    let width = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.columns).sum::<usize>()).max();
    let width = width.unwrap_or_default();
    if width > MAX_WIDTH || width.saturating_mul(table.rows.len()) > MAX_CELLS {
        return Err(Fault::too_much("có bảng quá lớn"));
    }
    Ok(table)
}

fn rows(reader: &mut Reader<'_>, node: Node<'_, '_>, table: &mut WordTable) -> Result<(), Fault> {
    for inner in elements(node) {
        match name(inner) {
            "tr" => table.rows.extend(row(reader, inner, &mut table.has_rules)?),
            "sdt" => {
                if let Some(content) = child(inner, "sdtContent") {
                    rows(reader, content, table)?;
                }
            }
            "ins" | "moveTo" | "customXml" => rows(reader, inner, table)?,
            _ => {}
        }
    }
    Ok(())
}

/// A row; none that a tracked change took away.
fn row(reader: &mut Reader<'_>, node: Node<'_, '_>, has_rules: &mut bool) -> Result<Option<WordRow>, Fault> {
    let look = child(node, "trPr");
    for change in look.into_iter().flat_map(elements) {
        let gone_when = match name(change) {
            "ins" => Changes::Original,
            "del" => Changes::Accepted,
            _ => continue,
        };
        reader.count_change(change);
        if reader.changes == gone_when {
            return Ok(None);
        }
    }
    let number = |wanted: &str| look.and_then(|look| value(look, wanted)).and_then(|count| count.parse::<usize>().ok());
    let mut cells = Vec::new();
    // columns left out before the first cell
    if let Some(before) = number("gridBefore").filter(|before| (1..=MAX_COLUMNS).contains(before)) {
        cells.push(WordCell { columns: before, ..WordCell::default() });
    }
    cells_of(reader, node, &mut cells, has_rules)?;
    let is_heading = look.and_then(|look| switch(look, "tblHeader")) == Some(true);
    Ok(Some(WordRow { cells, is_heading }))
}

fn cells_of(
    reader: &mut Reader<'_>,
    node: Node<'_, '_>,
    cells: &mut Vec<WordCell>,
    has_rules: &mut bool,
) -> Result<(), Fault> {
    for inner in elements(node) {
        match name(inner) {
            "tc" => cells.push(cell(reader, inner, has_rules)?),
            "sdt" => {
                if let Some(content) = child(inner, "sdtContent") {
                    cells_of(reader, content, cells, has_rules)?;
                }
            }
            "customXml" => cells_of(reader, inner, cells, has_rules)?,
            _ => {}
        }
    }
    Ok(())
}

fn cell(reader: &mut Reader<'_>, node: Node<'_, '_>, table_rules: &mut bool) -> Result<WordCell, Fault> {
    let look = child(node, "tcPr");
    if look.and_then(|look| child(look, "tcBorders")).is_some_and(is_boxed) {
        *table_rules = true;
    }
    let columns = look.and_then(|look| value(look, "gridSpan")).and_then(|count| count.parse().ok()).unwrap_or(1);
    let joined = look.and_then(|look| child(look, "vMerge"));
    let continues = joined.is_some_and(|joined| attribute(joined, "val").is_none_or(|value| value == "continue"));
    Ok(WordCell { blocks: reader.blocks(node)?, columns: columns.clamp(1, MAX_COLUMNS), continues })
}

/// Whether a cell is drawn around: one line alone is the rule under a letterhead.
fn is_boxed(borders: Node<'_, '_>) -> bool {
    elements(borders).filter(|line| is_drawn(*line)).count() >= 3
}
