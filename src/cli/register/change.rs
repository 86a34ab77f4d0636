//! `vanthu register reserve`, `give-back`, `enter`, `replace`, `amend`, `correct`, `recall`, `repeal`, `receipt`: what a văn thư does to lines.

use chrono::NaiveDate;
use serde_json::json;

use super::lines::as_json;
use super::open::open;
use crate::base::finding::Findings;
use crate::cli::args::register::{
    ChangeArgs, EnterArgs, GiveBackArgs, RecallArgs, ReceiptArgs, ReserveArgs, WantedArgs,
};
use crate::cli::report;
use crate::domain::document::Kind;
use crate::domain::document::date::short as day;
use crate::domain::register::StatusAction;
use crate::operations::register::change_status::StatusRequest;
use crate::operations::register::find_entry::EntryQuery;
use crate::operations::register::reserve::Reservation;

impl From<&WantedArgs> for EntryQuery {
    fn from(args: &WantedArgs) -> Self {
        Self { text: args.number.clone(), year: args.year }
    }
}

pub(super) fn reserve(args: &ReserveArgs) -> Result<(), Findings> {
    let mut registry = open()?;
    let Some(kind) = Kind::from_key(&args.kind) else { return Err(Findings::default()) };
    let wanted = Reservation {
        kind,
        issuer: args.issuer.clone(),
        year: args.year,
        count: args.count,
        secret: args.secret,
        normative: args.normative,
        purpose: args.purpose.clone(),
    };
    let reserved = registry.reserve(&wanted)?;
    let all: Vec<_> = reserved.iter().map(ToString::to_string).collect();
    report::result(json!({ "so_ky_hieu": all, "giu_cho": args.purpose }));
    for reference in reserved {
        report::line(&format!("{reference}  giữ trước cho: {}", args.purpose));
    }
    Ok(())
}

pub(super) fn give_back(args: &GiveBackArgs) -> Result<(), Findings> {
    let mut registry = open()?;
    let entry = registry.give_back(&EntryQuery::from(&args.wanted), &args.reason)?;
    report::result(json!({ "van_ban_di": [as_json(&entry)] }));
    report::line(&format!("{}  trả lại: {}", entry.facts.reference, args.reason));
    if let Some(document) = &entry.facts.document {
        report::note(&format!("Bỏ dòng `so` trong {} nếu văn bản còn dùng", registry.workspace().shown(document)));
    }
    Ok(())
}

pub(super) fn import_paper(args: &EnterArgs) -> Result<(), Findings> {
    let mut registry = open()?;
    let (entered, findings) = registry.import_paper(&args.file)?;
    report::findings(&findings);
    report::result(json!({ "tep": report::path(&args.file), "dong_moi": entered.new, "dong_da_co": entered.known }));
    let known = if entered.known > 0 { format!(", {} dòng đã có", entered.known) } else { String::new() };
    report::line(&format!("{}  ghi {} dòng vào sổ{known}", report::path(&args.file), entered.new));
    Ok(())
}

pub(super) fn acknowledge(args: &ReceiptArgs) -> Result<(), Findings> {
    let mut registry = open()?;
    let (entry, findings) = registry.acknowledge(&EntryQuery::from(&args.wanted), &args.by, args.date)?;
    report::findings(&findings);
    report::result(json!({ "van_ban_di": [as_json(&entry)] }));
    if let Some(receipt) = entry.receipts.last() {
        report::line(&format!("{}  {} nhận ngày {}", entry.facts.reference, receipt.recipient, day(receipt.on)));
    }
    Ok(())
}

/// What becomes of a document, as it was typed.
pub(super) struct Change<'a> {
    wanted: &'a WantedArgs,
    by: Option<&'a String>,
    reason: &'a str,
    on: Option<NaiveDate>,
}

impl<'a> From<&'a ChangeArgs> for Change<'a> {
    fn from(args: &'a ChangeArgs) -> Self {
        Self { wanted: &args.wanted, by: Some(&args.by), reason: &args.reason, on: args.date }
    }
}

impl<'a> From<&'a RecallArgs> for Change<'a> {
    fn from(args: &'a RecallArgs) -> Self {
        Self { wanted: &args.wanted, by: args.by.as_ref(), reason: &args.reason, on: args.date }
    }
}

pub(super) fn change_status(action: StatusAction, change: Change<'_>) -> Result<(), Findings> {
    let Change { wanted, by, reason, on } = change;
    let mut registry = open()?;
    let by = by.map(|text| EntryQuery { text: text.clone(), year: None });
    let (entry, findings) =
        registry.change_status(&StatusRequest { action, entry: EntryQuery::from(wanted), by, reason, on })?;
    report::findings(&findings);
    report::result(json!({ "van_ban_di": [as_json(&entry)] }));
    let by = entry.changes.last().and_then(|(_, change)| change.by.as_ref());
    let by = by.map(|by| format!(" bằng {by}")).unwrap_or_default();
    report::line(&format!("{}  {}{by}: {reason}", entry.facts.reference, action.outcome()));
    Ok(())
}
