//! Signed messages (CMS, RFC 5652): DER, algorithms, and the check of a message.

pub(crate) mod algorithm;
mod attributes;
mod curve;
pub(crate) mod der;
mod ecdsa;
pub(crate) mod error;
pub(crate) mod hash;
pub(crate) mod message;
mod rsa;
mod scheme;
