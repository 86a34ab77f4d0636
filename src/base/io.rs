//! Disk: limited reads inside a workspace, whole writes, a log that is only appended to, watching, git.

pub mod append_log;
pub mod durable;
pub mod files;
pub(crate) mod git;
pub mod journal;
pub mod names;
pub(crate) mod paths;
pub(crate) mod problems;
pub(crate) mod sync;
pub mod watch;
pub mod workspace;
pub mod workspace_path;
