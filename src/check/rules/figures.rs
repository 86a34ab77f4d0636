//! Figures of a document.

pub(crate) mod missing;
