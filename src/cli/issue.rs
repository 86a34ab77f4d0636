//! `vanthu issue` and `reopen`: signed documents that were sent, and finalized ones that are opened again.

use serde_json::{Value, json};

use super::args::finalize::{IssueArgs, ReopenArgs};
use super::report;
use crate::base::finding::Findings;
use crate::domain::document::date::short as day;
use crate::domain::register::{Entry, Sending};
use crate::operations::common::status::Status;
use crate::operations::register::find_entry::EntryQuery;
use crate::operations::register::send::SendRequest;
use crate::operations::register::{WorkspaceRegister, refused};

pub(crate) fn run(args: &IssueArgs) -> Status {
    let (mut registry, warnings) = match WorkspaceRegister::open(report::here()) {
        Ok(opened) => opened,
        Err(findings) => return report::refused(&refused(findings)),
    };
    let (mut results, mut found, mut failed) = (Vec::new(), warnings, false);
    for number in &args.numbers {
        let request = SendRequest {
            entry: EntryQuery { text: number.clone(), year: args.year },
            on: args.date,
            recipients: args.to.clone(),
            how: args.how.clone(),
            copies: args.copies,
            paper_original: args.paper_original,
        };
        match registry.send(&request) {
            Ok((entry, findings)) => {
                found.extend(findings);
                results.push(entry);
            }
            Err(finding) => {
                failed = true;
                found.push(finding);
            }
        }
    }
    let status = Status::when(!failed);
    results.iter().for_each(print);
    report::findings(&found);
    report::documents(Ok(status), results.iter().map(as_json).collect())
}

fn print(entry: &Entry) {
    let Some(sent) = entry.sent.last() else { return };
    report::line(&format!("{}  phát hành {}", entry.facts.reference, sending(sent)));
}

/// `ngày 05/12/2025, bưu điện: Sở Nội vụ; UBND tỉnh`
pub(super) fn sending(sent: &Sending) -> String {
    let how = sent.how.as_ref().map(|how| format!(", {how}")).unwrap_or_default();
    format!("ngày {}{how}: {}", day(sent.on), sent.recipients.join("; "))
}

fn as_json(entry: &Entry) -> Value {
    json!({ "so_ky_hieu": entry.facts.reference.to_string(), "phat_hanh": entry.sent.last() })
}

pub(crate) fn reopen(args: &ReopenArgs) -> Status {
    let opened = || -> Result<String, Findings> {
        let (mut registry, warnings) = WorkspaceRegister::open(report::here())?;
        report::findings(&warnings);
        let wanted = EntryQuery { text: args.number.clone(), year: args.year };
        Ok(registry.reopen(&wanted, &args.reason)?)
    };
    match opened() {
        Ok(called) => {
            report::result(json!({ "van_ban": called }));
            report::line(&format!("{called}  đã mở lại: {}", args.reason));
            report::note("Sửa xong thì tạo lại PDF bằng `vanthu build`, xem lại, rồi chốt lại bằng `vanthu finalize`");
            Status::Clean
        }
        Err(findings) => report::refused(&refused(findings)),
    }
}
