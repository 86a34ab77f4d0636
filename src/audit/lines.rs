//! Runs of a finished page gathered into lines as a reader sees them.

use std::ops::Range as Span;

use crate::typeset::page_faults::letters;
use crate::typeset::runs::{PageRuns, Run};

/// One point in millimetres.
pub const PT: f64 = 25.4 / 72.0;

/// Ascent and descent of a line of Times New Roman, in parts of its size.
pub const ASCENT: f64 = 0.891;
/// See [`ASCENT`].
pub const DESCENT: f64 = 0.216;

/// How far apart single-spaced lines stand, in parts of their size.
pub const SINGLE: f64 = 1.149;

/// Runs that touch on one baseline; raised marks belong to the line they are raised from.
#[derive(Debug, Clone)]
pub struct Line {
    /// From 1.
    pub page: usize,
    /// From left to right.
    pub runs: Vec<Run>,
}

impl Line {
    fn main(&self) -> &Run {
        let largest =
            |all: &'_ [Run]| (1..all.len()).fold(0, |best, at| if all[at].size > all[best].size { at } else { best });
        &self.runs[largest(&self.runs)]
    }

    /// Left end, mm.
    pub fn x(&self) -> f64 {
        self.runs[0].x
    }

    /// Right end, mm.
    pub fn right(&self) -> f64 {
        self.runs.iter().map(|run| run.x + run.width).fold(f64::MIN, f64::max)
    }

    /// Length, mm.
    pub fn width(&self) -> f64 {
        self.right() - self.x()
    }

    /// The middle between both ends, mm.
    pub fn centre(&self) -> f64 {
        f64::midpoint(self.x(), self.right())
    }

    /// Where its letters stand, mm from the top.
    pub fn baseline(&self) -> f64 {
        self.main().y
    }

    /// Size of its letters, pt.
    pub fn size(&self) -> f64 {
        self.main().size
    }

    /// Highest point of the line's letters, mm.
    pub fn top(&self) -> f64 {
        self.baseline() - self.size() * PT * ASCENT
    }

    /// Lowest point of the line's letters, mm.
    pub fn bottom(&self) -> f64 {
        self.baseline() + self.size() * PT * DESCENT
    }

    /// Whether all of it is bold.
    pub fn bold(&self) -> bool {
        self.words().all(|run| run.bold)
    }

    /// Whether all of it is italic.
    pub fn italic(&self) -> bool {
        self.words().all(|run| run.italic)
    }

    /// Whether nothing of it is bold or italic.
    pub fn upright(&self) -> bool {
        self.words().all(|run| !run.bold && !run.italic)
    }

    /// Its characters, marks that are raised too.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect::<String>().trim().to_owned()
    }

    /// Its runs that are no blanks.
    pub(super) fn words(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| !run.text.trim().is_empty())
    }

    /// Whether a mark is raised or lowered in it.
    pub(super) fn has_marks(&self) -> bool {
        self.words().any(|run| run.size < MARK * self.size())
    }

    /// Its small letters and digits, those of raised and lowered marks left out.
    pub(super) fn letters(&self) -> String {
        let size = self.size();
        self.runs.iter().filter(|run| run.size >= MARK * size).flat_map(|run| letters(&run.text)).collect()
    }
}

/// What is smaller than this part of its line is a raised or lowered mark.
const MARK: f64 = 0.75;

/// The lines of all pages, in the order of drawing.
pub fn lines(pages: &[PageRuns]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (page, runs) in (1..).zip(pages) {
        for run in &runs.texts {
            match lines.last_mut() {
                Some(line) if line.page == page && touches(line, run) => line.runs.push(run.clone()),
                _ => lines.push(Line { page, runs: vec![run.clone()] }),
            }
        }
    }
    lines
}

fn touches(line: &Line, run: &Run) -> bool {
    let gap = run.x - line.right();
    let rise = line.baseline() - run.y;
    let (small, large) = if run.size < line.size() { (run.size, line.size()) } else { (line.size(), run.size) };
    let level = rise.abs() < 0.05 && (small - large).abs() < 0.1;
    let raised = rise.abs() < 0.5 * large * PT && small < MARK * large;
    gap.abs() < 0.6 && (level || raised)
}

/// The lines from a start on, on its page, that together are these letters.
pub(super) fn whole(lines: &[Line], letters: &[String], within: Span<usize>, wanted: &str) -> Option<Span<usize>> {
    let (start, page) = (within.start, lines.get(within.start)?.page);
    let mut rest = wanted;
    for at in within {
        if lines[at].page != page || (at == start && letters[at].is_empty()) {
            return None;
        }
        rest = rest.strip_prefix(letters[at].as_str())?;
        if rest.is_empty() {
            return Some(start..at + 1);
        }
    }
    None
}
