//! Documents go out: their PDFs are kept with all they were made from.

pub(crate) mod deposit;
mod metadata;
mod refusal;
mod run;

pub use deposit::Issued;
pub use run::issue;
pub(crate) use run::{Event, Request};

pub use crate::archive::Deposited;
