//! Certificates: chains to a root of the office, revocation, the folder of trust.

pub(crate) mod certificate;
pub(crate) mod chain;
pub(crate) mod evidence;
pub(crate) mod revocation;
pub(crate) mod trust_store;
