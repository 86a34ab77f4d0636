//! The index: what can be found in the archive, in SQLite. Never the truth: made again from the folders and the log
//! whenever it is missing, old, damaged or of another log.

mod compared;
pub(crate) mod database;
pub mod entry;
mod error;
mod lookup;
mod schema;
pub mod search;
mod update;

pub use database::Index;
