//! `vanthu register`: the books of outgoing and incoming documents.

mod book;
mod change;
mod list;

use std::path::Path;

use super::{FAILED, FINDINGS, report};
use crate::base::finding::Findings;
use crate::cli::args::register::{Action, IncomingAction, RegisterArgs};
use crate::domain::register::Act;
use crate::operations::register::Registry;

pub(crate) fn run(args: &RegisterArgs) -> u8 {
    let done = match &args.action {
        None => list::outgoing(&args.list),
        Some(Action::Reserve(args)) => change::reserve(args),
        Some(Action::GiveBack(args)) => change::give_back(args),
        Some(Action::Enter(args)) => change::enter(args),
        Some(Action::Replace(args)) => {
            change::deal(Act::Replace, &args.wanted, Some(&args.by), &args.reason, args.date)
        }
        Some(Action::Amend(args)) => change::deal(Act::Amend, &args.wanted, Some(&args.by), &args.reason, args.date),
        Some(Action::Correct(args)) => {
            change::deal(Act::Correct, &args.wanted, Some(&args.by), &args.reason, args.date)
        }
        Some(Action::Recall(args)) => {
            change::deal(Act::Recall, &args.wanted, args.by.as_ref(), &args.reason, args.date)
        }
        Some(Action::Incoming(args)) => match &args.action {
            Some(IncomingAction::Add(args)) => list::arrive(args),
            None => list::incoming(args),
        },
        Some(Action::Export(args)) => book::export(args),
        Some(Action::Book(args)) => book::print(args),
    };
    done.unwrap_or_else(|findings| {
        report::refusal(&findings, for_programs(args));
        let could_not_run =
            findings.iter().all(|finding| ["W", "K"].iter().any(|first| finding.code.id.starts_with(first)));
        if could_not_run { FAILED } else { FINDINGS }
    })
}

/// Whether JSON is asked for.
fn for_programs(args: &RegisterArgs) -> bool {
    match &args.action {
        None => args.list.json,
        Some(Action::Incoming(args)) => args.action.is_none() && args.json,
        Some(_) => false,
    }
}

/// The register of the workspace one stands in; warnings are told at once.
fn open() -> Result<Registry, Findings> {
    let (registry, warnings) = open_with_warnings()?;
    report::findings(&warnings);
    Ok(registry)
}

/// The same, with the warnings.
fn open_with_warnings() -> Result<(Registry, Findings), Findings> {
    Registry::open(Path::new("."))
}
