//! Markdown of a body → numbered blocks; what is not supported is reported with its place, never dropped.

pub(crate) mod fenced;
mod footnote;
mod footnotes;
mod heading;
mod inline;
mod joined_cells;
mod labels;
mod lines;
mod nesting;
mod parser;
mod pasted_table;
mod scripts;
mod table;

pub(crate) use parser::{Images, parse};
