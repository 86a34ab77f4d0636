//! What a PDF holds for signing: its revisions, form, signature dictionaries, and what one revision changed.

pub(crate) mod acroform;
pub(crate) mod byte_range;
pub(crate) mod deadline;
pub(crate) mod diff;
mod drawable;
pub(crate) mod drawing;
mod equality;
pub(crate) mod page_compare;
pub(crate) mod painting;
mod reach;
pub(crate) mod restrictions;
pub(crate) mod revisions;
pub(crate) mod strict;
pub(crate) mod undrawn;
pub(crate) mod xmp;
