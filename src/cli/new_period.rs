//! `vanthu new-period`: the folder of the next period, made from that of the last.

use serde_json::json;

use super::args::new_period::NewPeriodArgs;
use super::report;
use crate::operations::common::status::Status;
use crate::operations::new_period::{Created, new_period};

pub(crate) fn run(args: &NewPeriodArgs) -> Status {
    report::done(new_period(&args.folder, &args.from, args.ky.as_deref()).map(|made| print(&made)))
}

/// Files to stdout; what is left to do to stderr.
fn print(made: &Created) {
    report::findings(&made.findings);
    report::result(json!({ "thu_muc": made.folder, "tep_da_ghi": made.files, "khong_chep": made.left }));
    for file in &made.files {
        report::line(file);
    }
    for left in &made.left {
        report::note(&format!("Không sao chép: {left}"));
    }
    let stale = made.findings.iter().count();
    if stale > 0 {
        report::note(&format!("Còn {stale} dòng mang chữ của kỳ trước, cần sửa"));
    }
    report::note(&format!("Điền số liệu vào các chỗ `?` rồi chạy: vanthu build {}", report::argument(&made.folder)));
}
