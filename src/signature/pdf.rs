//! What a PDF holds for signing: its revisions, form, signature dictionaries, and what one revision changed.

mod about;
pub(crate) mod acroform;
mod aloud;
pub(crate) mod appended;
mod beside;
pub(crate) mod byte_range;
pub(crate) mod deadline;
pub(crate) mod diff;
mod drawable;
pub(crate) mod drawing;
mod end_marks;
mod equality;
mod lexer;
pub(crate) mod lowest_ink;
pub(crate) mod page_compare;
pub(crate) mod painting;
mod presented;
mod reach;
pub(crate) mod restrictions;
pub(crate) mod revisions;
pub(crate) mod scans;
pub(crate) mod strict;
pub(crate) mod undrawn;
pub(crate) mod xmp;
