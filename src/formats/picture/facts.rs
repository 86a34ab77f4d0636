//! What a picture asks for, and how much of it a page takes.

/// Points a picture may have: a page of A4 scanned at 600 dpi has 35 million.
pub(crate) const MAX_POINTS: u64 = 50_000_000;

/// Points of a side: what the writer of the PDF takes.
pub(crate) const MAX_SIDE: u32 = 16_384;

/// What a picture asks for, read from its header.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Picture {
    /// The ending of names that stands for what it is.
    pub(crate) ending: &'static str,
    /// Bytes that its points take on the way to the page.
    pub(crate) weight: u64,
    /// What it writes, when it is a drawing.
    pub(crate) words: Words,
    /// Whether its colours are those of printing inks.
    pub(crate) is_cmyk: bool,
}

/// The words of a drawing, set with the fonts of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Words {
    pub(crate) text: String,
    /// Lists of families that it asks for, the first that there is being the one to use.
    pub(crate) families: Vec<Vec<String>>,
}
