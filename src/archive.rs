//! Documents kept so that nobody can doubt them in thirty years, as plain folders with a log.
//!
//! The folders ([`ocfl`]) and the log ([`crate::base::io::journal`]) are the truth; the [`index`] is made from them at
//! any time. Each version of an object is an event of the log ([`event`]), which names the SHA-512 of the inventory of
//! that version, so that the chain of the log speaks for every byte of the store.

pub mod audit;
pub mod backup;
pub(crate) mod bagit;
pub(crate) mod best_copy;
pub mod checkpoint;
pub mod deposit;
pub mod event;
mod identify;
pub mod index;
pub(crate) mod ingest;
pub mod letters;
pub mod metadata;
pub(crate) mod object_file;
pub mod ocfl;
pub mod pdf_info;
mod recover;
pub(crate) mod submission;
mod unissued;

pub use deposit::{Archive, Deposit, Deposited};
pub use ocfl::path::ObjectKey;
