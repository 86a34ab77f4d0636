//! Signed messages (CMS, RFC 5652): DER, algorithms, and the check of a message.

pub(crate) mod algorithm;
pub(crate) mod der;
pub(crate) mod error;
pub(crate) mod hash;
pub(crate) mod message;
mod pss;
