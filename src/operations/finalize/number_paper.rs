//! A paper document that was signed has got its number: what waited for it is kept under the number from here on
//! [N30 Điều 15.2]. The PDF keeps its blank; the number stands on the signed paper, in the file and in the register.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::refusal::OutOfOrder;
use crate::archive::event::DepositFacts;
use crate::archive::index::Index;
use crate::archive::metadata::Metadata;
use crate::archive::{Archive, Deposit, ObjectKey, object_file as file};
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace::Workspace;
use crate::domain::document::Kind;
use crate::domain::document::date::short as day;
use crate::domain::register::event::OfEntry;
use crate::domain::register::{Facts, Waiting};
use crate::operations::register::write_number::with_number_and_date;

/// Whether a paper document may get a number and date: its file is as it was finalized, but for what a run before
/// wrote into it.
///
/// # Errors
/// It changed since, or the date is before the day it was finalized.
pub(crate) fn may_be_numbered(
    workspace: &Workspace,
    waiting: &Waiting,
    facts: &Facts,
    bytes: &[u8],
) -> Result<(), Finding> {
    let (document, finalized) = (&waiting.facts.document, waiting.facts.finalization.on);
    let Some(date) = facts.date else { return Ok(()) };
    if date < finalized {
        let message = format!("ngày {} ở trước ngày chốt bản trình ký, {}", day(date), day(finalized));
        let finding = Finding::new(codes::DATE_AND_NUMBER, message).in_file(workspace.shown(document));
        return Err(finding.hint("văn bản giấy ghi ngày sau khi ký: sửa `--date`, từ ngày chốt trở đi"));
    }
    let files = kept(workspace, waiting)?;
    let before = files.get(&format!("{}/{document}", file::INPUTS));
    let written = before.and_then(|before| with_number_and_date("", before, &number(facts), &iso(date)).ok());
    let same = before.is_some_and(|before| before == bytes) || written.is_some_and(|written| written == bytes);
    if same {
        return Ok(());
    }
    Err(OutOfOrder::ChangedSinceFinalized { document: workspace.shown(document) }.into())
}

/// Keeps what waited for a number under it.
///
/// # Errors
/// What waited is not whole, or the archive cannot be written.
pub(crate) fn keep_under_number(workspace: &Workspace, waiting: &Waiting, facts: &Facts) -> Result<Findings, Finding> {
    let (archive, mut files) = (Archive::of(workspace), kept(workspace, waiting)?);
    let metadata = files.get(file::METADATA).and_then(|bytes| Metadata::parse(bytes));
    let kind = Kind::from_key(&facts.kind);
    let (Some(metadata), Some(kind), Some(date)) = (metadata, kind, facts.date) else {
        let key = ObjectKey::parse(&waiting.object).ok_or_else(|| archive.missing())?;
        return Err(archive.lost(&key));
    };
    let (key, mut metadata) = metadata.given(kind, &facts.reference.number_and_symbol(), date);
    metadata.official.to.clone_from(&facts.recipients);
    files.insert(file::METADATA.to_owned(), metadata.to_bytes());
    let mut finalization = waiting.facts.finalization.clone();
    finalization.waited_at = Some(waiting.object.clone());
    let deposit = Deposit {
        key,
        message: format!("Cấp số {} cho bản đã ký", facts.reference),
        files,
        facts: DepositFacts::Finalized(OfEntry { reference: facts.reference.clone(), facts: finalization }),
    };
    let (index, mut findings) = Index::open(&archive)?;
    let (_, more) = archive.deposit(clock::now(), index.position(), deposit, |_| Ok(None))?;
    findings.extend(more);
    Ok(findings)
}

/// The files of a document that waits for its number.
fn kept(workspace: &Workspace, waiting: &Waiting) -> Result<BTreeMap<String, Vec<u8>>, Finding> {
    let archive = Archive::of(workspace);
    let key = ObjectKey::parse(&waiting.object).ok_or_else(|| archive.missing())?;
    let store = archive.store();
    let inventory = store.inventory(&key)?.ok_or_else(|| archive.lost(&key))?;
    let files = inventory.files(waiting.version).into_iter();
    let read = |(path, digest): (&str, &str)| Ok((path.to_owned(), store.content(&key, &inventory, digest)?));
    files.map(read).collect()
}

fn number(facts: &Facts) -> String {
    facts.reference.number.typed()
}

fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}
