//! Lines and notes that footnotes have separated: found on the set pages, moved by setting them again.
//!
//! Typst keeps two lines of a paragraph together at a page's end, but does not count the footnotes those
//! lines carry: when a note has no room, its line goes to the next page alone. Room taken away at the foot
//! of the first page lets the line above go along. A row of a table may also move to another page than its
//! note, or the table leave the end of the text alone with the signature; a table broken before a row, with its
//! header again, keeps them together.

mod laid_out;
mod repair;
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
        .or_else(|| stray_footnotes::find(&pages, tried))
        .or_else(|| stranded_ending::find(&pages))
}
