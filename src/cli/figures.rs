//! `vanthu figures`: figures and where they are used, and figures from and to spreadsheets.

mod exchange;
pub(super) mod usage;

use serde_json::json;

use super::args::figures::{Action, FiguresArgs, LedgerArgs};
use super::report;
use crate::base::finding::{Findings, codes};
use crate::operations::common::status::Status;
use crate::operations::figures::{self, Ledger};

pub(crate) fn run(args: &FiguresArgs) -> Status {
    match &args.action {
        None => show_usage(&args.ledger),
        Some(Action::Import(args)) => exchange::import(args),
        Some(Action::Export(args)) => exchange::export(args),
    }
}

fn show_usage(args: &LedgerArgs) -> Status {
    match figures::usage(report::here(), args.period.as_deref()) {
        Ok((periods, found)) => {
            if report::is_json() {
                report::findings(&found);
                report::result(json!({ "ky": periods.iter().map(usage::as_json).collect::<Vec<_>>() }));
            } else {
                print(&periods, &found);
            }
            figures::status(&found)
        }
        Err(refused) => report::refused(&refused),
    }
}

fn print(periods: &[Ledger], found: &Findings) {
    for (i, period) in periods.iter().enumerate() {
        if i > 0 {
            report::line("");
        }
        report::line(usage::as_text(period).trim_end());
    }
    // figures not used and names not known stand out in the table itself
    let in_table = [codes::UNUSED_FIGURE, codes::UNDEFINED_EXPRESSION, codes::UNKNOWN_FIGURE];
    let others = found.iter().filter(|finding| !in_table.contains(&finding.code)).cloned();
    report::findings(&others.collect());
    report::note(&usage::summary(periods));
}
