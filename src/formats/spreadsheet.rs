//! Spreadsheets: CSV, XLSX and ODS → cells as they are shown, and pages of cells → files.

pub(crate) mod csv;
mod demands;
pub(crate) mod grid;
mod hidden;
mod invisible_signs;
pub(crate) mod number_format;
pub(crate) mod ods;
pub(crate) mod open;
pub(crate) mod shown_number;
pub(crate) mod structure_lines;
pub(crate) mod workbook;
pub(crate) mod write;
mod written_out;
