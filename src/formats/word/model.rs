//! What stands in a Word file, in plain types: formats are worked out, tracked changes decided, old letters converted.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A Word file as it reads.
#[derive(Debug, Default)]
pub(crate) struct WordFile {
    /// The text, in reading order.
    pub(crate) blocks: Vec<WordBlock>,
    /// Footnotes and endnotes, by what their marks call them.
    pub(crate) notes: BTreeMap<NoteId, Vec<WordParagraph>>,
    /// Pictures, by the relation that their place names.
    pub(crate) pictures: BTreeMap<String, Picture>,
    /// Words of headers and footers, each once.
    pub(crate) margins: Vec<String>,
    /// Comments.
    pub(crate) comments: Vec<Comment>,
    /// Tracked changes.
    pub(crate) changes: TrackedChanges,
    /// Words that are hidden in Word, and not taken.
    pub(crate) hidden: Vec<String>,
    /// What stands in the file and is no text: equations, charts, embedded files, macros.
    pub(crate) left_out: Vec<LeftOut>,
    /// Texts in fonts of the time before Unicode, as they were and as they read.
    pub(crate) converted: Vec<Converted>,
}

/// Which tracked changes are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changes {
    /// The text once all are accepted.
    Accepted,
    /// The text as it was before them.
    Original,
}

/// Tracked changes of a file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct TrackedChanges {
    /// How many.
    pub(crate) count: usize,
    /// Who made them.
    pub(crate) authors: Vec<String>,
    /// Words around the first of them.
    pub(crate) first: Option<String>,
}

/// A note on the side of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comment {
    pub(crate) author: String,
    pub(crate) text: String,
}

/// Something that is not taken, and the words beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) what: &'static str,
    pub(crate) near: String,
}

/// A text in an old font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Converted {
    pub(crate) font: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// A footnote or endnote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NoteId {
    Foot(String),
    End(String),
}

/// A picture of the file.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    /// Where it lies within the file: `word/media/image1.png`.
    pub(crate) part: String,
    pub(crate) bytes: Arc<[u8]>,
}

/// A piece of the text that stands on its own lines.
#[derive(Debug, Clone)]
pub(crate) enum WordBlock {
    Paragraph(WordParagraph),
    Table(WordTable),
    /// The page from here on, up to the next of these.
    Section(Section),
}

/// A page setup; it holds for what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) landscape: bool,
}

/// How a paragraph lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Lie {
    #[default]
    Left,
    Centre,
    Right,
    /// To both margins.
    Justified,
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordParagraph {
    /// Which of the text it is, from 1; 0 beside the text.
    pub(crate) at: usize,
    /// Id of its style.
    pub(crate) style: Option<String>,
    /// Names of that style and of those it is based on, as Word shows them.
    pub(crate) style_names: Vec<String>,
    /// Depth in the outline, from 1; none of running text.
    pub(crate) outline: Option<usize>,
    /// The number or bullet that Word sets in front of it.
    pub(crate) number: Option<ListNumber>,
    pub(crate) lie: Lie,
    pub(crate) starts_page: bool,
    pub(crate) pieces: Vec<Piece>,
}

/// A number that Word counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListNumber {
    /// As it shows: `1.2.`, `a)`; a bullet is the sign itself.
    pub(crate) text: String,
    /// From 0.
    pub(crate) level: usize,
    pub(crate) is_bullet: bool,
}

/// A piece of a paragraph.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Text(String, Format),
    Tab,
    Break,
    PageBreak,
    Note(NoteId),
    /// The relation that names the picture, and what it says of itself.
    Picture(String, String),
    /// A box with a text of its own, set beside the paragraph.
    Box(Vec<WordBlock>),
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Format {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) script: Script,
}

/// Above or under the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Script {
    #[default]
    None,
    Super,
    Sub,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordTable {
    pub(crate) rows: Vec<WordRow>,
    /// Whether lines are drawn around its cells; what lays out a letterhead has none.
    pub(crate) has_rules: bool,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordRow {
    pub(crate) cells: Vec<WordCell>,
    /// Whether it is repeated on each page.
    pub(crate) is_heading: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordCell {
    pub(crate) blocks: Vec<WordBlock>,
    /// Columns it takes.
    pub(crate) columns: usize,
    /// Whether it goes on from the cell above.
    pub(crate) continues: bool,
}

impl WordParagraph {
    /// Its words without formats; lines and tabs as such, pictures and boxes left out.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(words, _) => text.push_str(words),
                Piece::Tab => text.push('\t'),
                Piece::Break | Piece::PageBreak => text.push('\n'),
                Piece::Note(_) | Piece::Picture(..) | Piece::Box(_) => {}
            }
        }
        text
    }

    /// Whether nothing of it is seen.
    pub(crate) fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Text(words, _) => words.trim().is_empty(),
            Piece::Tab | Piece::Break | Piece::PageBreak => true,
            Piece::Note(_) | Piece::Picture(..) | Piece::Box(_) => false,
        })
    }

    /// Whether all its words are set so.
    pub(crate) fn is_all(&self, holds: fn(&Format) -> bool) -> bool {
        let mut seen = false;
        for piece in &self.pieces {
            if let Piece::Text(words, format) = piece
                && words.chars().any(char::is_alphanumeric)
            {
                if !holds(format) {
                    return false;
                }
                seen = true;
            }
        }
        seen
    }
}

impl WordTable {
    /// Which paragraph of the text it begins with.
    pub(crate) fn first(&self) -> Option<usize> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.flat_map(WordCell::paragraphs).map(|paragraph| paragraph.at).next()
    }

    /// The words of a table that is one row, as frames are; none of any other.
    pub(crate) fn lone_row_text(&self) -> String {
        let [only] = self.rows.as_slice() else { return String::new() };
        let cells: Vec<String> = only.cells.iter().map(WordCell::text).collect();
        cells.join(" ").trim().to_owned()
    }
}

impl WordCell {
    /// Its paragraphs, those of tables inside it too.
    pub(crate) fn paragraphs(&self) -> Vec<&WordParagraph> {
        paragraphs(&self.blocks)
    }

    /// Its words, a line a paragraph.
    pub(crate) fn text(&self) -> String {
        let lines: Vec<String> = self.paragraphs().iter().map(|paragraph| paragraph.text()).collect();
        lines.join("\n").trim().to_owned()
    }
}

/// Counts the paragraphs of blocks, those in cells too; `last` is how many stand before them.
pub(crate) fn count(blocks: &mut [WordBlock], last: &mut usize) {
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => {
                *last += 1;
                paragraph.at = *last;
            }
            WordBlock::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| count(&mut cell.blocks, last));
            }
            WordBlock::Section(_) => {}
        }
    }
}

/// All paragraphs of blocks, those in cells too.
pub(crate) fn paragraphs(blocks: &[WordBlock]) -> Vec<&WordParagraph> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => found.push(paragraph),
            WordBlock::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| found.extend(paragraphs(&cell.blocks)));
            }
            WordBlock::Section(_) => {}
        }
    }
    found
}
