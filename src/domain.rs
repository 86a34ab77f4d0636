//! Plain types without reading: what a document, its figures, the register and the terms of keeping are.

pub mod document;
pub mod figures;
pub mod register;
pub(crate) mod retention;
