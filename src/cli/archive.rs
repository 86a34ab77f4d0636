//! `vanthu archive`: what is kept, found, taken out and checked.

mod add;
mod find;
mod maintain;
mod retrieve;

use std::path::Path;

use serde_json::{Value, json};

use super::guard::{guarded, quiet};
use super::{FAILED, FINDINGS, report};
use crate::archive::Archive;
use crate::archive::index::{Entry, Index};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace::Workspace;
use crate::cli::args::archive::{Action, ArchiveArgs, NamedArgs};
use crate::load::Office;

pub(crate) fn run(args: &ArchiveArgs) -> u8 {
    quiet();
    let code = guarded(|| match &args.action {
        Action::Add(args) => add::run(args),
        Action::List(args) => find::list(args),
        Action::Search(args) => find::search(args),
        Action::Show(args) => find::show(args),
        Action::Due(args) => find::due(args),
        Action::Get(args) => retrieve::get(args),
        Action::Export(args) => retrieve::export(args),
        Action::Rebuild(args) => maintain::rebuild(args),
        Action::RebuildDocument(args) => retrieve::rebuild_document(args),
        Action::Audit(args) => maintain::audit(args),
        Action::Checkpoint(args) => maintain::checkpoint(args),
        Action::Backup(args) => maintain::backup(args),
        Action::Restore(args) => maintain::restore(args),
    });
    code.unwrap_or_else(|crash| refuse(&crash.into(), false))
}

/// The archive of the workspace around the current folder, or around a path.
fn open(path: Option<&Path>) -> Result<(Workspace, Archive), Finding> {
    let workspace = Workspace::containing(path.unwrap_or(Path::new(".")))?;
    let archive = Archive::of(&workspace);
    Ok((workspace, archive))
}

/// The same with its index; an archive without anything is told.
fn indexed() -> Result<(Archive, Index), Finding> {
    let (workspace, archive) = open(None)?;
    if !archive.exists() {
        return Err(archive.missing());
    }
    let (index, told) = Index::open(&archive)?;
    let index = index.under(office(&workspace).ok());
    report::findings(&told);
    let documents = index.count()?;
    if documents > 0 && archive.store().is_empty() {
        return Err(archive.emptied(documents));
    }
    Ok((archive, index))
}

/// The profile of the office.
fn office(workspace: &Workspace) -> Result<Office, Findings> {
    Ok(Office::load(workspace)?.0)
}

/// The one document that a sign or place names, and its letter if it is the place of one.
fn one(archive: &Archive, index: &Index, which: &NamedArgs) -> Result<(Entry, Option<String>), Finding> {
    let NamedArgs { named, year } = which;
    let letter = archive.letter_at(named);
    let mut found = index.named(letter.as_ref().map_or(named, |of| of.document.as_str()), *year)?;
    match found.len() {
        1 => Ok((found.remove(0), letter.map(|of| of.name))),
        0 => Err(Finding::new(codes::NOTHING_KEPT, format!("kho không có văn bản `{named}`"))
            .hint(format!("tìm thử: `vanthu archive search {named}`"))),
        _ => {
            let places: Vec<String> = found.iter().map(|entry| format!("`{}`", entry.key)).collect();
            Err(Finding::new(
                codes::NOTHING_KEPT,
                format!("`{named}` là {} văn bản: {}", found.len(), places.join(", ")),
            )
            .hint("thêm `--year NĂM`, hoặc ghi nơi lưu như trên thay cho số, ký hiệu"))
        }
    }
}

/// Tells why the command did nothing.
fn refuse(findings: &Findings, json: bool) -> u8 {
    if json {
        report::line(&format!("{:#}", json!({ "phat_hien": as_json(findings) })));
    } else {
        report::findings(findings);
    }
    let could_not_run = findings.iter().all(|finding| finding.code.id.starts_with('W'));
    if could_not_run { FAILED } else { FINDINGS }
}

fn as_json(findings: &Findings) -> Vec<Value> {
    findings.iter().map(report::as_json).collect()
}
