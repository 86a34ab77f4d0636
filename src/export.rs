//! The fifth room: pages → PDF, pictures, or the Typst source with all it needs; figures and tables → spreadsheets.

mod difference;
mod listing;
mod pdf;
mod png;
mod source;
mod tables;

pub use difference::{PagePair, PageState, PagesCompared};
pub use listing::listing;
pub use pdf::{Conformance, PdfOptions, pdf};
pub use png::{png, png_of};
pub use source::source;
pub use tables::tables;

/// A file to write: path from the folder of the document's output, and bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// With `/` between folders.
    pub path: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}
