//! Pages → PDF, pictures, or the Typst source with all it needs; figures and tables → spreadsheets.

mod bundle;
mod copied_pages;
mod output;
mod page;
mod page_diff;
mod pdf;
mod png;
pub(crate) mod spreadsheet;
mod structure_tree;
mod typst;

pub(crate) use bundle::{BundlePart, bundle, page_count};
pub(crate) use copied_pages::{CopiedPages, Placing};
pub use output::Output;
pub(crate) use page_diff::{PageState, PagesCompared};
pub(crate) use pdf::Conformance;
pub use pdf::{PdfOptions, pdf};
pub use png::{png, png_of};
pub(crate) use spreadsheet::figures::listing;
pub use spreadsheet::tables::tables;

pub use self::typst::source;
