//! `vanthu register book` and `export`: the books of a year as PDF and spreadsheets.

use super::open;
use crate::base::finding::Findings;
use crate::base::io::{files, paths};
use crate::cli::args::register::{BookArgs, ExportArgs};
use crate::cli::{CLEAN, report};

pub(super) fn print(args: &BookArgs) -> Result<u8, Findings> {
    let registry = open()?;
    let (output, pages) = registry.print(registry.year(args.year, args.incoming), args.incoming)?;
    let path = registry.out(args.out.as_deref()).join(&output.path);
    files::write(&path, &output.bytes)?;
    report::line(&format!("{}  {pages} trang", paths::show(&path)));
    Ok(CLEAN)
}

pub(super) fn export(args: &ExportArgs) -> Result<u8, Findings> {
    let registry = open()?;
    for output in registry.sheets(registry.year(args.year, false), &args.sheets.formats())? {
        let path = registry.out(args.sheets.out.as_deref()).join(&output.path);
        files::write(&path, &output.bytes)?;
        report::line(&paths::show(&path));
    }
    Ok(CLEAN)
}
