//! Pasted or typed text → the same lines as of a Word file: a line a paragraph, tabs between cells of a table.

use crate::base::text::encoding::Encoding;
use crate::base::text::nfc;
use crate::domain::document::form_lines;
use crate::formats::word::model::{Format, Piece, WordBlock, WordCell, WordFile, WordParagraph, WordRow, WordTable};

/// The bytes of a text file; none that are no text of Unicode.
pub(crate) fn read(bytes: &[u8]) -> Option<WordFile> {
    let text = Encoding::of(bytes).decode(bytes).ok()?;
    (!text.contains(is_no_letter)).then(|| file(text.trim_start_matches('\u{feff}')))
}

/// What stands in programs and pictures, never in a text.
fn is_no_letter(c: char) -> bool {
    c.is_control() && !"\t\n\r\u{b}\u{c}\u{1a}\u{1b}\u{85}".contains(c) || c == '\u{fffd}'
}

/// Lines of a text file as a file without formats.
pub(crate) fn file(text: &str) -> WordFile {
    let text = &*nfc(text);
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.trim_end().split('\t').map(str::trim).collect();
        let is_row = cells.len() > 1
            && !cells[0].is_empty()
            && !cells.iter().any(|cell| form_lines::is_frame(cell))
            && !is_item(cells[0]);
        let fits = rows.last().is_none_or(|last| last.len() == cells.len());
        if is_row && fits {
            rows.push(cells);
            continue;
        }
        flush(&mut rows, &mut blocks);
        if is_row {
            rows.push(cells);
        } else {
            blocks.push(paragraph(line));
        }
    }
    flush(&mut rows, &mut blocks);
    WordFile { blocks, ..WordFile::default() }
}

/// A number or bullet with a tab behind it begins a line of text.
fn is_item(cell: &str) -> bool {
    cell.chars().count() <= 6
        && (super::numbers::typed_number(&format!("{cell} X")).is_some() || !cell.chars().any(char::is_alphanumeric))
        || matches!(cell, "o" | "§" | "Ø")
}

/// Two rows or more are a table, one is a line.
fn flush(rows: &mut Vec<Vec<&str>>, blocks: &mut Vec<WordBlock>) {
    let rows = std::mem::take(rows);
    if rows.len() < 2 {
        blocks.extend(rows.iter().map(|cells| paragraph(&cells.join("\t"))));
        return;
    }
    let cell = |text: &str| WordCell { blocks: vec![paragraph(text)], columns: 1, continues: false };
    let row = |cells: &Vec<&str>| WordRow { cells: cells.iter().map(|text| cell(text)).collect(), is_heading: false };
    blocks.push(WordBlock::Table(WordTable { rows: rows.iter().map(row).collect(), has_rules: true }));
}

fn paragraph(line: &str) -> WordBlock {
    let mut pieces = Vec::new();
    for (at, part) in line.trim_end().split('\t').enumerate() {
        if at > 0 {
            pieces.push(Piece::Tab);
        }
        if !part.is_empty() {
            pieces.push(Piece::Text(part.to_owned(), Format::default()));
        }
    }
    WordBlock::Paragraph(WordParagraph { pieces, ..WordParagraph::default() })
}
