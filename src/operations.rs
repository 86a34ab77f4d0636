//! The jobs of the office, one file or folder each: all that a door may call. What they share is in `common`.

pub mod archive;
pub mod build;
pub mod check;
pub mod common;
pub mod copy;
pub mod diff;
pub mod figures;
pub mod finalize;
pub mod impact;
pub mod import_document;
pub mod new_document;
pub mod new_period;
pub mod number;
pub mod rebuild;
pub mod register;
pub mod schema;
pub mod update;
pub mod verify;
pub mod watch;
