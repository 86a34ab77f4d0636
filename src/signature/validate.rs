//! Validation of a signed PDF: integrity, origin, trust, each with its reasons.

pub(crate) mod origin;
pub(crate) mod report;
pub(crate) mod signature;
pub(crate) mod trust;
