//! `vanthu register incoming`: the lines of what came in, a new line, and a line corrected.

use serde_json::json;

use super::open::{open, open_with_warnings};
use crate::base::finding::Findings;
use crate::cli::args::register::incoming::{ArrivalArgs, CorrectionArgs, IncomingArgs};
use crate::cli::report;
use crate::domain::document::date::short as day;
use crate::domain::register::Incoming;
use crate::operations::register::IncomingLines;
use crate::operations::register::correct_incoming::IncomingChange;

pub(super) fn list(args: &IncomingArgs) -> Result<(), Findings> {
    let (registry, findings) = open_with_warnings()?;
    let IncomingLines { year, entries } = registry.incoming(args.year);
    report::result(json!({ "nam": year, "van_ban_den": entries }));
    report::findings(&findings);
    entries.iter().for_each(|incoming| report::line(&arrival(&incoming.facts)));
    report::note(&format!("Sổ văn bản đến năm {year}: {} dòng", entries.len()));
    Ok(())
}

fn arrival(incoming: &Incoming) -> String {
    let to = incoming.given_to.as_ref().map(|to| format!("  chuyển {to}")).unwrap_or_default();
    let deadline = incoming.deadline.map(|deadline| format!("  hạn {}", day(deadline))).unwrap_or_default();
    let symbol = if incoming.symbol.is_empty() { "-" } else { &incoming.symbol };
    format!(
        "{:02}  {}  {}  {symbol}  {}{to}{deadline}",
        incoming.number,
        day(incoming.arrived),
        incoming.author,
        incoming.subject
    )
}

pub(super) fn arrive(args: &ArrivalArgs) -> Result<(), Findings> {
    let mut registry = open()?;
    let incoming = Incoming {
        author: args.from.clone(),
        symbol: args.symbol.clone(),
        date: args.dated,
        subject: args.subject.clone(),
        sender: args.sender.clone(),
        given_to: args.to.clone(),
        passed_on: args.passed_on,
        handler: args.handler.clone(),
        deadline: args.deadline,
        secrecy: args.secrecy,
        note: args.note.clone(),
        ..Incoming::default()
    };
    let (incoming, findings) = registry.receive(args.arrived, incoming)?;
    report::findings(&findings);
    report::result(json!({ "van_ban_den": [incoming] }));
    report::line(&arrival(&incoming));
    Ok(())
}

pub(super) fn correct(args: &CorrectionArgs) -> Result<(), Findings> {
    let mut registry = open()?;
    let change = IncomingChange {
        number: args.number,
        year: args.year,
        secret: args.secret,
        author: args.from.clone(),
        sender: args.sender.clone(),
        symbol: args.symbol.clone(),
        date: args.dated,
        subject: args.subject.clone(),
        given_to: args.to.clone(),
        passed_on: args.passed_on,
        handler: args.handler.clone(),
        deadline: args.deadline,
        note: args.note.clone(),
        reason: args.reason.clone(),
    };
    let line = registry.correct_incoming(&change)?;
    report::result(json!({ "van_ban_den": [line] }));
    report::line(&format!("{}  đã sửa: {}", arrival(&line.facts), args.reason));
    Ok(())
}
