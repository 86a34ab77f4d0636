//! Blocks of a Word file as lines in reading order: what lays out a letterhead or signature is taken apart, tables of data stay.

use crate::base::text::one_line;
use crate::domain::document::form_lines;
use crate::formats::word::model::{Lie, Piece, Section, WordBlock, WordParagraph, WordTable};

/// A line, a table of data, or a change of page.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Line(Line),
    Table(WordTable),
    Section(Section),
}

/// A line of the file.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) paragraph: WordParagraph,
    /// Its words, blanks and tabs as one.
    pub(super) text: String,
    /// Where it stands side by side with others.
    pub(super) cell: Option<Cell>,
    /// Whether it ends because of a break inside a paragraph.
    pub(super) broken: bool,
    is_bold: bool,
}

/// A cell of what lays out a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// Which table of the file, or line parted by tabs.
    pub(super) of: usize,
    pub(super) column: usize,
}

impl Line {
    pub(super) fn new(paragraph: WordParagraph, cell: Option<Cell>) -> Self {
        let text = one_line(&paragraph.text());
        let is_bold = paragraph.is_all(|format| format.bold);
        Self { paragraph, text, cell, broken: false, is_bold }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.paragraph.is_blank()
    }

    /// The style of our own that it has, of a file that we wrote.
    pub(super) fn style(&self) -> Option<&str> {
        self.paragraph.style.as_deref()
    }

    pub(super) fn has_style(&self, id: &str) -> bool {
        self.style() == Some(id)
    }

    pub(super) fn is_bold(&self) -> bool {
        self.is_bold
    }

    pub(super) fn is_italic(&self) -> bool {
        self.paragraph.is_all(|format| format.italic)
    }

    /// This line and the next as one.
    pub(super) fn join(&mut self, next: Self) {
        self.is_bold &= next.is_bold;
        self.broken = next.broken;
        self.text.push(' ');
        self.text.push_str(&next.text);
        self.paragraph.pieces.push(Piece::Tab);
        self.paragraph.pieces.extend(next.paragraph.pieces);
    }

    /// Set in the middle.
    pub(super) fn is_centred(&self) -> bool {
        self.paragraph.lie == Lie::Centre
    }

    /// Nothing but capitals.
    pub(super) fn is_capitals(&self) -> bool {
        form_lines::is_capitals(&self.text)
    }

    /// Nothing but signs that draw a rule.
    pub(super) fn is_rule(&self) -> bool {
        form_lines::is_rule(&self.text)
    }
}

/// All lines of a file.
pub(super) fn items(blocks: Vec<WordBlock>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut tables = 0;
    let mut halves = None;
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => {
                for line in split(paragraph) {
                    items.extend(parted(line, &mut tables, &mut halves));
                }
            }
            WordBlock::Table(table) if lays_out(&table) => {
                tables += 1;
                laid_out(table, tables, &mut items);
            }
            WordBlock::Table(table) => items.push(Item::Table(table)),
            WordBlock::Section(section) => items.push(Item::Section(section)),
        }
    }
    items
}

/// Whether a table only sets things side by side: a letterhead, a signature with its recipients.
fn lays_out(table: &WordTable) -> bool {
    let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    if columns > 5 || table.rows.len() > 12 {
        return false;
    }
    let mut lines = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.paragraphs());
    // a table with lines holds data, whatever stands in a cell of it
    let is_sure = |text: &str| form_lines::is_motto(text) || form_lines::is_recipients(text);
    let is_frame = |text: &str| if table.has_rules { is_sure(text) } else { form_lines::is_frame(text) };
    lines.any(|paragraph| paragraph.text().lines().any(is_frame))
}

