//! The fifth room: pages → PDF, pictures, or the Typst source with all it needs; figures and tables → spreadsheets.

mod page_diff;
mod pdf;
mod png;
pub(crate) mod spreadsheet;
mod typst;

pub use pdf::{Conformance, PdfOptions, pdf};
pub use png::{png, png_of};

pub use crate::export::page_diff::{PagePair, PageState, PagesCompared};
pub(crate) use crate::export::spreadsheet::figures::listing;
pub use crate::export::spreadsheet::tables::tables;
pub use crate::export::typst::source;

/// A file to write: path from the folder of the document's output, and bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// With `/` between folders.
    pub path: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}
