//! Nội dung: numbered headings, paragraphs, dash items, tables, images and footnotes.

use crate::base::source::Text;
use crate::domain::document::heading_numbers::HeadingNumber;
use crate::domain::document::spans::{Span, first_cell};

/// What closes every text, typed or not [N30-III].
pub(crate) const CLOSING: &str = "./.";

/// The text of a document or an annex.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// Footnotes in the order of their first marks.
    pub footnotes: Vec<Vec<Inline>>,
    /// What their marks call them by, in the same order.
    pub footnote_names: Vec<String>,
    /// The labels that its sentences refer to, and where.
    pub references: Vec<Text>,
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
        /// How deep it stands among the items, from 1.
        level: usize,
        /// The text.
        text: Vec<Inline>,
    },
    /// A line of its own in the middle of the page.
    Centred {
        /// The text.
        text: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// An image on its own.
    Image {
        /// Path as written, from the document's folder, in the place of the whole picture.
        path: Text,
        /// Caption, which is the text for people who cannot see it too.
        caption: Vec<Inline>,
        /// What references call it by.
        label: Option<Text>,
    },
    /// The next block begins a page.
    PageBreak,
    /// A block of a redline that went or came as a whole, or has another number.
    Revised {
        /// What became of it.
        revision: Revision,
        /// The block itself.
        block: Box<Block>,
    },
}

/// What became of a block between two documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revision {
    /// Only in the old document.
    Deleted,
    /// Only in the new one.
    Inserted,
    /// In both, under another number: that of the old one.
    Renumbered(String),
}

impl Block {
    /// The block without what became of it.
    pub fn bare(&self) -> &Self {
        match self {
            Self::Revised { block, .. } => block.bare(),
            block => block,
        }
    }

    /// Whether only the old document of a redline has it.
    pub(crate) fn is_deleted(&self) -> bool {
        matches!(self, Self::Revised { revision: Revision::Deleted, .. })
    }

    /// What references call it by.
    pub fn label(&self) -> Option<&Text> {
        match self.bare() {
            Self::Table(table) => table.label.as_ref(),
            Self::Chart(chart) => chart.label.as_ref(),
            Self::Image { label, .. } => label.as_ref(),
            Self::Heading { number, .. } | Self::Paragraph { lead: Some(number), .. } => number.name.as_ref(),
            _ => None,
        }
    }
}

/// A table with one heading row or more.
#[derive(Debug, Clone)]
pub struct Table {
    /// From the line `Bảng: …` above it.
    pub caption: Option<Vec<Inline>>,
    /// `Đơn vị tính: …`, above the table at the right.
    pub unit_line: Option<String>,
    /// A note under the table.
    pub note: Option<Vec<Inline>>,
    /// What references call it by.
    pub label: Option<Text>,
    /// How each column is set.
    pub columns: Vec<Align>,
    /// Cells of each heading row; as many as there are columns.
    pub header: Vec<Row>,
    /// Cells of each row below; as many as there are columns.
    pub rows: Vec<Row>,
    /// Cells joined into one; those covered are empty.
    pub spans: Vec<Span>,
    /// How wide the columns are beside one another, as the clerk says; empty when the program decides.
    pub widths: Vec<u32>,
    /// Whether rules part its cells; without them it only sets words in columns, and has no heading.
    pub ruled: bool,
}

/// The cells of a row of a table.
pub type Row = Vec<Vec<Inline>>;

impl Table {
    /// All rows, the heading first.
    pub fn all_rows(&self) -> impl Iterator<Item = &Row> {
        self.header.iter().chain(&self.rows)
    }

    /// All cells, the heading first.
    pub fn cells(&self) -> impl Iterator<Item = &Vec<Inline>> {
        self.all_rows().flatten()
    }

    /// The words over a column, from the first heading row down; those of a joined cell once.
    pub(crate) fn headings(&self, column: usize) -> Vec<&Vec<Inline>> {
        let mut places: Vec<(usize, usize)> =
            (0..self.header.len()).map(|row| first_cell(&self.spans, row, column)).collect();
        places.dedup();
        places.into_iter().filter_map(|(row, column)| self.header.get(row)?.get(column)).collect()
    }
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

/// A chart of figures.
#[derive(Debug, Clone)]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// Under the axis: indicators or periods.
    pub labels: Vec<String>,
    /// Each with one point a label.
    pub series: Vec<Series>,
    /// Đơn vị tính.
    pub unit: Option<String>,
    /// Tên bảng, tên biểu đồ.
    pub caption: Vec<Inline>,
    /// The same in words, for people who cannot see it.
    pub alt: String,
    /// What references call it by.
    pub label: Option<Text>,
}

/// Values drawn alike.
#[derive(Debug, Clone)]
pub struct Series {
    /// For the legend.
    pub name: String,
    /// One a label.
    pub points: Vec<Point>,
}

