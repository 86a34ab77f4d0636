//! The pages of a document under a ruler: where parts are found, and what is noted of them.

use std::ops::Range as Span;

use super::decree::{self, RATIO, Range, SIZE};
use super::lines::{Line, PT, SINGLE, lines, whole};
use super::outcome::{Audit, Fault};
use super::rule::{Part, Rule};
use super::sections::{Section, sections};
use crate::domain::document::Document;
use crate::typeset::page_faults::letters;
use crate::typeset::runs::{PageRuns, Rule as Stroke};

/// How far under a line its rule may begin, mm.
const REACH: f64 = 5.0;

/// Letters of a fault's words that are shown.
const SHOWN: usize = 50;

/// The pages, what stands on them, and what was noted.
pub(super) struct Look<'a> {
    pub(super) pages: &'a [PageRuns],
    pub(super) document: &'a Document,
    /// All lines in the order of drawing.
    pub(super) lines: Vec<Line>,
    /// The letters of each line.
    pub(super) letters: Vec<String>,
    /// The document itself, its annexes, what is attached to it.
    pub(super) sections: Vec<Section<'a>>,
    audit: Audit,
}

/// How the letters of a part should look.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: Range,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Whether all letters are capitals.
    pub(super) capitals: Option<bool>,
}

/// Letters of this size; bold, italic and capitals as said.
pub(super) const fn style(size: Range, bold: bool, italic: bool, capitals: Option<bool>) -> Style {
    Style { size, bold, italic, capitals }
}

impl<'a> Look<'a> {
    pub(super) fn new(pages: &'a [PageRuns], document: &'a Document) -> Self {
        let lines = lines(pages);
        let letters: Vec<String> = lines.iter().map(Line::letters).collect();
        let sections = sections(document, pages.len(), &lines, &letters);
        Self { pages, document, lines, letters, sections, audit: Audit::default() }
    }

    /// What was noted, in the order of the rules.
    pub(super) fn done(mut self) -> Audit {
        let place = |fault: &Fault| decree::ALL.iter().position(|rule| rule.id == fault.rule.id);
        self.audit.faults.sort_by_key(|fault| (place(fault), fault.page));
        self.audit.faults.dedup();
        self.audit
    }

    /// Whether it is a normative document, which another decree measures in a few places.
    pub(super) fn is_normative(&self) -> bool {
        self.document.normative.is_some()
    }

    /// Notes that a rule was measured, and what was wrong.
    pub(super) fn note(&mut self, rule: Rule, is_right: bool, fault: impl FnOnce() -> (usize, String, String, String)) {
        *self.audit.measured.entry(rule.id).or_default() += 1;
        if !is_right {
            let (page, words, measured, allowed) = fault();
            self.audit.faults.push(Fault { rule, page, words: shortened(&words), measured, allowed, is_typed: false });
        }
    }

    /// Notes a part that the document has and the pages do not show where it should stand.
    pub(super) fn missing(&mut self, rule: Rule, page: usize, words: &str) {
        self.audit.unseen.push(rule.part);
        let words = words.to_owned();
        self.note(rule, false, || (page, words, "không thấy".to_owned(), "có".to_owned()));
    }

    /// Notes a part that could not be measured.
    pub(super) fn unseen(&mut self, part: Part) {
        self.audit.unseen.push(part);
    }

    /// The lines, in a row on one page, that together are these words; the first such in a stretch of lines.
    pub(super) fn find(&self, within: Span<usize>, words: &str) -> Option<Span<usize>> {
        self.matches(within, words).next()
    }

    /// The last such.
    pub(super) fn find_last(&self, within: Span<usize>, words: &str) -> Option<Span<usize>> {
        self.matches(within, words).last()
    }

    fn matches(&self, within: Span<usize>, words: &str) -> impl Iterator<Item = Span<usize>> {
        let wanted: String = letters(words).collect();
        let first = within.clone().filter(move |_| !wanted.is_empty());
        let wanted: String = letters(words).collect();
        first.filter_map(move |start| whole(&self.lines, &self.letters, start..within.end, &wanted))
    }

    /// Notes whether lines look as they should.
    pub(super) fn styled(&mut self, rule: Rule, lines: Span<usize>, look: Style) {
        for at in lines {
            let line = &self.lines[at];
            let (page, text, size) = (line.page, line.text(), line.size());
            let (bold, italic) = (line.bold(), line.italic());
            let any = (line.words().any(|run| run.bold), line.words().any(|run| run.italic));
            self.note(rule, look.size.holds(size, SIZE), || {
                (page, text.clone(), format!("cỡ {} pt", number(size)), format!("cỡ {} pt", shown(look.size)))
            });
            let weight = |is: bool| if is { "chữ đậm" } else { "chữ không đậm" };
            self.note(rule, if look.bold { bold } else { !any.0 }, || {
                (page, text.clone(), weight(!look.bold).to_owned(), weight(look.bold).to_owned())
            });
            let slant = |is: bool| if is { "chữ nghiêng" } else { "chữ đứng" };
            self.note(rule, if look.italic { italic } else { !any.1 }, || {
                (page, text.clone(), slant(!look.italic).to_owned(), slant(look.italic).to_owned())
            });
            let is_capital = !text.chars().any(char::is_lowercase);
            // what is still to be filled in says in small letters what belongs there
            let has_letters = text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !text.contains('[');
            if let Some(capitals) = look.capitals.filter(|_| has_letters) {
                let case = |is: bool| if is { "chữ IN HOA" } else { "chữ in thường" };
                self.note(rule, capitals == is_capital, || {
                    (page, text.clone(), case(!capitals).to_owned(), case(capitals).to_owned())
                });
                if capitals != is_capital
                    && let Some(fault) = self.audit.faults.last_mut()
                {
                    fault.is_typed = true;
                }
            }
        }
    }

