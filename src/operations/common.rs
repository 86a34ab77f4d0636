//! What several jobs share: the workspace opened once a run, requests, statuses, progress, the guard against a crash.

pub(crate) mod copies;
pub(crate) mod documents;
pub(crate) mod guard;
pub(crate) mod jobs;
pub(crate) mod kept_at;
mod long_titles;
pub(crate) mod mail_merge;
pub mod options;
pub(crate) mod output_paths;
pub(crate) mod outputs;
pub(crate) mod page_guard;
pub(crate) mod periods;
mod picture_guard;
pub(crate) mod progress;
pub mod session;
pub(crate) mod setter;
pub mod status;
pub(crate) mod threads;
pub(crate) mod trial;
pub(crate) mod unnumbered;
mod word_order;
