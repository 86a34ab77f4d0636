//! What to make of documents and figures.

pub(crate) use crate::export::Conformance;

/// What to make of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One PDF.
    Pdf,
    /// One picture a page.
    Png,
    /// A folder that stock Typst can compile.
    Typ,
}

/// A kind of spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFormat {
    /// Parted by `;`, in UTF-8.
    Csv,
    /// A workbook.
    Xlsx,
}

/// How documents are built.
#[derive(Debug, Clone)]
pub struct Options {
    /// What to make.
    pub formats: Vec<Format>,
    /// Standards of the PDF.
    pub standards: Vec<Conformance>,
    /// Whether the documents go out: one that waits for a figure is refused.
    pub is_final: bool,
    /// Whether documents that have not changed are set again too.
    pub force: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            formats: vec![Format::Pdf],
            standards: vec![Conformance::A2a, Conformance::Ua1],
            is_final: false,
            force: false,
        }
    }
}
