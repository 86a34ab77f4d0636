//! What every room may use and what knows no document: findings, source text, the language, disk, clock, network, digests.

pub mod assets;
pub mod clock;
pub mod digest;
pub mod finding;
pub mod fonts;
pub mod io;
pub(crate) mod memory;
pub mod network;
pub mod source;
pub mod text;
pub(crate) mod xml;
