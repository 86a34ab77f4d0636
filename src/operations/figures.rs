//! Figures of periods: where they are used, from spreadsheets, to spreadsheets.

pub(crate) mod change;
pub(crate) mod exchange;
pub(crate) mod import;
pub mod usage;
pub(crate) mod write;

use std::path::{Path, PathBuf};

use crate::base::finding::{Finding, Findings};
use crate::base::io::{files, paths};
use crate::export::Output;
use crate::operations::common::guard::guarded_job;
use crate::operations::common::options::SheetFormat;
use crate::operations::common::outputs;
use crate::operations::common::periods;
use crate::operations::common::session::Session;
use crate::operations::common::status::{Refused, Status};
pub use crate::operations::figures::change::Change;
pub(crate) use crate::operations::figures::exchange::Imported;
pub use crate::operations::figures::usage::{Ledger, Row};

/// The figures of periods and their uses, period by period: of a folder, of a name, or of all; with what was found in
/// them, in their uses and in the workspace.
///
/// # Errors
/// The workspace cannot be used, or there is no such period.
pub(crate) fn usage(here: &Path, wanted: Option<&str>) -> Result<(Vec<Ledger>, Findings), Refused> {
    let (session, mut findings, folders) = periods::open(here, wanted).map_err(Refused::failed)?;
    let ledgers = folders.iter().map(|folder| session.ledger(folder)).collect::<Result<Vec<Ledger>, _>>();
    let ledgers = ledgers.map_err(Refused::failed)?;
    ledgers.iter().for_each(|ledger| findings.extend(ledger.findings.clone()));
    Ok((ledgers, findings.in_source_order()))
}

/// Brings the figures file of a folder up to a spreadsheet; without `to`, of the folder it lies in.
///
/// # Errors
/// Whatever is wrong with the sheet or the file: nothing is taken over in part.
pub fn import(file: &Path, to: Option<&Path>) -> Result<Imported, Refused> {
    guarded_job(|| {
        let imported = exchange::import(file, to)?;
        if !imported.changes.is_empty()
            && let Err(finding) = files::rewrite(&imported.path, &imported.bytes)
        {
            let mut findings = imported.findings;
            findings.push(finding);
            return Err(Refused::failed(findings));
        }
        Ok(imported)
    })
}

/// What to write as spreadsheets.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// A document for its tables, a folder or name of a period for its figures; none for the figures of all.
    pub of: Option<String>,
    /// The output folder; none for the usual one.
    pub out: Option<PathBuf>,
    /// The kinds of spreadsheets.
    pub formats: Vec<SheetFormat>,
}

/// Writes figures or tables as spreadsheets, and tells each file once it is there; warnings about the workspace, and what
/// kept others from being written.
///
/// # Errors
/// The workspace cannot be used, or there is no such document or period.
pub fn export(here: &Path, request: &ExportRequest, on: &mut dyn FnMut(&str)) -> Result<Findings, Refused> {
    let (outputs, out, mut findings) = outputs(here, request).map_err(Refused::failed)?;
    for outputs in outputs {
        if let Err(found) = outputs.and_then(|outputs| Ok(write_outputs(&outputs, &out, on)?)) {
            findings.extend(found);
        }
    }
    Ok(findings)
}

/// How a job ended of which this was found.
pub fn status(found: &Findings) -> Status {
    Status::of(found)
}

type Outputs = Result<Vec<Output>, Findings>;

/// The files of each document or period, where they go, and warnings about the workspace.
fn outputs(here: &Path, request: &ExportRequest) -> Result<(Vec<Outputs>, PathBuf, Findings), Findings> {
    let ExportRequest { of, out, formats } = request;
    let typed = of.as_deref().map(Path::new);
    if let Some(file) = typed.filter(|path| path.is_file()) {
        let (session, warnings) = Session::open(file)?;
        let documents = session.documents(file)?;
        let tables = documents.iter().map(|document| session.export_tables(document, formats));
        return Ok((tables.collect(), out.clone().unwrap_or_else(|| "out".into()), warnings));
    }
    let (session, warnings, folders) = periods::open(here, of.as_deref())?;
    // beside where one stands when a path is typed, beside the office's profile when only a period is named
    let beside = if typed.is_some_and(Path::is_dir) { "out".into() } else { session.workspace().reached("out") };
    let figures = folders.iter().map(|folder| session.export_figures(folder, formats));
    Ok((figures.collect(), out.clone().unwrap_or(beside), warnings))
}

fn write_outputs(outputs: &[Output], out: &Path, on: &mut dyn FnMut(&str)) -> Result<(), Finding> {
    for output in outputs {
        let path = out.join(&output.path);
        outputs::write(&path, &output.bytes)?;
        on(&paths::show(&path));
    }
    Ok(())
}
