//! Where the marks of footnotes stand, and where the notes they carry begin.

use typst::foundations::{Content, NativeElement};
use typst::introspection::{Introspector, Location, PagedPosition};
use typst::layout::Abs;
use typst::model::FootnoteElem;
use typst::syntax::Source;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

/// A mark and its note.
#[derive(Debug)]
pub(super) struct Note {
    /// Where the mark stands in the markup.
    pub(super) at: usize,
    /// Page of the mark.
    pub(super) page: usize,
    /// Baseline of the mark's line, from the top of its page.
    pub(super) y: Abs,
    /// Page on which the note begins.
    pub(super) begins: usize,
    /// What the frames of the note name as their parent.
    pub(super) location: Location,
}

impl Note {
    /// Whether the note begins on another page than its mark.
    pub(super) fn is_stray(&self) -> bool {
        self.page != self.begins
    }
}

/// All notes, in the order of their marks.
pub(super) fn notes(document: &PagedDocument, world: &dyn World, main: &Source) -> Vec<Note> {
    let introspector = document.introspector();
    let found = introspector.query(&FootnoteElem::ELEM.select());
    let note = |element: &Content| {
        let note = element.to_packed::<FootnoteElem>().filter(|note| !note.is_ref())?;
        let location = note.location()?;
        let PagedPosition { page, point } = introspector.position(location)?;
        let begins = introspector.position(location.variant(1))?.page;
        let span = note.span();
        let range = world.range(span).filter(|_| span.id() == Some(main.id()))?;
        Some(Note { at: range.start, page: page.get() - 1, y: point.y, begins: begins.get() - 1, location })
    };
    found.iter().filter_map(note).collect()
}
