//! What is finalized stays as it is: a build may write such a document again, but only the very bytes that went to be
//! signed.

use std::fmt;

use super::Job;
use super::frozen_log::{Frozen, FrozenLog};
use super::outcome::{State, Updated};
use super::previous::Previous;
use super::reason::Reason;
use super::recording::standards;
use super::target::Target;
use crate::archive::{Archive, object_file as file};
use crate::base::digest::Digest;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::MAX_YAML;
use crate::base::io::paths::argument;
use crate::domain::register::State as DocumentState;
use crate::export::Output;
use crate::operations::common::options::{Format, Options};
use crate::operations::common::session::Session;
use crate::operations::register::write_number::with_number_and_date;
use crate::operations::update::record::{Program, Record};

/// Changed files named in a message.
const MAX_NAMED: usize = 3;

/// A document as it was finalized: its PDF and what that was made from.
struct FrozenCopy {
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
    /// What a document must stay like when it was finalized, also a moment ago.
    ///
    /// # Errors
    /// The log cannot be read.
    pub(crate) fn frozen(&mut self, document: &str) -> Result<Option<Frozen>, Finding> {
        FrozenLog::current(&mut self.frozen_log, document)
    }

    /// What a build may do with a finalized document: nothing that would make it another. One whose own files are as
    /// they were stays, whatever became of the files it shares with others.
    pub(super) fn as_frozen(&self, updated: Updated, frozen: &Frozen, job: Job<'_>) -> Updated {
        let Job { target, previous, options } = job;
        let failed = updated.state == State::Failed;
        if !failed && is_as_frozen(&updated, frozen, job) {
            return updated;
        }
        let copy = self.frozen_copy(frozen, job);
        let since = copy.as_ref().map(|copy| self.changed_since(target, &copy.record, options));
        let ChangedInputs { mut own, shared } = since.unwrap_or_default();
        let only_numbered = frozen.numbered_since && self.only_numbered(target, frozen);
        if only_numbered {
            own.retain(|changed| !matches!(changed, ChangedInput::File(path) if path == target.document));
        }
        match copy {
            Some(copy)
                if own.is_empty() && (only_numbered || !shared.is_empty()) && is_there(&copy, previous, options) =>
            {
                if !copy.lost.is_empty()
                    && let Err(finding) = previous.refuse_signed()
                {
                    return Updated::failed(finding.into());
                }
                let mut findings = Findings::default();
                if !shared.is_empty() {
                    findings.push(Finding::new(codes::KEPT_AS_ISSUED, kept_message(frozen, &shared)));
                }
                let state = if copy.lost.is_empty() { State::Kept } else { State::Made };
                let (pages, reasons) = (copy.record.pages.len(), vec![Reason::Frozen]);
                Updated { state, outputs: copy.lost, pages, reasons, ..Updated::failed(findings) }
            }
            _ if failed => updated,
            _ => {
                let mut findings = updated.findings;
                let changed: Vec<ChangedInput> = own.into_iter().chain(shared).collect();
                findings.push(other_than_frozen(frozen, target, updated.state, &changed));
                Updated { reasons: updated.reasons, changes: updated.changes, ..Updated::failed(findings) }
            }
        }
    }

    /// Whether a paper document's file is as it was finalized but for the number and date written into it since.
    fn only_numbered(&self, target: Target<'_>, frozen: &Frozen) -> bool {
        let Some(key) = &frozen.object else { return false };
        let inside = format!("{}/{}", file::INPUTS, target.document);
        let store = Archive::of(&self.workspace);
        let store = store.store();
        let before = store
            .inventory(key)
            .ok()
            .flatten()
            .and_then(|inventory| store.file_of(key, &inventory, inventory.number(), &inside).ok().flatten());
        let Some(now) = self.workspace.read(target.document, MAX_YAML).ok().flatten() else { return false };
        before.is_some_and(|before| before == now || numbered_as(&before, &now, frozen))
    }

    /// The document as it was finalized: from the output folder, or else from the archive.
    fn frozen_copy(&self, frozen: &Frozen, job: Job<'_>) -> Option<FrozenCopy> {
        let Job { target, previous, .. } = job;
        let known = &frozen.known;
        let record = previous.record.as_ref().filter(|record| {
            let pdf = record.outputs.get(&previous.pdf);
            previous.is_intact(&previous.pdf) && pdf.is_some_and(|pdf| known.is_empty() || known.contains(&pdf.sha256))
        });
        if let Some(record) = record {
            return Some(FrozenCopy { record: record.clone(), lost: Vec::new() });
        }
        let key = frozen.object.as_ref()?;
        let (archive, letter) = (Archive::of(&self.workspace), target.letter.map(|_| target.name()));
        let inventory = archive.store().inventory(key).ok().flatten()?;
        let read = |name: &str| archive.store().file_of(key, &inventory, inventory.number(), name).ok().flatten();
        let (record, pdf) = (read(&file::of(file::RECORD, letter))?, read(&inventory.finalized(letter)?.0)?);
        let parsed = Record::parse(&record).filter(|_| known.contains(&Digest::of(&pdf)))?;
        let pdf = Output { path: format!("{}{}", target.folder(), previous.pdf), bytes: pdf };
        Some(FrozenCopy { record: parsed, lost: vec![pdf, Output { path: target.record(), bytes: record }] })
    }

