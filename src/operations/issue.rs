//! Documents go out: their PDFs are kept with all they were made from.

pub(crate) mod deposit;
mod metadata;
mod run;

pub use crate::archive::Outcome;
pub use deposit::Issued;
pub use run::{Event, Request, issue};
