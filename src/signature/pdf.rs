//! A signed PDF: revisions, signature dictionaries, what one revision changed of the one before.

pub(crate) mod acroform;
pub(crate) mod byte_range;
pub(crate) mod diff;
pub(crate) mod equality;
pub(crate) mod page_compare;
pub(crate) mod revisions;
