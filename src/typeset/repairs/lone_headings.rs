//! A heading that stands last on a page: it goes to the page of what it heads.
//!
//! Typst moves a heading along with a block that has no room, unless that block goes for want of room for its footnote.

use super::laid_out::LaidOutPages;
use super::repair::{HEADING, Repair, before, block_at};

/// The first page that ends with a heading.
pub(super) fn find(pages: &LaidOutPages<'_>) -> Option<Repair> {
    let text = pages.main.text();
    pages.lines.iter().rev().skip(1).rev().find_map(|lines| {
        let heading = block_at(text, pages.place(lines.last()?));
        text[heading..].starts_with(HEADING).then(|| before(text, heading))?
    })
}
