//! What was issued stays as it was: a build may write an issued document again, but only the very bytes that went out.

use std::fmt;

use super::Job;
use super::issued_log::IssuedLog;
use super::outcome::{State, Updated};
use super::previous::Previous;
use super::reason::Reason;
use super::recording::standards;
use super::target::Target;
use crate::archive::{Archive, ObjectKey, object_file as file};
use crate::base::digest::Digest;
use crate::base::finding::{Finding, codes};
use crate::domain::register::Entry;
use crate::export::Output;
use crate::operations::common::options::{Format, Options};
use crate::operations::common::session::Session;
use crate::operations::update::record::{Program, Record};

/// Changed files named in a message.
const MAX_NAMED: usize = 3;

/// A document as it was issued: its PDF and what that was made from.
struct IssuedCopy {
    record: Record,
    /// What is to be written into the output folder again, when the PDF is no longer there.
    lost: Vec<Output>,
}

/// What a document was made from and is no longer as its record says; printed in the clerk's words.
enum ChangedInput {
    File(String),
    Program,
    Standards,
    /// A shared file that the record does not name.
    SharedFiles,
}

impl fmt::Display for ChangedInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "`{path}`"),
            Self::Program => f.write_str("chương trình"),
            Self::Standards => f.write_str("chuẩn PDF"),
            Self::SharedFiles => f.write_str("tệp dùng chung"),
        }
    }
}

/// Changed inputs, in the order of their paths.
#[derive(Default)]
struct ChangedInputs {
    /// Of the document itself and its list.
    own: Vec<ChangedInput>,
    /// Of what it shares with other documents.
    shared: Vec<ChangedInput>,
}

impl Session {
    /// The line of a document that was issued, also when that was a moment ago.
    ///
    /// # Errors
    /// The log cannot be read.
    pub(crate) fn issued(&mut self, document: &str) -> Result<Option<Entry>, Finding> {
        IssuedLog::current_entry(&mut self.issued_log, document)
    }

    /// What a build may do with an issued document: nothing that would make it another. One whose own files are as
    /// they were stays, whatever became of the files it shares with others.
    pub(super) fn as_issued(&self, updated: Updated, entry: &Entry, job: Job<'_>) -> Updated {
        let Job { target, previous, options } = job;
        let failed = updated.state == State::Failed;
        if !failed && is_as_issued(&updated, entry, job) {
            return updated;
        }
        let copy = self.issued_copy(entry, job);
        let since = copy.as_ref().map(|copy| self.changed_since(target, &copy.record, options));
        let ChangedInputs { own, shared } = since.unwrap_or_default();
        match copy {
            Some(copy) if own.is_empty() && !shared.is_empty() && is_there(&copy, previous, options) => {
                if !copy.lost.is_empty()
                    && let Err(finding) = previous.refuse_signed()
                {
                    return Updated::failed(finding.into());
                }
                let warning = Finding::new(codes::KEPT_AS_ISSUED, kept_message(entry, &shared));
                let state = if copy.lost.is_empty() { State::Kept } else { State::Made };
                let (pages, reasons) = (copy.record.pages.len(), vec![Reason::Issued]);
                Updated { state, outputs: copy.lost, pages, reasons, ..Updated::failed(warning.into()) }
            }
            _ if failed => updated,
            _ => {
                let mut findings = updated.findings;
                let changed: Vec<ChangedInput> = own.into_iter().chain(shared).collect();
                findings.push(other_than_issued(entry, target, updated.state, &changed));
                Updated { reasons: updated.reasons, changes: updated.changes, ..Updated::failed(findings) }
            }
        }
    }

    /// The document as it was issued: from the output folder, or else from the archive.
    fn issued_copy(&self, entry: &Entry, job: Job<'_>) -> Option<IssuedCopy> {
        let Job { target, previous, .. } = job;
        let known = known(entry);
        let record = previous.record.as_ref().filter(|record| {
            let pdf = record.outputs.get(&previous.pdf);
            previous.is_intact(&previous.pdf) && pdf.is_some_and(|pdf| known.is_empty() || known.contains(&&pdf.sha256))
        });
        if let Some(record) = record {
            return Some(IssuedCopy { record: record.clone(), lost: Vec::new() });
        }
        let key = ObjectKey::of(entry)?;
        let (archive, letter) = (Archive::of(&self.workspace), target.letter.map(|_| target.name()));
        let read = |name: &str| archive.store().file(&key, 1, &file::of(name, letter)).ok().flatten();
        let (record, pdf) = (read(file::RECORD)?, read(file::ISSUED)?);
        let parsed = Record::parse(&record).filter(|_| known.contains(&&Digest::of(&pdf)))?;
        let pdf = Output { path: format!("{}{}", target.folder(), previous.pdf), bytes: pdf };
        Some(IssuedCopy { record: parsed, lost: vec![pdf, Output { path: target.record(), bytes: record }] })
    }

