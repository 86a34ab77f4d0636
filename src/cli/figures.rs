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
        Ok(periods) => {
            let found = figures::found(&periods);
            if args.json {
                let periods: Vec<_> = periods.iter().map(usage::as_json).collect();
                report::line(&format!("{:#}", json!({ "ky": periods, "phat_hien": report::all_as_json(&found) })));
            } else {
                print(&periods, &found);
            }
            figures::status(&found)
        }
        Err(refused) if args.json => {
            let found = report::all_as_json(&refused.findings);
            report::line(&format!("{:#}", json!({ "ky": [], "phat_hien": found })));
            refused.status
        }
        Err(refused) => report::refused(&refused, false),
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
