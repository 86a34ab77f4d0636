//! The tables of a document → sheets: what stands in their cells, numbers as numbers.

use crate::base::text::number::Number;
use crate::domain::document::Document;
use crate::domain::document::body::{Align, Block, Inline, Table, plain};
use crate::formats::spreadsheet::write::{Cell, Sheet};

/// One sheet a table, in the order of the pages: those of the text, of the annexes, of attached documents.
pub fn tables(document: &Document) -> Vec<Sheet> {
    let found = document.bodies().flat_map(|body| &body.blocks).filter_map(|block| match block {
        // words set in columns are no table
        Block::Table(table) if table.ruled => Some(table),
        _ => None,
    });
    let mut captions = 0;
    let sheets = found.zip(1..).map(|(table, n)| {
        let caption = table.caption.as_ref().map(|caption| {
            captions += 1;
            format!("Bảng {captions}. {}", line(caption))
        });
        sheet(table, format!("Bảng {n}"), caption)
    });
    sheets.collect()
}

fn sheet(table: &Table, name: String, caption: Option<String>) -> Sheet {
    let cell = |(words, align): (&Vec<Inline>, &Align)| match line(words) {
        empty if empty.is_empty() => Cell::Blank,
        words => number(&words).filter(|_| *align == Align::Right).unwrap_or(Cell::Text(words)),
    };
    Sheet {
        name,
        above: caption.into_iter().chain(table.unit_line.clone()).collect(),
        head: (0..table.columns.len()).map(|column| heading(table, column)).collect(),
        rows: table.rows.iter().map(|row| row.iter().zip(&table.columns).map(cell).collect()).collect(),
    }
}

/// The words over a column in one cell: `Năm 2025 - Kế hoạch`.
fn heading(table: &Table, column: usize) -> String {
    let words: Vec<String> = table.headings(column).into_iter().map(|words| line(words)).collect();
    words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" - ")
}

/// A number that prints as it stands in the table.
fn number(words: &str) -> Option<Cell> {
    let written = Number::parse(words).ok()?;
    (written.number.format(written.decimals) == words).then_some(Cell::Number(written.number, written.decimals))
}

/// The words of a cell in one line.
fn line(words: &[Inline]) -> String {
    let broken: Vec<String> =
        words.split(|inline| matches!(inline, Inline::Break)).map(|part| plain(part).trim().to_owned()).collect();
    broken.join(" ").trim().to_owned()
}
