//! Lines and notes that footnotes have parted: found on the set pages, moved by setting them again.
//!
//! Typst keeps two lines of a paragraph together at a page's end, but does not count the footnotes those
//! lines carry: when a note has no room, its line goes to the next page alone. Room taken away at the foot
//! of the first page lets the line above go along.

use std::collections::BTreeMap;

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
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
    /// Where its paragraph begins in the markup.
    paragraph: usize,
}

/// The first paragraph, in page order, that leaves a single line before or after a page break.
/// `bottom` is the bottom margin; paragraphs in `tried` are left alone.
pub(super) fn find(document: &PagedDocument, world: &dyn World, bottom: Abs, tried: &[usize]) -> Option<Repair> {
    let main = world.source(world.main()).ok()?;
    let text = main.text();
    let mut pages = Vec::new();
    for page in document.pages() {
        let mut lines = Vec::new();
        collect(&page.frame, Transform::identity(), world, text, &mut lines);
        lines.sort_by_key(|line: &Line| line.y);
        lines.dedup_by(|a, b| (a.y - b.y).abs() < Abs::pt(1.0));
        pages.push(lines);
    }
    let body = body_size(&pages)?;
    for lines in &mut pages {
        lines.retain(|line| (line.size - body).abs() < Abs::pt(0.1));
    }
    let marks = document.pages().iter().map(|page| {
        let mut found = Vec::new();
        marks_of(&page.frame, Transform::identity(), &mut found);
        found
    });
    let marks: Vec<Vec<Mark>> = marks.collect();
    let parted = pages.windows(2).enumerate().find_map(|(i, pair)| {
        let (last, first) = (pair[0].last()?, pair[1].first()?);
        let split = last.paragraph == first.paragraph && !tried.contains(&last.paragraph);
        let count = |page: usize| {
            pages.get(page).map_or(0, |lines| lines.iter().filter(|line| line.paragraph == last.paragraph).count())
        };
        let begins_here = i == 0 || count(i - 1) == 0;
        let lone = count(i) == 1 || count(i + 1) == 1 && count(i + 2) == 0;
        let room = || room_below(&document.pages()[i].frame, bottom, last);
        (split && begins_here && lone).then(|| Repair { at: last.paragraph, room: room() })
    });
    parted.or_else(|| {
        let (i, mark) = astray(&marks, body)?;
        let line = pages[i].iter().filter(|line| line.y >= mark.y - Abs::pt(1.0)).min_by_key(|line| line.y)?;
        let begins_here = i == 0 || pages[i - 1].iter().all(|above| above.paragraph != line.paragraph);
        let room = room_below(&document.pages()[i].frame, bottom, line);
        let often = tried.iter().filter(|at| **at == line.paragraph).count();
        // a line kept from being alone may part its notes, so a paragraph has a second try
        (begins_here && often < 2).then_some(Repair { at: line.paragraph, room })
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

fn marks_of(frame: &Frame, place: Transform, found: &mut Vec<Mark>) {
    for (point, item) in frame.items() {
        let here = place.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => marks_of(&group.frame, here.pre_concat(group.transform), found),
            FrameItem::Text(run) => {
                if let Ok(number) = run.text.parse() {
                    found.push(Mark { number, y: Point::zero().transform(here).y, size: run.size });
                }
            }
            _ => {}
        }
    }
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

fn collect(frame: &Frame, place: Transform, world: &dyn World, text: &str, lines: &mut Vec<Line>) {
    for (point, item) in frame.items() {
        let here = place.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => collect(&group.frame, here.pre_concat(group.transform), world, text, lines),
            FrameItem::Text(run) => {
                let span = run.glyphs.first().map(|glyph| glyph.span.0);
                let main = span.filter(|span| span.id() == Some(world.main()));
                if let Some(at) = main.and_then(|span| world.range(span)) {
                    let paragraph = text[..at.start].rfind(PARTING).map_or(0, |i| i + PARTING.len());
                    lines.push(Line { y: Point::zero().transform(here).y, size: run.size, paragraph });
                }
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
