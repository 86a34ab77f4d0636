//! `vanthu figures import` and `export`: figures from and to spreadsheets.

use serde_json::json;

use crate::cli::args::figures::{ExportArgs, ImportArgs};
use crate::cli::report;
use crate::operations::common::status::Status;
use crate::operations::figures::{self, Change, ExportRequest, Imported};

pub(super) fn import(args: &ImportArgs) -> Status {
    report::done(figures::import(&args.file, args.to.as_deref()).map(|imported| print(&imported)))
}

fn print(imported: &Imported) {
    report::findings(&imported.findings);
    let shown = report::path(&imported.path);
    let changes = imported.changes.iter();
    let changes = changes.map(|change| json!({ "ma": change.path, "cu": change.old, "moi": change.new }));
    let changes: Vec<_> = changes.collect();
    report::result(json!({ "tep": shown, "thay_doi": changes, "giu_nguyen": imported.unchanged }));
    if imported.changes.is_empty() {
        report::note(&format!("{shown}: {} số liệu giữ nguyên, không có gì để ghi", imported.unchanged));
        return;
    }
    for change in &imported.changes {
        report::line(&line(change));
    }
    let added = imported.changes.iter().filter(|change| change.old.is_none()).count();
    let changed = imported.changes.len() - added;
    report::note(&format!("{shown}: thêm {added}, đổi {changed}, giữ nguyên {}", imported.unchanged));
}

/// `~ du_lich.luot_khach.thuc_hien: 248.000 → 262.000`
fn line(change: &Change) -> String {
    match &change.old {
        Some(old) => format!("~ {}: {old} → {}", change.path, change.new),
        None => format!("+ {}: {}", change.path, change.new),
    }
}

pub(super) fn export(args: &ExportArgs) -> Status {
    let sheets = &args.sheets;
    let request = ExportRequest { of: args.period.clone(), out: sheets.out.clone(), formats: sheets.formats() };
    let exported = report::written(|on| figures::export(report::here(), &request, on));
    report::answer(exported, |found| {
        report::findings(&found);
        figures::status(&found)
    })
}
