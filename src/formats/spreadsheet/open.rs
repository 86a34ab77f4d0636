//! The pages of a spreadsheet, whatever file it comes in.

use std::panic;

use super::{csv, workbook};
use crate::base::finding::{Finding, codes};
use crate::formats::spreadsheet::grid::Worksheet;

/// The pages of a spreadsheet; `separator` finds the sign that parts the cells of a CSV. A file that makes its reader
/// crash is a broken one.
pub(crate) fn pages(shown: &str, bytes: &[u8], separator: fn(&str) -> u8) -> Result<Vec<Worksheet>, Box<Finding>> {
    let read = panic::catch_unwind(|| pages_of(shown, bytes, separator));
    read.unwrap_or_else(|_| Err(workbook::broken(shown)))
}

fn pages_of(shown: &str, bytes: &[u8], separator: fn(&str) -> u8) -> Result<Vec<Worksheet>, Box<Finding>> {
    let end = shown.rsplit('.').next().unwrap_or_default().to_lowercase();
    match end.as_str() {
        "xlsx" | "xlsm" => workbook::xlsx(shown, bytes),
        "ods" => workbook::ods(shown, bytes),
        "csv" | "txt" | "tsv" => csv::pages(shown, bytes, separator),
        _ => Err(Box::new(
            Finding::new(codes::SHEET_UNREADABLE, format!("không đọc được bảng tính dạng `.{end}`"))
                .in_file(shown)
                .hint("mở tệp bằng Excel hoặc LibreOffice rồi lưu lại thành `.xlsx`, `.ods` hoặc `.csv` (CSV UTF-8)"),
        )),
    }
}

/// Largest spreadsheet, bytes; one of 2.000 indicators has 150 KB.
pub(crate) const MAX_SHEET: u64 = 16 << 20;
