//! What was issued stays as it was: a build may write an issued document again, but only the very bytes that went out.

use std::sync::Arc;

use crate::archive::object_file as file;
use crate::archive::{Archive, ObjectKey};
use crate::base::digest::Digest;
use crate::base::finding::{Finding, codes};
use crate::base::io::journal::{Journal, Position};
use crate::base::io::workspace::Workspace;
use crate::domain::register::{Entry, Register};
use crate::export::Output;
use crate::operations::options::{Format, Options};
use crate::operations::session::Session;
use crate::operations::update::previous::Past;
use crate::operations::update::record::{Program, Record};
use crate::operations::update::target::Target;
use crate::operations::update::{State, Updated, names};

/// Changed files named in a message.
const MOST_NAMED: usize = 3;

/// The register of a workspace, to be read.
#[derive(Debug, Clone)]
pub(crate) struct Issues {
    journal: Journal,
    register: Register,
    place: Position,
}

impl Issues {
    /// Reads the log, if there is one.
    ///
    /// # Errors
    /// The log cannot be read: nobody knows then what must stay as it is.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self, Finding> {
        let journal = Journal::in_workspace(workspace);
        let (events, place) = journal.since(&Position::default())?;
        Ok(Self { journal, register: Register::of(&events), place })
    }

    /// Whether a document had been issued when the log was read.
    pub(crate) fn hold(&self, document: &str) -> bool {
        self.register.entry_of(document).is_some_and(|entry| entry.state.is_issued())
    }
}

impl Session {
    /// The line of a document that was issued, also when that was a moment ago.
    ///
    /// # Errors
    /// The log cannot be read.
    pub(crate) fn issued(&mut self, document: &str) -> Result<Option<Entry>, Finding> {
        let (events, place) = self.issues.journal.since(&self.issues.place)?;
        if !events.is_empty() {
            let issues = Arc::make_mut(&mut self.issues);
            issues.register.update(&events);
            issues.place = place;
        }
        let entry = self.issues.register.entry_of(document);
        Ok(entry.filter(|entry| entry.state.is_issued()).cloned())
    }
}

/// A document as it went out: its PDF and what that was made from.
struct Sent {
    record: Record,
    /// What is to be written into the output folder again, when the PDF is no longer there.
    lost: Vec<Output>,
}

impl Session {
    /// What a build may do with an issued document: nothing that would make it another. One whose own files are as
    /// they were stays, whatever became of the files it shares with others.
    pub(crate) fn held(
        &self,
        updated: Updated,
        entry: &Entry,
        target: Target<'_>,
        old: &Past<'_>,
        options: &Options,
    ) -> Updated {
        let failed = updated.state == State::Failed;
        if !failed && is_as_issued(&updated, entry, target, old) {
            return updated;
        }
        let sent = self.sent(entry, target, old);
        let (own, shared) =
            sent.as_ref().map_or_else(Default::default, |sent| self.changed_since(target, &sent.record, options));
        match sent {
            Some(sent) if own.is_empty() && !shared.is_empty() && is_there(&sent, old, options) => {
                if !sent.lost.is_empty()
                    && let Err(finding) = old.refuse_signed()
                {
                    return Updated::failed(finding.into());
                }
                let warning = Finding::new(codes::KEPT_AS_ISSUED, kept_message(entry, &shared));
                let state = if sent.lost.is_empty() { State::Kept } else { State::Made };
                let reasons = vec!["văn bản đã phát hành, giữ nguyên".to_owned()];
                let pages = sent.record.pages.len();
                Updated { state, outputs: sent.lost, pages, reasons, ..Updated::failed(warning.into()) }
            }
            _ if failed => updated,
            _ => {
                let mut findings = updated.findings;
                let changed = [own, shared].concat();
                findings.push(other_than_issued(entry, target, updated.state, &changed));
                Updated { reasons: updated.reasons, changes: updated.changes, ..Updated::failed(findings) }
            }
        }
    }

