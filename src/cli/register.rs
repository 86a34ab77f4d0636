//! `vanthu register`: the books of outgoing and incoming documents.

mod books;
mod change;
mod incoming;
mod lines;
mod open;

use super::args::register::incoming::IncomingAction;
use super::args::register::{Action, RegisterArgs};
use super::report;
use crate::domain::register::StatusAction;
use crate::operations::common::status::Status;
use crate::operations::register;

pub(crate) fn run(args: &RegisterArgs) -> Status {
    let done = match &args.action {
        None => lines::outgoing(&args.list),
        Some(Action::Reserve(args)) => change::reserve(args),
        Some(Action::GiveBack(args)) => change::give_back(args),
        Some(Action::Enter(args)) => change::import_paper(args),
        Some(Action::Replace(args)) => change::change_status(StatusAction::Replace, args.into()),
        Some(Action::Amend(args)) => change::change_status(StatusAction::Amend, args.into()),
        Some(Action::Correct(args)) => change::change_status(StatusAction::Correct, args.into()),
        Some(Action::Recall(args)) => change::change_status(StatusAction::Recall, args.into()),
        Some(Action::Repeal(args)) => change::change_status(StatusAction::Repeal, args.into()),
        Some(Action::Receipt(args)) => change::acknowledge(args),
        Some(Action::Incoming(args)) => match &args.action {
            Some(IncomingAction::Add(args)) => incoming::arrive(args),
            Some(IncomingAction::Edit(args)) => incoming::correct(args),
            None => incoming::list(args),
        },
        Some(Action::Export(args)) => books::export(args),
        Some(Action::Book(args)) => books::print(args),
    };
    match done {
        Ok(()) => Status::Clean,
        Err(findings) => report::refused(&register::refused(findings)),
    }
}
