//! The door on the terminal: reads arguments, calls operations, prints. It knows nothing of its own.

mod archive;
mod args;
mod build;
mod check;
mod copy;
mod diff;
mod door;
mod figures;
mod finalize;
mod impact;
mod import;
mod interrupt;
mod issue;
mod new;
mod new_period;
mod number;
mod rebuild;
mod register;
mod report;
mod schema;
mod trial;
mod usage_error;
mod verify;
mod watch;

use std::ffi::OsString;

use args::Command;

use crate::operations::common::guard::guarded_while;
use crate::operations::common::status::{Refused, Status};
use crate::operations::common::threads::on_big_stack;

/// Runs the command and returns its exit code: 0 clean, 1 findings, 2 could not run.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let typed: Vec<OsString> = args.into_iter().collect();
    if trial::is_ordered(&typed) {
        return trial::run();
    }
    trial::allow();
    let words = typed.iter().skip(1).filter_map(|word| word.to_str());
    let verbs = args::verbs(words.filter(|word| !word.starts_with('-')));
    // also of arguments that cannot be read: whoever reads JSON reads it of mistakes too
    let is_json = typed.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    door::begin(verbs.join(" "), is_json);
    let status = match args::parse(&typed) {
        Ok(args) => {
            let done = on_big_stack(|| guarded_while("chạy lệnh này", || run_command(&args.command)));
            done.unwrap_or_else(|crash| report::refused(&Refused::failed(crash)))
        }
        Err(error) => usage_error::explain(&error, &verbs),
    };
    door::end(status).code()
}

fn run_command(command: &Command) -> Status {
    match command {
        Command::Build(args) => build::run(args),
        Command::Check(args) => check::run(args),
        Command::New(args) => new::run(args),
        Command::NewPeriod(args) => new_period::run(args),
        Command::Figures(args) => figures::run(args),
        Command::Impact(args) => impact::run(args),
        Command::Import(args) => import::run(args),
        Command::Watch(args) => watch::run(args),
        Command::Rebuild(args) => rebuild::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Number(args) => number::run(args),
        Command::Register(args) => register::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Finalize(args) => finalize::run(args),
        Command::Reopen(args) => issue::reopen(args),
        Command::Issue(args) => issue::run(args),
        Command::Archive(args) => archive::run(args),
        Command::Copy(args) => copy::run(args),
        Command::Schema(args) => schema::run(args),
    }
}
