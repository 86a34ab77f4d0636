//! Lines and notes that footnotes have parted: found on the set pages, moved by setting them again.
//!
//! Typst keeps two lines of a paragraph together at a page's end, but does not count the footnotes those
//! lines carry: when a note has no room, its line goes to the next page alone. Room taken away at the foot
//! of the first page lets the line above go along. A row of a table may also move to another page than its
//! note, or the table leave the end of the text alone with the signature; a table parted before a row, with its
//! header again, keeps them together.

mod astray_notes;
mod bare_end;
mod lone_lines;

use std::collections::BTreeMap;

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::syntax::{FileId, Source, Span};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

/// What parts paragraphs in generated markup.
const PARTING: &str = "\n\n";

/// What a table begins with in generated markup.
const TABLE: &str = "#bang(";

/// What begins a row of a table in generated markup.
const ROW: &str = "\n  [";

/// What parts a table before a row (`sang-bang` in `templates/bang-hinh.typ`).
const TABLE_BREAK: &str = "\n  sang-bang,";

/// Size of notes, pt (`co-chu-thich` in `templates/kich-thuoc.typ`).
const NOTE_SIZE: f64 = 10.0;

/// One change of the markup that keeps together what footnotes have parted.
#[derive(Debug, PartialEq)]
pub(super) enum Repair {
    /// Room to take away at the foot of the page on which the paragraph beginning `at` begins.
    Room { at: usize, room: Abs },
    /// A table to part before the row beginning `at`.
    Part { at: usize },
}

impl Repair {
    /// Where the markup changes.
    pub(super) fn at(&self) -> usize {
        match self {
            Self::Room { at, .. } | Self::Part { at } => *at,
        }
    }

    /// The markup with the repair in it.
    pub(super) fn apply(&self, markup: &str) -> String {
        let (before, after) = markup.split_at(self.at());
        match self {
            Self::Room { room, .. } => {
                let room = room.to_pt().ceil();
                format!("{before}#place(bottom, float: true, clearance: 0pt, box(height: {room}pt)){PARTING}{after}")
            }
            Self::Part { .. } => format!("{before}{TABLE_BREAK}{after}"),
        }
    }
}

/// The first repair, in page order, that the pages need. `bottom` is the bottom margin; `tried` are the
/// repairs made so far, by the places they have moved to.
pub(super) fn find(document: &PagedDocument, world: &dyn World, bottom: Abs, tried: &[usize]) -> Option<Repair> {
    let main = world.source(world.main()).ok()?;
    let set = SetPages::of(document, world, &main, bottom)?;
    lone_lines::find(&set, tried).or_else(|| astray_notes::find(&set, tried)).or_else(|| bare_end::find(&set))
}

/// A number raised in the text or before a note.
#[derive(Debug)]
struct Mark {
    number: u32,
    y: Abs,
    size: Abs,
}

/// A line of text on a page.
#[derive(Debug)]
struct Line {
    /// Baseline from the top of the page.
    y: Abs,
    size: Abs,
    /// Where its first word stands in the markup; looking that up is slow, so only some lines do.
    span: Span,
}

/// What the repairs look at: the lines and marks of every page, top to bottom.
struct SetPages<'a> {
    document: &'a PagedDocument,
    world: &'a dyn World,
    main: &'a Source,
    bottom: Abs,
    lines: Vec<Vec<Line>>,
    marks: Vec<Vec<Mark>>,
    /// The size most lines have, notes apart: that of the body.
    body: Abs,
}

impl<'a> SetPages<'a> {
    fn of(document: &'a PagedDocument, world: &'a dyn World, main: &'a Source, bottom: Abs) -> Option<Self> {
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
    fn body(&self, page: usize) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines[page].iter().filter(|line| (line.size - self.body).abs() < Abs::pt(0.1))
    }

    /// Where the first word of a line stands in the markup.
    fn place(&self, line: &Line) -> usize {
        self.world.range(line.span).map_or(0, |range| range.start)
    }

    /// Where the paragraph of a line begins in the markup.
    fn paragraph(&self, line: &Line) -> usize {
        self.main.text()[..self.place(line)].rfind(PARTING).map_or(0, |i| i + PARTING.len())
    }

    /// Whether a paragraph that stands on a page begins on it.
    fn begins_on(&self, page: usize, paragraph: usize) -> bool {
        page == 0 || self.body(page - 1).next_back().is_none_or(|above| self.paragraph(above) != paragraph)
    }

    /// The room that a line of a page must lose to go to the next, for the paragraph `at`.
    fn without(&self, page: usize, at: usize, line: &Line) -> Repair {
        Repair::Room { at, room: room_below(&self.document.pages()[page].frame, self.bottom, line) }
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
