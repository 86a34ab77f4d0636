//! A document with a list: the names of its letters.

pub(crate) mod file_name;
