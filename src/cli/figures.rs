//! `vanthu figures`: the ledger of figures, and figures from and to spreadsheets.

mod exchange;
pub(super) mod table;

use std::path::Path;

use serde_json::json;

use super::{CLEAN, FAILED, FINDINGS, report};
use crate::base::finding::{Finding, Findings, codes};
use crate::cli::args::figures::{Action, FiguresArgs, LedgerArgs};
use crate::operations::figure_usage::Ledger;
use crate::operations::session::Desk;

pub(crate) fn run(args: &FiguresArgs) -> u8 {
    match &args.action {
        None => ledger(&args.ledger),
        Some(Action::Import(args)) => exchange::import(args),
        Some(Action::Export(args)) => exchange::export(args),
    }
}

fn ledger(args: &LedgerArgs) -> u8 {
    let opened = open(args.period.as_deref());
    let ledgers = opened.and_then(|(desk, folders)| {
        folders.iter().map(|folder| desk.ledger(folder).map_err(Findings::from)).collect::<Result<Vec<_>, _>>()
    });
    match ledgers {
        Ok(ledgers) => show(&ledgers, args.json),
        Err(findings) => {
            if args.json {
                report::line(&format!("{:#}", json!({ "ky": [], "phat_hien": as_json(&findings) })));
            } else {
                report::findings(&findings);
            }
            FAILED
        }
    }
}

fn show(ledgers: &[Ledger], json: bool) -> u8 {
    let mut findings = Findings::default();
    for ledger in ledgers {
        findings.extend(ledger.findings.clone());
    }
    let findings = findings.in_source_order();
    if json {
        let periods: Vec<_> = ledgers.iter().map(table::as_json).collect();
        report::line(&format!("{:#}", json!({ "ky": periods, "phat_hien": as_json(&findings) })));
    } else {
        for (i, ledger) in ledgers.iter().enumerate() {
            if i > 0 {
                report::line("");
            }
            report::line(table::as_text(ledger).trim_end());
        }
        // figures not used and names not known stand out in the table itself
        let told = |finding: &Finding| {
            ![codes::UNUSED_FIGURE, codes::UNDEFINED_EXPRESSION, codes::UNKNOWN_FIGURE].contains(&finding.code)
        };
        report::findings(&findings.iter().filter(|finding| told(finding)).cloned().collect());
        report::note(&table::summary(ledgers));
    }
    if findings.has_errors() { FINDINGS } else { CLEAN }
}

fn as_json(findings: &Findings) -> Vec<serde_json::Value> {
    findings.iter().map(report::as_json).collect()
}

/// The desk, and the periods asked for: a folder, a period's name, or all of them.
fn open(wanted: Option<&str>) -> Result<(Desk, Vec<String>), Findings> {
    let folder = wanted.map(Path::new).filter(|path| path.is_dir());
    let (desk, _) = Desk::open(folder.unwrap_or(Path::new(".")))?;
    let folders = match (folder, wanted) {
        (Some(folder), _) => match desk.workspace().relative(folder)? {
            root if root.is_empty() && desk.period(&root).is_err() => desk.period_folders(),
            relative => vec![desk.period(&relative)?],
        },
        (None, Some(wanted)) => vec![desk.period(wanted)?],
        (None, None) => {
            let here = desk.workspace().relative(Path::new("."))?;
            let inside = desk.period_folders().into_iter().filter(|folder| *folder == here);
            let inside: Vec<String> = inside.collect();
            if inside.is_empty() { desk.period_folders() } else { inside }
        }
    };
    if folders.is_empty() {
        let finding = Finding::new(codes::NOTHING_TO_BUILD, "chưa có kỳ nào có số liệu")
            .in_file(desk.workspace().shown(""))
            .hint(
                "tạo `so-lieu.yaml` trong thư mục của kỳ, hoặc chạy `vanthu figures import so-lieu.xlsx --to nam-2025`",
            );
        return Err(finding.into());
    }
    Ok((desk, folders))
}