/// Column by column, since a letterhead is read so.
fn laid_out(table: WordTable, of: usize, items: &mut Vec<Item>) {
    let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut cells: Vec<Vec<WordBlock>> = (0..columns).map(|_| Vec::new()).collect();
    for row in table.rows {
        // the last cell of a short row stands at the right
        let shift = columns - row.cells.len();
        let last = row.cells.len().saturating_sub(1);
        for (at, cell) in row.cells.into_iter().enumerate() {
            let column = if at == last && at > 0 { at + shift } else { at };
            cells[column].extend(cell.blocks);
        }
    }
    for (column, blocks) in cells.into_iter().enumerate() {
        lines_of(blocks, Cell { of, column }, items);
    }
}

fn lines_of(blocks: Vec<WordBlock>, cell: Cell, items: &mut Vec<Item>) {
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => {
                items.extend(split(paragraph).into_iter().map(|line| Item::Line(Line { cell: Some(cell), ..line })));
            }
            WordBlock::Table(table) => {
                let inner = table.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.blocks).collect();
                lines_of(inner, cell, items);
            }
            WordBlock::Section(_) => {}
        }
    }
}

/// A paragraph as the lines that breaks make of it.
fn split(paragraph: WordParagraph) -> Vec<Line> {
    if !paragraph.pieces.iter().any(|piece| matches!(piece, Piece::Break | Piece::PageBreak)) {
        return vec![Line::new(paragraph, None)];
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut open = WordParagraph { pieces: Vec::new(), ..paragraph.clone() };
    for piece in paragraph.pieces {
        match piece {
            Piece::Break | Piece::PageBreak => {
                let starts_page = matches!(piece, Piece::PageBreak);
                let next = WordParagraph { pieces: Vec::new(), number: None, starts_page, ..open.clone() };
                let line = Line { broken: !starts_page, ..Line::new(std::mem::replace(&mut open, next), None) };
                lines.push(line);
            }
            piece => open.pieces.push(piece),
        }
    }
    lines.push(Line::new(open, None));
    lines
}

/// Lines whose halves were parted last: which they are, how many halves, how many lines ago.
type Halves = Option<(usize, usize, usize)>;

/// Lines under which names may stand that belong to halves.
const MAX_ROOM: usize = 8;

/// A line whose two halves tabs or many blanks set side by side, as in a letterhead without a table.
fn parted(line: Line, tables: &mut usize, before: &mut Halves) -> Vec<Item> {
    if let Some((_, _, since)) = before {
        *since += 1;
    }
    let text = line.paragraph.text();
    let is_gap = |piece: &Piece| match piece {
        Piece::Tab => true,
        Piece::Text(words, _) => words.contains("     "),
        _ => false,
    };
    if !line.paragraph.pieces.iter().any(is_gap) {
        return vec![Item::Line(line)];
    }
    let halves: Vec<&str> = text.split('\t').flat_map(|part| part.split("     ")).map(str::trim).collect();
    let halves: Vec<&str> = halves.into_iter().filter(|half| !half.is_empty()).collect();
    let near = before.filter(|(_, count, since)| *since <= MAX_ROOM && *count == halves.len());
    let named = near.is_some() && halves.iter().all(|half| form_lines::is_person(half));
    if halves.len() < 2 || halves.len() > 3 || !(named || halves.iter().any(|half| form_lines::is_frame(half))) {
        return vec![Item::Line(line)];
    }
    let of = near.map_or_else(|| *tables + 1, |(of, _, _)| of);
    *tables = of.max(*tables);
    *before = Some((of, halves.len(), 0));
    let format = line.paragraph.pieces.iter().find_map(|piece| match piece {
        Piece::Text(words, format) if !words.trim().is_empty() => Some(*format),
        _ => None,
    });
    let cells = halves.iter().enumerate().map(|(column, half)| {
        let pieces = vec![Piece::Text((*half).to_owned(), format.unwrap_or_default())];
        let paragraph = WordParagraph { pieces, ..line.paragraph.clone() };
        Item::Line(Line::new(paragraph, Some(Cell { of, column })))
    });
    cells.collect()
}