    /// Notes whether lines have the size of the text, which is from 13 to 14.
    pub(super) fn sized(&mut self, rule: Rule, lines: &[usize]) {
        for at in lines {
            let line = &self.lines[*at];
            let (page, words, size) = (line.page, line.text(), line.size());
            self.note(rule, decree::LARGE.holds(size, SIZE), || {
                (page, words, format!("cỡ {} pt", number(size)), format!("cỡ {} pt", shown(decree::LARGE)))
            });
        }
    }

    /// Notes whether lines are centred on a place.
    pub(super) fn centred(&mut self, rule: Rule, lines: Span<usize>, middle: f64, on: &str) {
        for at in lines {
            let line = &self.lines[at];
            let (page, text, off) = (line.page, line.text(), line.centre() - middle);
            self.note(rule, off.abs() <= decree::MIDDLE, || {
                (page, text, format!("lệch {} mm so với {on}", number(off.abs())), format!("canh giữa theo {on}"))
            });
        }
    }

    /// Notes whether lines follow one another single-spaced.
    pub(super) fn single_spaced(&mut self, rule: Rule, lines: Span<usize>) {
        for at in lines.start + 1..lines.end {
            let (above, line) = (&self.lines[at - 1], &self.lines[at]);
            if above.page != line.page {
                continue;
            }
            let size = above.size().max(line.size());
            let factor = (line.baseline() - above.baseline()) / (size * PT * SINGLE);
            let (page, text) = (line.page, line.text());
            self.note(rule, decree::SINGLE_LINES.holds(factor, 0.0), || {
                (page, text, format!("cách dòng trên {} dòng đơn", number(factor)), "dòng đơn".to_owned())
            });
        }
    }

    /// Notes whether there is a rule under the last of these lines, as long as it should be and centred.
    pub(super) fn ruled(&mut self, rule: Rule, lines: Span<usize>, length: Range) {
        let own = &self.lines[lines.clone()];
        let Some(last) = own.last() else { return };
        let (page, text) = (last.page, last.text());
        let parts = |stroke: &Stroke| own.iter().map(|line| stroke.width / line.width()).collect::<Vec<_>>();
        let found = self.stroke_under(last);
        let fits = found.is_some_and(|stroke| parts(stroke).iter().any(|part| length.holds(*part, RATIO)));
        let measured = found.map_or_else(
            || "không có kẻ".to_owned(),
            |stroke| format!("kẻ dài {} dòng chữ", number(stroke.width / last.width())),
        );
        let off = found.map(|stroke| stroke.x + stroke.width / 2.0 - last.centre());
        let allowed =
            if length == decree::WHOLE { "kẻ dài bằng dòng chữ" } else { "kẻ dài 1/3–1/2 dòng chữ" };
        self.note(rule, fits, || (page, text.clone(), measured, allowed.to_owned()));
        if let Some(off) = off {
            self.note(rule, off.abs() <= decree::MIDDLE, || {
                (page, text, format!("kẻ lệch {} mm", number(off.abs())), "kẻ cân đối so với dòng chữ".to_owned())
            });
        }
    }

    /// The level stroke close under a line that crosses its middle.
    pub(super) fn stroke_under(&self, line: &Line) -> Option<&'a Stroke> {
        let under = |stroke: &&Stroke| {
            let below = stroke.y - line.baseline();
            stroke.height.abs() < 0.01
                && (0.0..REACH).contains(&below)
                && stroke.x < line.centre()
                && stroke.x + stroke.width > line.centre()
        };
        self.pages[line.page - 1].rules.iter().filter(under).min_by(|a, b| a.y.total_cmp(&b.y))
    }

    /// The lines of pages, from one to another, both among them.
    pub(super) fn lines_of(&self, first: usize, last: usize) -> Span<usize> {
        let start = self.lines.partition_point(|line| line.page < first);
        start..self.lines.partition_point(|line| line.page <= last)
    }

    /// The middle of the text of a page: between the margins that its section has.
    pub(super) fn middle(&self, section: usize) -> Option<f64> {
        let section = &self.sections[section];
        Some(f64::midpoint(section.left?, section.right?))
    }
}

/// A measure as people write it: `12,7`.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
}

/// A range as people write it: `12–13`.
pub(super) fn shown(range: Range) -> String {
    if range.0 == range.1 { number(range.0) } else { format!("{}–{}", number(range.0), number(range.1)) }
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