/// A value of a chart.
#[derive(Debug, Clone, Default)]
pub struct Point {
    /// `1333.6`, which decides how tall it is; absent while unknown.
    pub plain: Option<String>,
    /// `1.333,6`, which stands beside it.
    pub printed: String,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Bars side by side.
    Bars,
    /// Bars on top of one another.
    Stacked,
    /// Lines over periods.
    Lines,
    /// A pie.
    Pie,
    /// A ring.
    Ring,
    /// Results against the plan.
    Progress,
}

impl ChartKind {
    /// Names as a clerk writes them.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("cot", Self::Bars),
        ("cot_chong", Self::Stacked),
        ("duong", Self::Lines),
        ("tron", Self::Pie),
        ("vanh", Self::Ring),
        ("tien_do", Self::Progress),
    ];

    /// The kind of a name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// The name of a kind.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("cot", |(name, _)| name)
    }

    /// What it is called in words.
    pub(crate) fn spoken(self) -> &'static str {
        match self {
            Self::Bars => "Biểu đồ cột",
            Self::Stacked => "Biểu đồ cột chồng",
            Self::Lines => "Biểu đồ đường",
            Self::Pie | Self::Ring => "Biểu đồ tròn",
            Self::Progress => "Biểu đồ tiến độ",
        }
    }
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
    /// `Điều 3`, `Bảng 1`: what the document's references print for this label.
    Reference(String),
    /// A new line inside the paragraph.
    Break,
    /// Words only the old document has; in a redline alone.
    Deleted(Vec<Inline>),
    /// Words only the new document has; in a redline alone.
    Inserted(Vec<Inline>),
}

impl Inline {
    /// What stands inside it.
    pub(crate) fn inner(&self) -> &[Self] {
        match self {
            Self::Strong(inner)
            | Self::Emphasis(inner)
            | Self::Superscript(inner)
            | Self::Subscript(inner)
            | Self::Deleted(inner)
            | Self::Inserted(inner) => inner,
            Self::Text(_) | Self::Footnote { .. } | Self::Reference(_) | Self::Break => &[],
        }
    }
}

impl Body {
    /// Every text, in reading order; footnotes after the blocks.
    pub fn texts(&self) -> Vec<&Text> {
        let mut texts = Vec::new();
        for block in &self.blocks {
            match block.bare() {
                Block::Heading { title: text, .. }
                | Block::Paragraph { text, .. }
                | Block::Item { text, .. }
                | Block::Centred { text } => collect(text, &mut texts),
                Block::Table(table) => {
                    for cell in table.caption.iter().chain(table.cells()).chain(&table.note) {
                        collect(cell, &mut texts);
                    }
                }
                Block::Image { caption, .. } | Block::Chart(Chart { caption, .. }) => collect(caption, &mut texts),
                Block::PageBreak | Block::Revised { .. } => {}
            }
        }
        for note in &self.footnotes {
            collect(note, &mut texts);
        }
        texts
    }

    /// Takes the closing sign off the last paragraph, to which another is added.
    pub(crate) fn open_end(&mut self) {
        let Some(Block::Paragraph { text, .. } | Block::Item { text, .. }) = self.blocks.last_mut() else { return };
        if let Some(text) = last_text(text)
            && let Some(open) = text.value.trim_end().strip_suffix(CLOSING)
        {
            text.value = format!("{open}.");
        }
    }

    /// The words of the last paragraph, to see whether it closes with `./.`
    pub fn ends_with(&self, end: &str) -> bool {
        match self.blocks.iter().rfind(|block| !block.is_deleted()).map(Block::bare) {
            Some(Block::Paragraph { text, .. } | Block::Item { text, .. } | Block::Centred { text }) => {
                current(text).trim_end().ends_with(end)
            }
            _ => false,
        }
    }
}

/// The last words of a line.
fn last_text(inlines: &mut [Inline]) -> Option<&mut Text> {
    match inlines.last_mut()? {
        Inline::Text(text) => Some(text),
        Inline::Strong(inner) | Inline::Emphasis(inner) => last_text(inner),
        _ => None,
    }
}

/// The words of a line that the new document of a redline has.
fn current(inlines: &[Inline]) -> String {
    let kept = inlines.iter().filter(|inline| !matches!(inline, Inline::Deleted(_)));
    kept.map(|inline| plain(std::slice::from_ref(inline))).collect()
}

/// The first words of a line.
pub fn first_text(inlines: &[Inline]) -> Option<&Text> {
    let mut texts = Vec::new();
    collect(inlines, &mut texts);
    texts.first().copied()
}

/// The words of a line without their dress; a new line inside it parts words as a blank does.
pub fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    add_plain(inlines, &mut words);
    words
}

fn add_plain(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => words.push_str(&text.value),
            Inline::Break if words.is_empty() || words.ends_with(char::is_whitespace) => {}
            Inline::Break => words.push(' '),
            inline => add_plain(inline.inner(), words),
        }
    }
}

fn collect<'a>(inlines: &'a [Inline], texts: &mut Vec<&'a Text>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => texts.push(text),
            inline => collect(inline.inner(), texts),
        }
    }
}
