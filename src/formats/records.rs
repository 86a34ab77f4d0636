//! Records: rows of named cells from CSV, XLSX, ODS or YAML, as mail merge and paper registers are typed.

pub(crate) mod model;
pub(crate) mod read;
mod spreadsheet;
mod yaml;
