//! Disk: limited reads inside a workspace, whole writes, a log that is only appended to, watching, other programs.

pub(crate) mod append_log;
pub(crate) mod copies;
pub mod durable;
pub(crate) mod errors;
pub mod files;
pub(crate) mod git;
pub mod journal;
pub(crate) mod lock;
mod log_mark;
pub mod names;
pub(crate) mod passed_over;
pub(crate) mod paths;
pub(crate) mod regular;
pub(crate) mod replace;
pub(crate) mod sync;
pub mod watch;
pub(crate) mod worker;
pub mod workspace;
pub(crate) mod workspace_path;
