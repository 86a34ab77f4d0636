//! `vanthu register`: the lines of a year, and what a văn thư should look into.

use serde_json::{Value, json};

use super::open::open_with_warnings;
use crate::base::finding::Findings;
use crate::cli::args::register::ListArgs;
use crate::cli::report;
use crate::domain::document::date::short as day;
use crate::domain::register::{Copied, Entry};
use crate::operations::register::OutgoingLines;

pub(super) fn outgoing(args: &ListArgs) -> Result<(), Findings> {
    let (registry, mut findings) = open_with_warnings()?;
    let OutgoingLines { year, entries, waiting, findings: more } = registry.outgoing(args.year, args.kind.as_deref());
    findings.extend(more);
    let lines: Vec<Value> = entries.iter().map(|entry| as_json(entry)).collect();
    let copies: Vec<&Copied> = match args.kind {
        Some(_) => Vec::new(),
        None => registry.register().copies().iter().filter(|copied| copied.reference.year == year).collect(),
    };
    report::result(json!({ "nam": year, "van_ban_di": lines, "cho_cap_so": waiting, "ban_sao": copies }));
    entries.iter().for_each(|entry| report::line(&line(entry)));
    copies.iter().for_each(|copied| report::line(&format!("{}  {}  {copied}", copied.reference, day(copied.on))));
    report::findings(&findings);
    for waiting in waiting {
        let (document, on) = (registry.workspace().shown(&waiting.facts.document), day(waiting.facts.finalization.on));
        report::note(&format!("Đang trình ký từ ngày {on}, chưa có số: {document}"));
    }
    report::note(&format!("Sổ văn bản đi năm {year}: {} dòng", entries.len()));
    if !copies.is_empty() {
        report::note(&format!("Sổ bản sao năm {year}: {} dòng", copies.len()));
    }
    Ok(())
}

fn line(entry: &Entry) -> String {
    let facts = &entry.facts;
    let secret = if facts.reference.secret { "(mật) " } else { "" };
    let kind = if facts.names_kind() { String::new() } else { format!("{}: ", facts.kind_name()) };
    let about = match (facts.subject.as_str(), &entry.given_back) {
        ("", Some(reason)) => reason.clone(),
        ("", None) => facts.note.clone().unwrap_or_default(),
        (subject, Some(reason)) => format!("{subject} ({reason})"),
        (subject, None) => subject.to_owned(),
    };
    let by = entry.changes.last().and_then(|(_, change)| change.by.as_ref()).map(|by| format!(" bằng {by}"));
    let state = format!("{}{}", entry.state.name(), by.unwrap_or_default());
    format!(
        "{}  {}  {state}  {secret}{kind}{about}",
        facts.reference,
        facts.date.map(day).unwrap_or_else(|| "-".to_owned())
    )
}

/// A line of the register as programs read it.
pub(super) fn as_json(entry: &Entry) -> Value {
    let mut value = serde_json::to_value(&entry.facts).unwrap_or_default();
    value["tinh_trang"] = json!(entry.state.key());
    value["chot"] = json!(entry.finalized);
    value["phat_hanh"] = json!(entry.sent);
    value["ky_nhan"] = json!(entry.receipts);
    value["so_giay"] = json!(entry.from_paper);
    if let Some(reason) = &entry.given_back {
        value["ly_do_tra_lai"] = json!(reason);
    }
    let changes = entry.changes.iter();
    let changes: Vec<Value> = changes
        .map(|(action, change)| json!({ "viec": action.key(), "ngay": change.on, "bang_van_ban": change.by, "ly_do": change.reason }))
        .collect();
    value["da_lam"] = json!(changes);
    value
}
