//! The clerk's files → [`Document`](crate::domain::document::Document), figures of the periods, office. Reads only, and
//! tells everything that is wrong in one pass.

mod annex_schema;
pub(crate) mod attached_file;
mod attached_schema;
pub(crate) mod citations;
mod dates;
mod document;
mod document_file;
pub(crate) mod figures;
pub(crate) mod file;
mod images;
pub(crate) mod letter_file_name;
mod office;
mod own_fields;
mod paper_register;
mod periods;
mod references;
mod refused_expressions;
mod schema;
mod text_file;
pub(crate) mod word;

pub(crate) use crate::content::expression::citations::ATTRIBUTES as CITED_ATTRIBUTES;
pub(crate) use document_file::DocumentFile;
pub use document_file::{Loaded, document};
pub(crate) use figures::spreadsheet::SHEET_FILES;
pub(crate) use office::Office;
pub(crate) use paper_register::{PaperRegisterColumn, PaperRegisterLine, read_paper_register};
pub(crate) use periods::Periods;
pub use schema::schemas;
