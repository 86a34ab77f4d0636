//! `vanthu archive`: what is kept, found, taken out and checked.

mod add;
mod find;
mod maintain;
mod retrieve;

use super::args::archive::{Action, ArchiveArgs, NamedArgs};
use crate::operations::archive::Named;
use crate::operations::common::status::Status;

pub(crate) fn run(args: &ArchiveArgs) -> Status {
    match &args.action {
        Action::Add(args) => add::run(args),
        Action::List(args) => find::list(args),
        Action::Search(args) => find::search(args),
        Action::Show(args) => find::show(args),
        Action::Due(args) => find::due(args),
        Action::Get(args) => retrieve::get(args),
        Action::Export(args) => retrieve::export(args),
        Action::Rebuild(_) => maintain::reindex(),
        Action::RebuildDocument(args) => retrieve::rebuild_document(args),
        Action::Audit(args) => maintain::audit(args.checkpoint.as_deref()),
        Action::Checkpoint(_) => maintain::checkpoint(),
        Action::Backup(args) => maintain::backup(args),
        Action::Restore(args) => maintain::restore(args),
    }
}

impl From<&NamedArgs> for Named {
    fn from(args: &NamedArgs) -> Self {
        Self { name: args.named.clone(), year: args.year }
    }
}
