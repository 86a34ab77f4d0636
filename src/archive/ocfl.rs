//! The store of kept documents: an OCFL 1.1 root, an object a document, plain folders that outlive the program.
//!
//! Written by hand: the crates for OCFL keep whole stores and their own locks, and the order of the writes here is what
//! a killed run is mended by.

pub mod error;
pub mod inventory;
pub mod path;
mod recovery;
pub(crate) mod scan;
pub mod store;
