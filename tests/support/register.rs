//! Documents that get their number and go out: what the tests of the register begin with.

use chrono::NaiveDate;
use vanthu::base::clock;
use vanthu::base::digest::Digest;
use vanthu::base::io::journal::{Journal, Position};
use vanthu::base::io::names::ARCHIVE_FOLDER;
use vanthu::domain::register::event::{Finalized, OfEntry};
use vanthu::domain::register::{Finalization, Register, RegisterEvent};

use crate::support::Project;

/// A document without number and date.
pub(crate) fn draft(kind: &str, more: &str) -> String {
    let issuer = if more.contains("co_quan:") { "" } else { "co_quan: ubnd\n" };
    format!(
        "# nháp\nloai: {kind}\n{issuer}{more}trich_yeu: Việc {kind}\nnoi_dung: |\n  Một.\nnoi_nhan: chung\nnguoi_ky: ct-ubnd\n"
    )
}

/// Writes that a document was finalized with these PDFs.
pub(crate) fn finalize(project: &Project, document: &str, made: Vec<Digest>) {
    let journal = Journal::of(&project.path().join(ARCHIVE_FOLDER));
    let (mut writer, events) = journal.lock(&Position::default()).unwrap();
    let on = NaiveDate::from_ymd_opt(2025, 12, 6).unwrap();
    let finalization = Finalization { on, made, sent: Vec::new(), waited_at: None };
    let reference = Register::of(&events).entry_of(document).unwrap().facts.reference.clone();
    let facts = OfEntry { reference, facts: finalization };
    let event = RegisterEvent::Finalized(Finalized { object: String::new(), facts });
    writer.append(clock::now(), event.kind(), event.content()).unwrap();
}
