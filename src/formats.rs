//! File formats that know no document and no figure: YAML, spreadsheets, lists of rows.

pub(crate) mod records;
pub(crate) mod spreadsheet;
pub(crate) mod yaml;
