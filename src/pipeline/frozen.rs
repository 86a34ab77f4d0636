//! What was issued stays as it was: a build may write an issued document again, but only the very bytes that went out.

use std::sync::Arc;

use super::update::past::Past;
use super::update::{State, Updated};
use super::{Desk, Target};
use crate::files::Workspace;
use crate::finding::{Finding, codes};
use crate::journal::{Journal, Position};
use crate::record::{Digest, Record};
use crate::register::{Entry, Register};

/// The register of a workspace, to be read.
#[derive(Debug, Clone)]
pub(super) struct Issues {
    journal: Journal,
    register: Register,
    place: Position,
}

impl Issues {
    /// Reads the log, if there is one.
    ///
    /// # Errors
    /// The log cannot be read: nobody knows then what must stay as it is.
    pub(super) fn of(workspace: &Workspace) -> Result<Self, Finding> {
        let journal = Journal::in_workspace(workspace);
        let (events, place) = journal.since(&Position::default())?;
        Ok(Self { journal, register: Register::of(&events), place })
    }
}

impl Desk {
    /// The line of a document that was issued, also when that was a moment ago.
    ///
    /// # Errors
    /// The log cannot be read.
    pub(super) fn issued(&mut self, document: &str) -> Result<Option<Entry>, Finding> {
        let (events, place) = self.issues.journal.since(&self.issues.place)?;
        if !events.is_empty() {
            let issues = Arc::make_mut(&mut self.issues);
            issues.register.take(&events);
            issues.place = place;
        }
        let entry = self.issues.register.entry_of(document);
        Ok(entry.filter(|entry| entry.state.is_issued()).cloned())
    }
}

/// What a build may do with an issued document: nothing that would make it another.
pub(super) fn held(updated: Updated, entry: &Entry, target: Target<'_>, old: &Past<'_>) -> Updated {
    if updated.state == State::Failed || is_as_issued(&updated, entry, target, old) {
        return updated;
    }
    let mut findings = updated.findings;
    findings.push(changed(entry, updated.state));
    Updated { reasons: updated.reasons, changes: updated.changes, ..Updated::failed(findings) }
}

fn is_as_issued(updated: &Updated, entry: &Entry, target: Target<'_>, old: &Past<'_>) -> bool {
    let mut known = entry.issues.iter().flat_map(|issue| issue.made.iter().chain(&issue.sent)).peekable();
    if known.peek().is_none() {
        // what went out is not known: nothing may change
        return updated.state == State::Kept;
    }
    let known: Vec<&Digest> = known.collect();
    let path = format!("{}{}", target.folder(), old.pdf);
    if let Some(pdf) = updated.outputs.iter().find(|output| output.path == path) {
        return known.contains(&&Digest::of(&pdf.bytes));
    }
    let new = updated.outputs.last().and_then(|output| Record::parse(&output.bytes));
    let Some(record) = new.as_ref().or(old.record.as_ref()) else { return false };
    let pdf = record.outputs.get(&old.pdf);
    pdf.is_some_and(|pdf| known.contains(&&pdf.sha256) && pdf.set_from == record.set_from)
}

fn changed(entry: &Entry, state: State) -> Finding {
    let reference = &entry.facts.reference;
    let number = format!("{reference} --year {}", reference.year);
    let message = match state {
        State::Kept => format!("tệp PDF đã dựng không phải là bản {reference} đã phát hành"),
        State::Made | State::Failed => {
            format!("văn bản {reference} đã phát hành, dựng lại bây giờ thì khác bản đã phát hành")
        }
    };
    Finding::new(codes::FROZEN, message)
        .hint("sửa nhầm thì lấy lại nội dung như lúc phát hành; văn bản mới thì chép sang tệp khác rồi bỏ dòng `so` và `ngay`")
        .hint(format!("sai nội dung: ban hành văn bản mới, rồi ghi `vanthu register replace {number}` (thay thế) hoặc `amend` (sửa đổi, bổ sung)"))
        .hint(format!("sai thể thức, kỹ thuật trình bày: đính chính bằng công văn, rồi ghi `vanthu register correct {number}`"))
        .hint(format!("thu hồi văn bản: `vanthu register recall {number}`"))
}
