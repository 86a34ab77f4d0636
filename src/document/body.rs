//! Nội dung: numbered headings, paragraphs, dash items, tables, images and footnotes.

use super::Text;
use super::ladder::HeadingNumber;

/// The text of a document or an annex.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// Footnotes in the order of their first marks.
    pub footnotes: Vec<Vec<Inline>>,
}

/// A block on the page.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading with a title of its own.
    Heading {
        /// The number given to it.
        number: HeadingNumber,
        /// Its depth among the headings that have titles, from 1 without gaps.
        depth: usize,
        /// The title.
        title: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// The number of an empty heading, run into the text.
        lead: Option<HeadingNumber>,
        /// The text.
        text: Vec<Inline>,
    },
    /// A paragraph that begins with a dash or a plus.
    Item {
        /// `-` or `+`.
        mark: char,
        /// The text.
        text: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// An image on its own.
    Image {
        /// Path as written, from the document's folder.
        path: String,
        /// Caption, which is the text for people who cannot see it too.
        caption: Text,
    },
    /// The next block begins a page.
    PageBreak,
}

/// A table with one header row.
#[derive(Debug, Clone)]
pub struct Table {
    /// From the line `Bảng: …` above it.
    pub caption: Option<Vec<Inline>>,
    /// How each column is set.
    pub columns: Vec<Align>,
    /// Cells of the header.
    pub header: Vec<Vec<Inline>>,
    /// Cells of each row; as many as there are columns.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column's cells are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    Left,
    /// Centred.
    Centre,
    /// To the right.
    Right,
}

/// A piece of a line.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Words.
    Text(Text),
    /// **đậm**
    Strong(Vec<Inline>),
    /// *nghiêng*
    Emphasis(Vec<Inline>),
    /// m²
    Superscript(Vec<Inline>),
    /// H₂O
    Subscript(Vec<Inline>),
    /// The mark of a footnote: its place in [`Body::footnotes`].
    Footnote {
        /// From 0.
        index: usize,
        /// Whether this mark carries the note; later marks repeat its number.
        first: bool,
    },
    /// A new line inside the paragraph.
    Break,
}

impl Body {
    /// Every text, in reading order; footnotes after the blocks.
    pub fn texts(&self) -> Vec<&Text> {
        let mut texts = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Heading { title: text, .. } | Block::Paragraph { text, .. } | Block::Item { text, .. } => {
                    collect(text, &mut texts)
                }
                Block::Table(table) => {
                    let cells = table.header.iter().chain(table.rows.iter().flatten());
                    for cell in table.caption.iter().chain(cells) {
                        collect(cell, &mut texts);
                    }
                }
                Block::Image { caption, .. } => texts.push(caption),
                Block::PageBreak => {}
            }
        }
        for note in &self.footnotes {
            collect(note, &mut texts);
        }
        texts
    }

    /// The words of the last paragraph, to see whether it closes with `./.`
    pub fn ends_with(&self, end: &str) -> bool {
        match self.blocks.last() {
            Some(Block::Paragraph { text, .. } | Block::Item { text, .. }) => plain(text).trim_end().ends_with(end),
            _ => false,
        }
    }
}

/// The words of a line without their dress.
pub fn plain(inlines: &[Inline]) -> String {
    let mut texts = Vec::new();
    collect(inlines, &mut texts);
    texts.iter().map(|text| text.value.as_str()).collect()
}

fn collect<'a>(inlines: &'a [Inline], texts: &mut Vec<&'a Text>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => texts.push(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Superscript(inner) | Inline::Subscript(inner) => {
                collect(inner, texts)
            }
            Inline::Footnote { .. } | Inline::Break => {}
        }
    }
}
