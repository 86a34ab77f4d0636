//! Set pages as the repairs look at them: lines of text and raised numbers, with where they come from in the markup.

use std::collections::BTreeMap;

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::syntax::{FileId, Source, Span};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

use super::repair::{PARAGRAPH_BREAK, Repair};

/// Size of notes, pt (`co-chu-thich` in `templates/kich-thuoc.typ`).
pub(super) const NOTE_SIZE: f64 = 10.0;

/// A number raised in the text or before a note.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) number: u32,
    pub(super) y: Abs,
    pub(super) size: Abs,
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

/// What the repairs look at: the lines and marks of every page, top to bottom.
pub(super) struct LaidOutPages<'a> {
    document: &'a PagedDocument,
    world: &'a dyn World,
    pub(super) main: &'a Source,
    bottom: Abs,
    pub(super) lines: Vec<Vec<Line>>,
    pub(super) marks: Vec<Vec<Mark>>,
    /// The size most lines have, notes apart: that of the body.
    pub(super) body: Abs,
}

impl<'a> LaidOutPages<'a> {
    pub(super) fn of(document: &'a PagedDocument, world: &'a dyn World, main: &'a Source, bottom: Abs) -> Option<Self> {
        let (mut lines, mut marks) = (Vec::new(), Vec::new());
        for page in document.pages() {
            let (mut own, mut raised) = (Vec::new(), Vec::new());
            collect(&page.frame, Transform::identity(), world.main(), &mut own, &mut raised);
            own.sort_by_key(|line: &Line| line.y);
            own.dedup_by(|a, b| (a.y - b.y).abs() < Abs::pt(1.0));
            lines.push(own);
            marks.push(raised);
        }
        let body = body_size(&lines)?;
        Some(Self { document, world, main, bottom, lines, marks, body })
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
        self.main.text()[..self.place(line)].rfind(PARAGRAPH_BREAK).map_or(0, |i| i + PARAGRAPH_BREAK.len())
    }

    /// Whether a paragraph that stands on a page begins on it.
    pub(super) fn begins_on(&self, page: usize, paragraph: usize) -> bool {
        page == 0 || self.body(page - 1).next_back().is_none_or(|above| self.paragraph(above) != paragraph)
    }

    /// The room that a line of a page must lose to go to the next, for the paragraph `at`.
    pub(super) fn without(&self, page: usize, at: usize, line: &Line) -> Repair {
        Repair::ReserveRoom { at, room: room_below(&self.document.pages()[page].frame, self.bottom, line) }
    }
}

/// The size most lines have, notes apart.
fn body_size(pages: &[Vec<Line>]) -> Option<Abs> {
    let mut counts = BTreeMap::new();
    let notes = |line: &&Line| (line.size - Abs::pt(NOTE_SIZE)).abs() < Abs::pt(0.1);
    for line in pages.iter().flatten().filter(|line| !notes(line)) {
        *counts.entry((line.size.to_pt() * 10.0).round() as i64).or_insert(0) += 1;
    }
    let (tenths, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some(Abs::pt(tenths as f64 / 10.0))
}

fn collect(frame: &Frame, place: Transform, main: FileId, lines: &mut Vec<Line>, marks: &mut Vec<Mark>) {
    for (point, item) in frame.items() {
        let here = place.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => collect(&group.frame, here.pre_concat(group.transform), main, lines, marks),
            FrameItem::Text(run) => {
                let y = Point::zero().transform(here).y;
                if let Ok(number) = run.text.parse() {
                    marks.push(Mark { number, y, size: run.size });
                }
                let span = run.glyphs.first().map(|glyph| glyph.span.0).filter(|span| span.id() == Some(main));
                lines.extend(span.map(|span| Line { y, size: run.size, span }));
            }
            _ => {}
        }
    }
}

/// From under a line to the foot of its page's text, and a little more, so that the line no longer fits.
fn room_below(frame: &Frame, bottom: Abs, line: &Line) -> Abs {
    let mut foot = frame.height() - bottom;
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
