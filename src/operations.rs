//! One file per job of the office; all that a door may call.

pub mod archive;
pub mod build;
pub mod diff;
pub(crate) mod documents;
pub mod figure_usage;
pub mod figures;
pub mod figures_io;
pub(crate) mod guard;
pub mod impact;
pub mod issue;
pub(crate) mod jobs;
pub(crate) mod mail_merge;
pub mod new_document;
pub mod new_period;
pub mod number;
pub mod options;
pub mod output_paths;
pub(crate) mod periods;
pub mod progress;
pub mod rebuild;
pub mod register;
pub mod schema;
pub mod session;
pub mod status;
pub mod update;
pub mod watch;
