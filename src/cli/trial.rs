//! The program as the worker of another run of it: tries templates of the office, until that run needs no more.

use std::ffi::OsString;

use super::interrupt;
use crate::operations::common::trial;

/// Whether the program is run to try templates.
pub(crate) fn is_ordered(typed: &[OsString]) -> bool {
    typed.get(1).is_some_and(|first| first == trial::ARGUMENT)
}

/// Tries templates as ordered through stdin.
pub(crate) fn run() -> u8 {
    // Ctrl-C ends the run that orders, which finishes what is under way
    interrupt::listen();
    u8::from(trial::serve(std::io::stdin(), std::io::stdout()).is_err())
}

/// Lets this run try templates.
pub(crate) fn allow() {
    // a system that does not tell where the program is leaves templates untried
    let _ = std::env::current_exe().map(trial::set_program);
}
