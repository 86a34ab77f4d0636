//! Certificates: chains to a root of the office, revocation, and the data to check them with.

pub(crate) mod certificate;
pub(crate) mod chain;
pub(crate) mod failure;
pub(crate) mod name;
mod path;
pub(crate) mod revocation;
pub(crate) mod trust_store;
pub(crate) mod validation_data;
