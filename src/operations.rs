//! One file per job of the office; all that a door may call.

pub mod archive;
pub mod diff;
pub mod figure_usage;
pub mod figures_io;
pub mod impact;
pub mod issue;
pub mod mail_merge;
pub(crate) mod new_document;
pub mod new_period;
pub mod options;
pub(crate) mod output_paths;
pub mod rebuild;
pub mod register;
pub mod session;
pub mod update;
