//! `vanthu register book` and `export`: the books of a year as PDF and spreadsheets.

use serde_json::json;

use super::open::open;
use crate::base::finding::Findings;
use crate::cli::args::register::{BookArgs, ExportArgs};
use crate::cli::report;

pub(super) fn print(args: &BookArgs) -> Result<(), Findings> {
    let registry = open()?;
    let written = if args.copies {
        registry.write_copies_book(args.year, args.out.as_deref())
    } else {
        registry.write_book(args.year, (args.incoming, args.secret), args.out.as_deref())
    };
    let (paths, pages) = written?;
    report::result(json!({ "tep_da_ghi": paths, "so_trang": pages }));
    match paths.as_slice() {
        [path] => report::line(&format!("{path}  {pages} trang")),
        volumes => {
            volumes.iter().for_each(|path| report::line(path));
            report::line(&format!("Xong: {} quyển, {pages} trang", volumes.len()));
        }
    }
    Ok(())
}

pub(super) fn export(args: &ExportArgs) -> Result<(), Findings> {
    let sheets = &args.sheets;
    let register = open()?;
    report::written(|on| register.write_sheets(args.year, &sheets.formats(), sheets.out.as_deref(), on))
}
