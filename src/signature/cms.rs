//! The signed message of a signature (CMS): reading, algorithms, exact bytes.

pub(crate) mod algorithm;
pub(crate) mod der;
pub(crate) mod hash;
pub(crate) mod message;
pub(crate) mod pss;
