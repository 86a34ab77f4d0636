//! Figures and tables of a document as spreadsheets.

pub(crate) mod figures;
pub(crate) mod tables;
