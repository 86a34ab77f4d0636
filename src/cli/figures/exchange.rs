//! `vanthu figures import` and `export`: figures from and to spreadsheets.

use std::path::Path;

use crate::base::finding::Findings;
use crate::base::io::{files, paths};
use crate::cli::args::figures::{ExportArgs, ImportArgs};
use crate::cli::{CLEAN, FAILED, FINDINGS, report};
use crate::export::Output;
use crate::operations::figures_io::change::Change;
use crate::operations::figures_io::{SheetFormat, import as read_sheet};
use crate::operations::session::Desk;

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
    let shown = paths::show(&imported.path);
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
    let formats = args.sheets.formats();
    match wanted(args, &formats) {
        Ok(written) => {
            let mut failed = Findings::default();
            for outputs in written {
                failed.extend(outputs.err().unwrap_or_default());
            }
            report::findings(&failed);
            if failed.has_errors() { FINDINGS } else { CLEAN }
        }
        Err(findings) => {
            report::findings(&findings);
            FAILED
        }
    }
}

/// Writes what was asked for: the tables of a document, or the figures of one period or all.
fn wanted(args: &ExportArgs, formats: &[SheetFormat]) -> Result<Vec<Result<(), Findings>>, Findings> {
    let typed = args.period.as_deref().map(Path::new);
    if let Some(file) = typed.filter(|path| path.is_file()) {
        let (desk, _) = Desk::open(file)?;
        let out = args.sheets.out.clone().unwrap_or_else(|| "out".into());
        let documents = desk.documents(file)?;
        let tables = documents.iter().map(|document| write(desk.export_tables(document, formats), &out));
        return Ok(tables.collect());
    }
    let (desk, folders) = super::open(args.period.as_deref())?;
    // beside where one stands when a path is typed, beside the office's profile when only a period is named
    let beside = if typed.is_some_and(Path::is_dir) { "out".to_owned() } else { desk.workspace().shown("out") };
    let out = args.sheets.out.clone().unwrap_or_else(|| beside.into());
    Ok(folders.iter().map(|folder| write(desk.export_figures(folder, formats), &out)).collect())
}

fn write(outputs: Result<Vec<Output>, Findings>, out: &Path) -> Result<(), Findings> {
    for output in outputs? {
        let path = out.join(&output.path);
        files::write(&path, &output.bytes)?;
        report::line(&paths::show(&path));
    }
    Ok(())
}
