//! What fonts can set.

pub(crate) mod glyphs;
