//! The store: documents as OCFL objects in plain folders.

pub(crate) mod inventory;
pub(crate) mod path;
pub(crate) mod recovery;
pub(crate) mod scan;
pub(crate) mod store;
