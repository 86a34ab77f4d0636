//! File formats that know no document and no figure: YAML, spreadsheets, lists of rows, pictures.

pub(crate) mod picture;
pub(crate) mod records;
pub(crate) mod spreadsheet;
pub(crate) mod word;
pub(crate) mod yaml;
