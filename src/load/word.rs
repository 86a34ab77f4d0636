//! A Word file or pasted text → a draft of a document, with what was guessed and what was not taken.

mod accounted;
mod annexes;
mod body;
mod closing;
pub(crate) mod draft;
mod head;
mod headings;
mod inline;
mod ladder;
mod lines;
mod marks;
mod numbers;
mod opening;
mod own_fields;
pub(crate) mod plain;
pub(crate) mod recognize;
mod table_blocks;
mod tables;
mod title;
pub(crate) mod told;
mod writer;