    /// The document as it went out: from the output folder, or else from the archive.
    fn sent(&self, entry: &Entry, target: Target<'_>, old: &Past<'_>) -> Option<Sent> {
        let known = known(entry);
        let record = old.record.as_ref().filter(|record| {
            let pdf = record.outputs.get(&old.pdf);
            old.intact(&old.pdf) && pdf.is_some_and(|pdf| known.is_empty() || known.contains(&&pdf.sha256))
        });
        if let Some(record) = record {
            return Some(Sent { record: record.clone(), lost: Vec::new() });
        }
        let key = ObjectKey::of(entry)?;
        let (archive, letter) = (Archive::of(&self.workspace), target.letter.map(|_| target.name()));
        let read = |name: &str| archive.store().file(&key, 1, &file::of(name, letter)).ok().flatten();
        let (record, pdf) = (read(file::RECORD)?, read(file::ISSUED)?);
        let parsed = Record::parse(&record).filter(|_| known.contains(&&Digest::of(&pdf)))?;
        let pdf = Output { path: format!("{}{}", target.folder(), old.pdf), bytes: pdf };
        Some(Sent { record: parsed, lost: vec![pdf, Output { path: target.record(), bytes: record }] })
    }

    /// What is no longer as a record says, in the clerk's words: of the document's own, and of what it shares.
    fn changed_since(&self, target: Target<'_>, record: &Record, options: &Options) -> (Vec<String>, Vec<String>) {
        let mut own = Vec::new();
        let mut shared = Vec::new();
        let is_own =
            |path: &str| path == target.document || target.inputs().is_some_and(|inputs| inputs.contains_key(path));
        let listed = target.inputs().into_iter().flatten().map(|(path, _)| path);
        let added = self.surroundings.house().map(|(path, _)| path).chain(listed);
        let added = added.filter(|path| !record.inputs.contains_key(*path));
        let changed = record.inputs.iter().filter(|(path, known)| self.digest(target, path).as_ref() != Some(*known));
        for path in changed.map(|(path, _)| path).chain(added) {
            if is_own(path) { &mut own } else { &mut shared }.push(format!("`{path}`"));
        }
        if record.program != Program::this() {
            shared.push("chương trình".to_owned());
        }
        if record.standards != names(options) {
            shared.push("chuẩn PDF".to_owned());
        }
        if shared.is_empty() && record.surroundings != *self.surroundings.all() {
            shared.push("tệp dùng chung".to_owned());
        }
        (own, shared)
    }
}

/// Whether what is asked for is there: the PDF always, pictures and Typst code only from the build that was issued.
fn is_there(sent: &Sent, old: &Past<'_>, options: &Options) -> bool {
    let held = |format: &Format| sent.lost.is_empty() && old.holds(*format, &sent.record.set_from);
    options.formats.contains(&Format::Pdf) || options.formats.iter().all(held)
}

/// The PDFs that are known to have gone out.
fn known(entry: &Entry) -> Vec<&Digest> {
    entry.issues.iter().flat_map(|issue| issue.made.iter().chain(&issue.sent)).collect()
}

fn is_as_issued(updated: &Updated, entry: &Entry, target: Target<'_>, old: &Past<'_>) -> bool {
    let known = known(entry);
    if known.is_empty() {
        // what went out is not known: nothing may change
        return updated.state == State::Kept;
    }
    let path = format!("{}{}", target.folder(), old.pdf);
    if let Some(pdf) = updated.outputs.iter().find(|output| output.path == path) {
        return known.contains(&&Digest::of(&pdf.bytes));
    }
    let new = updated.outputs.last().and_then(|output| Record::parse(&output.bytes));
    let Some(record) = new.as_ref().or(old.record.as_ref()) else { return false };
    let pdf = record.outputs.get(&old.pdf);
    pdf.is_some_and(|pdf| known.contains(&&pdf.sha256) && pdf.set_from == record.set_from)
}

/// `văn bản 12/QĐ-UBND`; the same for all letters of a list, so that it is told once.
fn kept_message(entry: &Entry, changed: &[String]) -> String {
    format!("văn bản {} đã phát hành, giữ nguyên; {} đã đổi từ đó", entry.facts.reference, listed(changed))
}

/// The first of many, and how many more.
fn listed(changed: &[String]) -> String {
    let named = changed.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match changed.len().saturating_sub(MOST_NAMED) {
        0 => named,
        more => format!("{named} và {more} tệp khác"),
    }
}

fn other_than_issued(entry: &Entry, target: Target<'_>, state: State, changed: &[String]) -> Finding {
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
