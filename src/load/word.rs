//! A Word file or pasted text → a draft of a document, with what was guessed and what was not taken.

mod accounted;
mod annexes;
mod body;
mod closing;
pub(crate) mod draft;
mod head;
mod inline;
mod ladder;
mod lines;
mod names;
mod numbers;
pub(crate) mod plain;
pub(crate) mod recognize;
mod tables;
