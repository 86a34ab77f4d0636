//! Set pages as the repairs look at them: lines of text and notes, with where they come from in the markup.

use std::collections::BTreeMap;

use typst::introspection::Location;
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::syntax::{FileId, Source, Span};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

use super::notes::{Note, notes};
use super::repair::{Repair, block_at};

/// A note, or what of it stands on a page.
#[derive(Debug)]
pub(super) struct Entry {
    /// That of its mark.
    pub(super) location: Location,
    pub(super) height: Abs,
}

/// A line of text on a page.
#[derive(Debug)]
pub(super) struct Line {
    /// Baseline from the top of the page.
    pub(super) y: Abs,
    pub(super) size: Abs,
    /// Where its first word stands in the markup; looking that up is slow, so only some lines do.
    pub(super) span: Span,
}

/// What the repairs look at: the lines of every page, top to bottom, without those of notes, and the notes.
pub(super) struct LaidOutPages<'a> {
    pub(super) document: &'a PagedDocument,
    world: &'a dyn World,
    pub(super) main: &'a Source,
    bottom: Abs,
    pub(super) lines: Vec<Vec<Line>>,
    pub(super) notes: Vec<Note>,
    /// What stands at the foot of every page.
    pub(super) entries: Vec<Vec<Entry>>,
    /// The size most lines have: that of the body.
    pub(super) body: Abs,
}

impl<'a> LaidOutPages<'a> {
    pub(super) fn of(document: &'a PagedDocument, world: &'a dyn World, main: &'a Source, bottom: Abs) -> Option<Self> {
        let (mut lines, mut entries) = (Vec::new(), Vec::new());
        for page in document.pages() {
            let (mut own, mut foot) = (Vec::new(), Vec::new());
            collect(&page.frame, Transform::identity(), world.main(), &mut own, &mut foot);
            own.sort_by_key(|line: &Line| line.y);
            own.dedup_by(|a, b| (a.y - b.y).abs() < Abs::pt(1.0));
            lines.push(own);
            entries.push(foot);
        }
        let body = body_size(&lines)?;
        let notes = notes(document, world, main);
        Some(Self { document, world, main, bottom, lines, notes, entries, body })
    }

    /// The lines of the body on a page.
    pub(super) fn body(&self, page: usize) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines[page].iter().filter(|line| (line.size - self.body).abs() < Abs::pt(0.1))
    }

    /// Where the first word of a line stands in the markup.
    pub(super) fn place(&self, line: &Line) -> usize {
        self.world.range(line.span).map_or(0, |range| range.start)
    }

    /// Where the paragraph of a line begins in the markup.
    pub(super) fn paragraph(&self, line: &Line) -> usize {
        block_at(self.main.text(), self.place(line))
    }

    /// Whether a paragraph that stands on a page begins on it.
    pub(super) fn begins_on(&self, page: usize, paragraph: usize) -> bool {
        page == 0 || self.body(page - 1).next_back().is_none_or(|above| self.paragraph(above) != paragraph)
    }

    /// The room that a line of a page must lose to go to the next, for the paragraph `at`.
    pub(super) fn without(&self, page: usize, at: usize, line: &Line) -> Repair {
        Repair::ReserveRoom { at, room: room_below(&self.document.pages()[page].frame, self.foot(page), line) }
    }

    /// The room to take away so that a page ends with a line of the paragraph `at`, whatever notes leave it.
    pub(super) fn until(&self, page: usize, at: usize, line: &Line) -> Repair {
        let kept: Abs = self.notes.iter().filter(|note| note.page == page).map(|note| self.height(page, note)).sum();
        let room = self.foot(page) - line.y - line.size * 0.216 - kept - Abs::pt(12.0);
        Repair::ReserveRoom { at, room: room.max(Abs::zero()) }
    }

    /// Where the text of a page ends, notes included.
    pub(super) fn foot(&self, page: usize) -> Abs {
        self.document.pages()[page].frame.height() - self.bottom
    }

    fn height(&self, page: usize, note: &Note) -> Abs {
        let own = self.entries[page].iter().filter(|entry| entry.location == note.location);
        own.map(|entry| entry.height + Abs::pt(3.0)).sum()
    }
}

/// The size most lines have.
fn body_size(pages: &[Vec<Line>]) -> Option<Abs> {
    let mut counts = BTreeMap::new();
    for line in pages.iter().flatten() {
        *counts.entry((line.size.to_pt() * 10.0).round() as i64).or_insert(0) += 1;
    }
    let (tenths, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some(Abs::pt(tenths as f64 / 10.0))
}

fn collect(frame: &Frame, place: Transform, main: FileId, lines: &mut Vec<Line>, entries: &mut Vec<Entry>) {
    for (point, item) in frame.items() {
        let here = place.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => match group.parent {
                Some(parent) => {
                    entries.push(Entry { location: parent.location, height: group.frame.height() });
                }
                None => collect(&group.frame, here.pre_concat(group.transform), main, lines, entries),
            },
            FrameItem::Text(run) => {
                let y = Point::zero().transform(here).y;
                let span = run.glyphs.first().map(|glyph| glyph.span.0).filter(|span| span.id() == Some(main));
                lines.extend(span.map(|span| Line { y, size: run.size, span }));
            }
            _ => {}
        }
    }
}

/// From under a line to the foot of its page's text, and a little more, so that the line no longer fits.
fn room_below(frame: &Frame, mut foot: Abs, line: &Line) -> Abs {
    let mut lowest = |y: Abs| {
        if y > line.y + line.size * 0.3 {
            foot.set_min(y);
        }
    };
    rules(frame, Transform::identity(), &mut lowest);
    (foot - line.y - line.size * 0.216).max(Abs::zero()) + Abs::pt(2.0)
}

/// Heights of everything drawn, of which the first below the last line is the rule above the footnotes.
fn rules(frame: &Frame, place: Transform, report: &mut impl FnMut(Abs)) {
    for (point, item) in frame.items() {
        let here = place.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => rules(&group.frame, here.pre_concat(group.transform), report),
            FrameItem::Shape(..) => report(Point::zero().transform(here).y),
            _ => {}
        }
    }
}
