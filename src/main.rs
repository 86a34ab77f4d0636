//! The command `vanthu`: hands the arguments to the door and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(vanthu::cli::run(std::env::args_os()))
}
