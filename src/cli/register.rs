//! `vanthu register`: the books of outgoing and incoming documents.

mod args;
mod book;
mod keep;
mod list;

use std::path::Path;

pub(crate) use args::RegisterArgs;
use args::{Action, IncomingAction};

use super::{FAILED, FINDINGS, report};
use crate::base::finding::Findings;
use crate::domain::register::Act;
use crate::operations::register::Registry;

pub(crate) fn run(args: &RegisterArgs) -> u8 {
    let done = match &args.action {
        None => list::outgoing(&args.list),
        Some(Action::Reserve(args)) => keep::reserve(args),
        Some(Action::GiveBack(args)) => keep::give_back(args),
        Some(Action::Enter(args)) => keep::enter(args),
        Some(Action::Replace(args)) => keep::deal(Act::Replace, &args.wanted, Some(&args.by), &args.reason, args.date),
        Some(Action::Amend(args)) => keep::deal(Act::Amend, &args.wanted, Some(&args.by), &args.reason, args.date),
        Some(Action::Correct(args)) => keep::deal(Act::Correct, &args.wanted, Some(&args.by), &args.reason, args.date),
        Some(Action::Recall(args)) => keep::deal(Act::Recall, &args.wanted, args.by.as_ref(), &args.reason, args.date),
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
