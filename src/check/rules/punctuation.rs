//! Signs between words: dấu câu.

pub(crate) mod brackets;
pub(crate) mod doubled;
pub(crate) mod spaces;
