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

/// A number at the head of a paragraph that would be told as typed by hand.
pub(crate) fn typed_number(paragraph: &str) -> Option<&str> {
    heading::typed_number(paragraph, false).map(str::trim_end)
}

/// The same as signs of the text.
pub(crate) fn escaped_number(typed: &str) -> String {
    heading::escaped(typed)
}
