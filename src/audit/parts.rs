//! How each part of a page is found and measured, a group of parts a file.

pub(super) mod annex;
pub(super) mod body;
pub(super) mod ending;
pub(super) mod headings;
pub(super) mod letterhead;
pub(super) mod page;
pub(super) mod stamps;
pub(super) mod title;
