//! Chốt: the PDF of a document is fixed and goes to be signed; it is kept with all it was made from. An electronic
//! document has its number by then, a paper one gets it once it is signed [N30 Điều 15.2, 15.3].

pub(crate) mod deposit;
mod metadata;
pub(crate) mod number_paper;
mod refusal;
mod run;

pub use deposit::Finalized;
pub use run::finalize;
pub(crate) use run::{Event, Request};

pub use crate::archive::Deposited;
