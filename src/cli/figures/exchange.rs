//! `vanthu figures import` and `export`: figures from and to spreadsheets.

use std::path::Path;

use super::args::{ExportArgs, ImportArgs, SheetArg};
use crate::cli::{CLEAN, FAILED, FINDINGS, report};
use crate::files;
use crate::finding::Findings;
use crate::pipeline::Desk;
use crate::pipeline::exchange::{Change, SheetFormat, import as read_sheet};

pub(super) fn import(args: &ImportArgs) -> u8 {
    let imported = match read_sheet(&args.file, args.to.as_deref()) {
        Ok(imported) => imported,
        Err(findings) => {
            report::findings(&findings);
            let could_not_run = findings.iter().all(|finding| finding.code.id.starts_with('W'));
            return if could_not_run { FAILED } else { FINDINGS };
        }
    };
    report::findings(&imported.findings);
    let shown = files::show(&imported.path);
    if imported.changes.is_empty() {
        report::note(&format!("{shown}: {} số liệu giữ nguyên, không có gì để ghi", imported.unchanged));
        return CLEAN;
    }
    if let Err(finding) = files::write(&imported.path, &imported.bytes) {
        report::findings(&finding.into());
        return FAILED;
    }
    for change in &imported.changes {
        report::line(&line(change));
    }
    let added = imported.changes.iter().filter(|change| change.old.is_none()).count();
    let changed = imported.changes.len() - added;
    report::note(&format!("{shown}: thêm {added}, đổi {changed}, giữ nguyên {}", imported.unchanged));
    CLEAN
}

/// `~ du_lich.luot_khach.thuc_hien: 248.000 → 262.000`
fn line(change: &Change) -> String {
    match &change.old {
        Some(old) => format!("~ {}: {old} → {}", change.path, change.new),
        None => format!("+ {}: {}", change.path, change.new),
    }
}

pub(super) fn export(args: &ExportArgs) -> u8 {
    let (desk, folders) = match super::open(args.period.as_deref()) {
        Ok(opened) => opened,
        Err(findings) => {
            report::findings(&findings);
            return FAILED;
        }
    };
    // beside where one stands when a path is typed, beside the office's profile when only a period is named
    let typed_path = args.period.as_deref().is_some_and(|period| Path::new(period).is_dir());
    let beside = if typed_path { "out".to_owned() } else { desk.workspace().shown("out") };
    let out = args.out.clone().unwrap_or_else(|| beside.into());
    let formats: Vec<SheetFormat> = args.format.iter().map(|format| SheetFormat::from(*format)).collect();
    let mut failed = Findings::default();
    for folder in folders {
        if let Err(findings) = write(&desk, &folder, &formats, &out) {
            failed.extend(findings);
        }
    }
    report::findings(&failed);
    if failed.has_errors() { FINDINGS } else { CLEAN }
}

fn write(desk: &Desk, folder: &str, formats: &[SheetFormat], out: &Path) -> Result<(), Findings> {
    for output in desk.export_figures(folder, formats)? {
        let path = out.join(&output.path);
        files::write(&path, &output.bytes)?;
        report::line(&files::show(&path));
    }
    Ok(())
}

impl From<SheetArg> for SheetFormat {
    fn from(format: SheetArg) -> Self {
        match format {
            SheetArg::Csv => Self::Csv,
            SheetArg::Xlsx => Self::Xlsx,
        }
    }
}
