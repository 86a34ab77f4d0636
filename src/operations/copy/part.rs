//! An extract: the chosen articles of a document that was made here, set anew from what the archive kept of it, with its
//! whole form [N30 Điều 25.3].

use std::path::Path;

use crate::archive::index::entry::Entry;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Text;
use crate::domain::document::{Document, IssueDate, ReferenceNumber};
use crate::operations::archive::Named;
use crate::operations::archive::original::kept_workspace;
use crate::operations::common::options::Options;
use crate::operations::common::progress::Warn;
use crate::operations::common::session::Session;

/// The pages of an extract, and the document it is of.
///
/// # Errors
/// No part is named, or one that the document does not have; it was not made here; it cannot be set any more.
pub(super) fn set(here: &Path, which: &Named, parts: &[String], warn: Warn<'_>) -> Result<(Entry, Vec<u8>), Findings> {
    if parts.is_empty() {
        let finding = Finding::new(codes::NOT_COPIED, "trích sao chưa ghi trích phần nào");
        return Err(finding.hint("ghi các điều cần trích, ví dụ `--articles \"Điều 3, khoản 2 Điều 5\"`").into());
    }
    let (entry, path, folder) = kept_workspace(here, which, warn)?;
    let (mut session, _) = Session::open(folder.path())?;
    let (document, findings) = session.load(&path);
    let document = document.ok_or(findings)?;
    let document = numbered(document, &entry);
    let part = document.with_parts(parts).map_err(|missing| {
        let message = format!("{} không có {}", entry.reference, missing.join(", "));
        let known = document.part_names().join(", ");
        Finding::new(codes::NOT_COPIED, message).hint(format!("các phần của văn bản: {known}"))
    })?;
    let markup = session.render(&part)?;
    let pages = session.typeset(&markup, &part)?;
    session.look_over(&pages, &part, false)?;
    let bytes = session.pdf(&pages, &path, &part, &Options::default())?;
    Ok((entry, bytes))
}

/// The document with the number and date of its line: a paper document was kept before it had them.
fn numbered(document: Document, entry: &Entry) -> Document {
    let Some(ReferenceNumber { number, symbol }) = ReferenceNumber::parse(&entry.reference) else { return document };
    let text = |value: String| Text { value, place: None };
    let issued_on = IssueDate::parse(&entry.date).unwrap_or(document.issued_on);
    Document { number: Some(text(number)), symbol: text(symbol), issued_on, ..document }
}