    /// What is no longer as a record says.
    fn changed_since(&self, target: Target<'_>, record: &Record, options: &Options) -> ChangedInputs {
        let mut found = ChangedInputs::default();
        let is_own =
            |path: &str| path == target.document || target.inputs().is_some_and(|inputs| inputs.contains_key(path));
        let listed = target.inputs().into_iter().flatten().map(|(path, _)| path);
        let added = self.dependencies.office_files().map(|(path, _)| path).chain(listed);
        let added = added.filter(|path| !record.inputs.contains_key(*path));
        let changed = record.inputs.iter().filter(|(path, known)| self.digest(target, path).as_ref() != Some(*known));
        for path in changed.map(|(path, _)| path).chain(added) {
            let list = if is_own(path) { &mut found.own } else { &mut found.shared };
            list.push(ChangedInput::File(path.clone()));
        }
        if record.program != Program::this() {
            found.shared.push(ChangedInput::Program);
        }
        if record.standards != standards(options) {
            found.shared.push(ChangedInput::Standards);
        }
        if found.shared.is_empty() && record.dependencies != *self.dependencies.all() {
            found.shared.push(ChangedInput::SharedFiles);
        }
        found
    }
}

/// Whether what is asked for is there: the PDF always, pictures and Typst code only from the build that was issued.
fn is_there(copy: &IssuedCopy, previous: &Previous<'_>, options: &Options) -> bool {
    options.formats.contains(&Format::Pdf) || copy.lost.is_empty() && previous.holds_all(options, &copy.record.set_from)
}

/// The PDFs that are known to have gone out.
fn known(entry: &Entry) -> Vec<&Digest> {
    entry.issues.iter().flat_map(|issue| issue.made.iter().chain(&issue.sent)).collect()
}

fn is_as_issued(updated: &Updated, entry: &Entry, job: Job<'_>) -> bool {
    let Job { target, previous, .. } = job;
    let known = known(entry);
    if known.is_empty() {
        // what went out is not known: nothing may change
        return updated.state == State::Kept;
    }
    let path = format!("{}{}", target.folder(), previous.pdf);
    if let Some(pdf) = updated.outputs.iter().find(|output| output.path == path) {
        return known.contains(&&Digest::of(&pdf.bytes));
    }
    let new = updated.outputs.last().and_then(|output| Record::parse(&output.bytes));
    let Some(record) = new.as_ref().or(previous.record.as_ref()) else { return false };
    let pdf = record.outputs.get(&previous.pdf);
    pdf.is_some_and(|pdf| known.contains(&&pdf.sha256) && pdf.set_from == record.set_from)
}

/// `văn bản 12/QĐ-UBND`; the same for all letters of a list, so that it is shown once.
fn kept_message(entry: &Entry, changed: &[ChangedInput]) -> String {
    format!("văn bản {} đã phát hành, giữ nguyên; {} đã đổi từ đó", entry.facts.reference, listed(changed))
}

/// The first of many, and how many more.
fn listed(changed: &[ChangedInput]) -> String {
    let named = changed.iter().take(MAX_NAMED).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match changed.len().saturating_sub(MAX_NAMED) {
        0 => named,
        more => format!("{named} và {more} tệp khác"),
    }
}

fn other_than_issued(entry: &Entry, target: Target<'_>, state: State, changed: &[ChangedInput]) -> Finding {
    let reference = &entry.facts.reference;
    let number = format!("{reference} --year {}", reference.year);
    let what = match target.letter {
        None => format!("văn bản {reference}"),
        Some(_) => format!("thư `{}` của văn bản {reference}", target.name()),
    };
    let message = match state {
        State::Kept => format!("tệp PDF đã dựng không phải là bản {reference} đã phát hành"),
        State::Made | State::Failed => {
            let why = if changed.is_empty() { String::new() } else { format!(": {} đã đổi", listed(changed)) };
            format!("{what} đã phát hành, dựng lại bây giờ thì khác bản đã phát hành{why}")
        }
    };
    let command = |verb: &str, by: &str| format!("`vanthu register {verb} {number}{by} --reason \"…\"`");
    let by_new = " --by SỐ_VĂN_BẢN_MỚI";
    Finding::new(codes::FROZEN, message)
        .hint("sửa nhầm thì lấy lại nội dung như lúc phát hành; văn bản mới thì chép sang tệp khác rồi bỏ dòng `so` và `ngay`")
        .hint(format!("sai nội dung: ban hành văn bản mới, rồi ghi {} (thay thế)", command("replace", by_new)))
        .hint(format!("sửa đổi, bổ sung: ban hành văn bản mới, rồi ghi {}", command("amend", by_new)))
        .hint(format!("sai thể thức, kỹ thuật trình bày: đính chính bằng công văn, rồi ghi {}", command("correct", " --by SỐ_CÔNG_VĂN")))
        .hint(format!("thu hồi văn bản: {}", command("recall", "")))
}
