//! YAML as clerks type it: a tree in which every key and value knows its place, and what is wrong with the text.

pub(crate) mod builder;
pub(crate) mod decode;
pub(crate) mod edit;
mod full_width_colons;
mod line_repairs;
pub(crate) mod lost_text;
pub(crate) mod node;
mod outline;
pub(crate) mod parse;
mod readable;
mod stray_lists;
mod stray_text;
pub(crate) mod syntax_mistakes;
mod tabs;
pub(crate) mod typed;
pub(crate) mod unknown_mark;
pub(crate) mod validate;
