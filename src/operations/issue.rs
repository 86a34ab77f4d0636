//! Documents go out: their PDFs are kept with all they were made from.

pub(crate) mod deposit;
mod metadata;
mod refusal;
mod run;

pub use deposit::Issued;
pub use run::{Event, Request, issue};

pub use crate::archive::Deposited;
