//! `vanthu check`: what to put right before the leader reads, and what was not checked.

mod pages;

use serde_json::{Value, json};

use crate::cli::args::check::CheckArgs;
use crate::cli::report;
use crate::operations::check::{FamilyCount, Outcome, Request, check};
use crate::operations::common::status::Status;

pub(crate) fn run(args: &CheckArgs) -> Status {
    let request = Request {
        paths: args.paths.clone(),
        texts: args.text.clone(),
        only: args.only.iter().map(|family| (*family).into()).collect(),
        pages: args.pages,
    };
    match check(report::here(), &request) {
        Ok(outcome) => {
            report::findings(&outcome.findings);
            report::result(as_json(&outcome));
            print(&outcome);
            outcome.status
        }
        Err(refused) => report::refused(&refused),
    }
}

fn print(outcome: &Outcome) {
    outcome.pages.iter().for_each(pages::print);
    report::line(&format!("Đã soát {} tệp, {} chữ", outcome.files, outcome.words));
    for FamilyCount { family, found, checked, unchecked } in &outcome.counts {
        let (name, counted) = family.words();
        let found = if *found == 0 { "không thấy lỗi".to_owned() } else { format!("{found} chỗ cần xem") };
        report::line(&format!("  {name}: {found}; đã kiểm {checked} {counted}, chưa kiểm {unchecked}"));
    }
    if !outcome.pages.is_empty() {
        pages::print_sum(&outcome.pages);
    }
    if outcome.ignored > 0 {
        report::line(&format!("  bỏ qua {} chỗ theo `bo_qua`", outcome.ignored));
    }
}

fn as_json(outcome: &Outcome) -> Value {
    let families: Vec<Value> = outcome.counts.iter().map(count_as_json).collect();
    let pages: Vec<Value> = outcome.pages.iter().map(pages::as_json).collect();
    json!({ "tep": outcome.files, "chu": outcome.words, "bo_qua": outcome.ignored, "nhom": families, "trang": pages })
}

fn count_as_json(count: &FamilyCount) -> Value {
    let FamilyCount { family, found, checked, unchecked } = count;
    json!({ "nhom": family.key(), "can_xem": found, "da_kiem": checked, "chua_kiem": unchecked })
}
