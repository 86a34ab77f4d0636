//! Lines and notes that footnotes have separated: found on the set pages, moved by setting them again.
//!
//! Typst keeps two lines of a paragraph together at a page's end, but does not count the footnotes those
//! lines carry: when a note has no room, its line goes to the next page alone. Room taken away at the foot
//! of the first page lets the line above go along. What goes to the next page may leave its note behind: a break before
//! it takes the note along. The rows of a table are shared out among pages by the heights of their notes, all at once.
//! A table may also leave the end of the text alone with the signature; broken before a row, with its header again, it
//! keeps them together.

mod laid_out;
mod lone_group_rows;
mod lone_headings;
mod notes;
mod repair;
mod shared_tables;
mod stranded_ending;
mod stray_footnotes;
mod widows;

use laid_out::LaidOutPages;
pub(super) use repair::Repair;
use typst::World;
use typst::layout::Abs;
use typst_layout::PagedDocument;

/// The first repair, in page order, that the pages need. `bottom` is the bottom margin; `tried` are the
/// repairs made so far, by the places they have moved to.
pub(super) fn find(document: &PagedDocument, world: &dyn World, bottom: Abs, tried: &[usize]) -> Option<Repair> {
    let main = world.source(world.main()).ok()?;
    let pages = LaidOutPages::of(document, world, &main, bottom)?;
    widows::find(&pages, tried)
        .or_else(|| shared_tables::find(&pages))
        .or_else(|| stray_footnotes::find(&pages, tried))
        .or_else(|| lone_headings::find(&pages))
        .or_else(|| lone_group_rows::find(&pages))
        .or_else(|| stranded_ending::find(&pages))
}
