//! Word files: `.docx` → paragraphs, tables, notes and pictures with their formats, whatever program wrote them.

pub(crate) mod blocks;
pub(crate) mod fault;
pub(crate) mod model;
mod numbering;
mod package;
mod paragraphs;
mod parts;
pub(crate) mod read;
mod runs;
pub(crate) mod style_ids;
mod styles;
mod symbols;
mod tables;
mod xml;