    /// What is no longer as a record says.
    fn changed_since(&self, target: Target<'_>, record: &Record, options: &Options) -> ChangedInputs {
        let mut found = ChangedInputs::default();
        let is_own = |path: &str| {
            path == target.document
                || target.inputs().is_some_and(|inputs| inputs.contains_key(path))
                || record.attached.iter().any(|attached| attached == path)
        };
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
fn is_there(copy: &FrozenCopy, previous: &Previous<'_>, options: &Options) -> bool {
    options.formats.contains(&Format::Pdf) || copy.lost.is_empty() && previous.holds_all(options, &copy.record.set_from)
}

fn is_as_frozen(updated: &Updated, frozen: &Frozen, job: Job<'_>) -> bool {
    let Job { target, previous, .. } = job;
    let known = &frozen.known;
    if known.is_empty() {
        // what was signed is not known: nothing may change
        return updated.state == State::Kept;
    }
    let path = format!("{}{}", target.folder(), previous.pdf);
    if let Some(pdf) = updated.outputs.iter().find(|output| output.path == path) {
        return known.contains(&Digest::of(&pdf.bytes));
    }
    let new = updated.outputs.last().and_then(|output| Record::parse(&output.bytes));
    let Some(record) = new.as_ref().or(previous.record.as_ref()) else { return false };
    let pdf = record.outputs.get(&previous.pdf);
    pdf.is_some_and(|pdf| known.contains(&pdf.sha256) && pdf.set_from == record.set_from)
}

/// Whether a file is another with the number and date of its line.
fn numbered_as(before: &[u8], now: &[u8], frozen: &Frozen) -> bool {
    let Some(line) = &frozen.line else { return false };
    let Some(date) = line.date else { return false };
    let written =
        with_number_and_date("", before, &line.reference.number.typed(), &date.format("%Y-%m-%d").to_string());
    written.is_ok_and(|written| written == now)
}

/// `văn bản 12/QĐ-UBND đã chốt`; the same for all letters of a list, so that it is shown once.
fn kept_message(frozen: &Frozen, changed: &[ChangedInput]) -> String {
    format!("{} {}, giữ nguyên; {} đã đổi từ đó", frozen.called, frozen.state.name(), listed(changed))
}

/// The first of many, and how many more.
fn listed(changed: &[ChangedInput]) -> String {
    let named = changed.iter().take(MAX_NAMED).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match changed.len().saturating_sub(MAX_NAMED) {
        0 => named,
        more => format!("{named} và {more} tệp khác"),
    }
}

fn other_than_frozen(frozen: &Frozen, target: Target<'_>, state: State, changed: &[ChangedInput]) -> Finding {
    let (called, is) = (&frozen.called, frozen.state.name());
    let what = match target.letter {
        None => called.clone(),
        Some(_) => format!("thư `{}` của {called}", target.name()),
    };
    let message = match state {
        State::Kept => format!("tệp PDF trong thư mục kết quả không phải là bản chốt của {called}"),
        State::Made | State::Failed => {
            let why = if changed.is_empty() { String::new() } else { format!(": {} đã đổi", listed(changed)) };
            format!("{what} {is}, tạo lại bây giờ thì khác bản chốt{why}")
        }
    };
    let finding = Finding::new(codes::FROZEN, message).hint(
        "sửa nhầm thì khôi phục nội dung như lúc chốt; văn bản mới thì sao chép sang tệp khác rồi bỏ dòng `so` và `ngay`",
    );
    match (&frozen.line, frozen.state) {
        (Some(line), DocumentState::Issued | DocumentState::Changed(_) | DocumentState::Signed) => {
            after_signing(finding, &format!("{} --year {}", line.reference, line.reference.year))
        }
        _ => finding.hint(format!(
            "chưa ký mà cần sửa: `vanthu reopen {} --reason \"…\"`, sửa, rồi chốt lại",
            argument(target.document)
        )),
    }
}

/// What the law has for a document that is signed [N30 Điều 18.3, 18.4].
fn after_signing(finding: Finding, number: &str) -> Finding {
    let command = |verb: &str, by: &str| format!("`vanthu register {verb} {number}{by} --reason \"…\"`");
    let by_new = " --by SỐ_VĂN_BẢN_MỚI";
    finding
        .hint(format!("sai nội dung: ban hành văn bản mới, rồi ghi {} (thay thế)", command("replace", by_new)))
        .hint(format!("sửa đổi, bổ sung: ban hành văn bản mới, rồi ghi {}", command("amend", by_new)))
        .hint(format!(
            "sai thể thức, kỹ thuật trình bày: đính chính bằng công văn, rồi ghi {}",
            command("correct", " --by SỐ_CÔNG_VĂN")
        ))
        .hint(format!("thu hồi văn bản: {}", command("recall", "")))
}
