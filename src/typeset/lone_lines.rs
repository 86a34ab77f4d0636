//! Lines and notes that footnotes have parted: found on the set pages, moved by setting them again.
//!
//! Typst keeps two lines of a paragraph together at a page's end, but does not count the footnotes those
//! lines carry: when a note has no room, its line goes to the next page alone. Room taken away at the foot
//! of the first page lets the line above go along.

use std::collections::BTreeMap;

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::syntax::{FileId, Span};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

/// Size of raised text as a part of the text beside it: fonts ask for a little more or less than 0.6.
const RAISED: std::ops::Range<f64> = 0.55..0.70;

/// Size of notes, pt (`co-chu-thich` in `templates/kich-thuoc.typ`).
const NOTE_SIZE: f64 = 10.0;

/// What parts paragraphs in generated markup.
const PARTING: &str = "\n\n";

/// A paragraph that has left one line alone, and what brings the line above along.
#[derive(Debug, PartialEq)]
pub(super) struct Repair {
    /// Where the paragraph begins in the markup.
    pub(super) at: usize,
    /// Room to take away at the foot of the page it begins on.
    pub(super) room: Abs,
}

impl Repair {
    /// The markup with the repair in it.
    pub(super) fn apply(&self, markup: &str) -> String {
        let (before, after) = markup.split_at(self.at);
        let room = self.room.to_pt().ceil();
        format!("{before}#place(bottom, float: true, clearance: 0pt, box(height: {room}pt)){PARTING}{after}")
    }
}

/// A number raised in the text or before a note.
#[derive(Debug)]
struct Mark {
    number: u32,
    y: Abs,
    size: Abs,
}

/// A line of body text on a page.
#[derive(Debug)]
struct Line {
    /// Baseline from the top of the page.
    y: Abs,
    size: Abs,
    /// Where its first word stands in the markup; looking that up is slow, so only some lines do.
    span: Span,
}

/// The first paragraph, in page order, that leaves a single line before or after a page break.
/// `bottom` is the bottom margin; paragraphs in `tried` are left alone.
pub(super) fn find(document: &PagedDocument, world: &dyn World, bottom: Abs, tried: &[usize]) -> Option<Repair> {
    let main = world.source(world.main()).ok()?;
    let paragraph = |line: &Line| {
        let at = world.range(line.span).map_or(0, |range| range.start);
        main.text()[..at].rfind(PARTING).map_or(0, |i| i + PARTING.len())
    };
    let mut pages = Vec::new();
    let mut marks = Vec::new();
    for page in document.pages() {
        let (mut lines, mut own) = (Vec::new(), Vec::new());
        collect(&page.frame, Transform::identity(), world.main(), &mut lines, &mut own);
        lines.sort_by_key(|line: &Line| line.y);
        lines.dedup_by(|a, b| (a.y - b.y).abs() < Abs::pt(1.0));
        pages.push(lines);
        marks.push(own);
    }
    let body = body_size(&pages)?;
    for lines in &mut pages {
        lines.retain(|line| (line.size - body).abs() < Abs::pt(0.1));
    }
    let begins_on = |i: usize, at: usize| i == 0 || pages[i - 1].last().is_none_or(|above| paragraph(above) != at);
    let repair =
        |i: usize, at: usize, line: &Line| Repair { at, room: room_below(&document.pages()[i].frame, bottom, line) };
    let parted = pages.windows(2).enumerate().find_map(|(i, pair)| {
        let (last, first) = (pair[0].last()?, pair[1].first()?);
        let at = paragraph(last);
        if paragraph(first) != at || tried.contains(&at) {
            return None;
        }
        let other = |line: Option<&Line>| line.is_none_or(|line| paragraph(line) != at);
        let lone = other(pair[0].iter().rev().nth(1)) || other(pair[1].get(1));
        (lone && begins_on(i, at)).then(|| repair(i, at, last))
    });
    parted.or_else(|| {
        let (i, mark) = astray(&marks, body)?;
        let line = pages[i].iter().filter(|line| line.y >= mark.y - Abs::pt(1.0)).min_by_key(|line| line.y)?;
        let at = paragraph(line);
        // a line kept from being alone may part its notes, so a paragraph has a second try
        let often = tried.iter().filter(|tried| **tried == at).count();
        (begins_on(i, at) && often < 2).then(|| repair(i, at, line))
    })
}

/// The first mark whose note begins on a later page: its line has two notes and room for one.
fn astray(pages: &[Vec<Mark>], body: Abs) -> Option<(usize, &Mark)> {
    let near = |mark: &Mark, size: Abs| RAISED.contains(&(mark.size / size));
    let begins =
        |page: &[Mark], number| page.iter().any(|mark| mark.number == number && near(mark, Abs::pt(NOTE_SIZE)));
    let mut seen = Vec::new();
    pages.iter().enumerate().find_map(|(i, page)| {
        let own = page.iter().filter(|mark| near(mark, body));
        let first: Vec<&Mark> = own.filter(|mark| !seen.contains(&mark.number)).collect();
        seen.extend(first.iter().map(|mark| mark.number));
        let lost = first.into_iter().find(|mark| !begins(page, mark.number))?;
        let later = pages.get(i + 1).is_some_and(|next| begins(next, lost.number));
        later.then_some((i, lost))
    })
}

/// The size most body lines have.
fn body_size(pages: &[Vec<Line>]) -> Option<Abs> {
    let mut counts = BTreeMap::new();
    for line in pages.iter().flatten() {
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
