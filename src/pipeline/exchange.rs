//! Figures from and to spreadsheets: a sheet into `so-lieu.yaml`, a period out as CSV and XLSX.

use std::path::{Path, PathBuf};

use super::Desk;
use crate::export::{self, Output, sheet};
use crate::files::{self, FIGURES_FILE, Workspace};
use crate::finding::{Finding, Findings, codes};
pub use crate::load::Change;
use crate::load::{self, Periods};

/// A kind of spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFormat {
    /// Parted by `;`, in UTF-8.
    Csv,
    /// A workbook.
    Xlsx,
}

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
pub fn import(file: &Path, to: Option<&Path>) -> Result<Imported, Findings> {
    let beside = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = to.unwrap_or(beside);
    let bytes = files::read(file, load::MAX_SHEET)?;
    let above = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let workspace = Workspace::containing(above)?;
    let mut relative = workspace.relative(above)?;
    for part in folder.strip_prefix(above).unwrap_or(Path::new("")).iter() {
        relative = files::within(&relative, &part.to_string_lossy());
    }
    let periods = Periods::load(&workspace)?;
    let name = files::within(&relative, FIGURES_FILE);
    let before = workspace.read(&name, files::MAX_YAML)?;
    let shown = files::show(file);
    let revised = load::import(&shown, &bytes, &relative, (&workspace.shown(&name), before.as_deref()), &periods)?;
    let crlf = before.is_some_and(|bytes| bytes.windows(2).any(|pair| pair == b"\r\n"));
    let text = if crlf { revised.text.replace('\n', "\r\n") } else { revised.text };
    Ok(Imported {
        path: folder.join(FIGURES_FILE),
        bytes: text.into_bytes(),
        changes: revised.changes,
        unchanged: revised.unchanged,
        findings: revised.findings,
    })
}

impl Desk {
    /// The figures of a period as spreadsheets, under the folder of the period.
    ///
    /// # Errors
    /// The figures have errors of their own.
    pub fn export_figures(&self, folder: &str, formats: &[SheetFormat]) -> Result<Vec<Output>, Findings> {
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
        let mut outputs = Vec::new();
        for format in formats {
            let (end, bytes) = match format {
                SheetFormat::Csv => ("csv", sheet::csv(&listing)?),
                SheetFormat::Xlsx => ("xlsx", sheet::xlsx(std::slice::from_ref(&listing))?),
            };
            outputs.push(Output { path: files::within(folder, &format!("so-lieu.{end}")), bytes });
        }
        Ok(outputs)
    }
}
