//! Figures from and to spreadsheets: a sheet into `so-lieu.yaml`, a period or a document's tables out as CSV and XLSX.

use std::path::{Path, PathBuf};

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::FIGURES_FILE;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{files, git, names, paths};
use crate::base::text::encoding::Encoding;
use crate::base::text::line_ends::LineEnds;
use crate::export::{self, Output};
use crate::formats::spreadsheet::open;
use crate::formats::spreadsheet::write::{Sheet, csv, xlsx};
use crate::load::Periods;
use crate::operations::common::options::SheetFormat;
use crate::operations::common::outputs;
use crate::operations::common::session::Session;
use crate::operations::figures::change::Change;
use crate::operations::figures::import::update_text;

/// A figures file brought up to a spreadsheet, ready to be written.
#[derive(Debug)]
pub struct Imported {
    /// The figures file.
    pub path: PathBuf,
    /// Its whole content.
    pub bytes: Vec<u8>,
    /// What is added or changed, in the order of the sheet.
    pub changes: Vec<Change>,
    /// Indicators of the sheet that the file has already.
    pub unchanged: usize,
    /// Warnings.
    pub findings: Findings,
}

/// Reads a spreadsheet into the figures file of a folder; without `to`, of the folder it lies in. Writes nothing.
///
/// # Errors
/// Whatever is wrong with the sheet or the file: nothing is taken over in part.
pub(crate) fn import(file: &Path, to: Option<&Path>) -> Result<Imported, Findings> {
    let beside = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = to.unwrap_or(beside);
    outputs::refuse_place_without_documents(folder)?;
    let bytes = files::read(file, open::MAX_SHEET)?;
    let (workspace, relative) = git::workspace_above(folder)?;
    let periods = Periods::load(&workspace)?;
    let name = WorkspacePath::of(&relative).join(FIGURES_FILE);
    let before = workspace.read(&name, names::MAX_YAML)?;
    let shown = paths::show(file);
    let revised = update_text(&shown, &bytes, &relative, (&workspace.shown(&name), before.as_deref()), &periods)?;
    let before = before.unwrap_or_default();
    let text = LineEnds::of(&before).write(revised.text);
    Ok(Imported {
        path: folder.join(FIGURES_FILE),
        bytes: Encoding::of(&before).encode(&text),
        changes: revised.changes,
        unchanged: revised.unchanged,
        findings: revised.findings,
    })
}

impl Session {
    /// The figures of a period as spreadsheets, under the folder of the period.
    ///
    /// # Errors
    /// The figures have errors of their own.
    pub(crate) fn export_figures(&self, folder: &str, formats: &[SheetFormat]) -> Result<Vec<Output>, Findings> {
        let findings = self.periods.findings(folder);
        if findings.has_errors() {
            return Err(findings);
        }
        let almanac = self.periods.almanac();
        let Some(figures) = almanac.in_folder(folder) else {
            let finding = Finding::new(codes::UNKNOWN_REFERENCE, format!("không có kỳ `{folder}`"));
            return Err(finding.hint("xem các kỳ có số liệu bằng `vanthu figures`").into());
        };
        let listing = export::listing(figures, almanac);
        written(&[listing], formats, &WorkspacePath::of(folder).join("so-lieu"))
    }

    /// Every table of a document as spreadsheets, beside where its PDF goes: `bao-cao-bang.xlsx` with a page a
    /// table, `bao-cao-bang-1.csv` and so on.
    ///
    /// # Errors
    /// The document cannot be built, or has no table.
    pub fn export_tables(&self, path: &str, formats: &[SheetFormat]) -> Result<Vec<Output>, Findings> {
        let (document, findings) = self.load(path);
        let Some(document) = document else {
            return Err(findings);
        };
        let tables = export::tables(&document);
        if tables.is_empty() {
            let finding = Finding::new(codes::NOTHING_TO_BUILD, "văn bản không có bảng nào");
            return Err(finding
                .in_file(self.workspace.shown(path))
                .hint("ghi số liệu của cả kỳ bằng `vanthu figures export <thư mục của kỳ>`")
                .into());
        }
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        written(&tables, formats, &format!("{stem}-bang"))
    }
}

/// One workbook for all sheets, one text file each.
fn written(sheets: &[Sheet], formats: &[SheetFormat], stem: &str) -> Result<Vec<Output>, Findings> {
    let mut outputs = Vec::new();
    for format in formats {
        match (format, sheets) {
            (SheetFormat::Xlsx, _) => {
                outputs.push(Output { path: format!("{stem}.xlsx"), bytes: xlsx(sheets)? });
            }
            (SheetFormat::Csv, [one]) => {
                outputs.push(Output { path: format!("{stem}.csv"), bytes: csv(one)? });
            }
            (SheetFormat::Csv, several) => {
                for (one, n) in several.iter().zip(1..) {
                    outputs.push(Output { path: format!("{stem}-{n}.csv"), bytes: csv(one)? });
                }
            }
        }
    }
    Ok(outputs)
}
