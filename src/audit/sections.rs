//! The texts of a document on its pages: where each begins and ends, where its margins are, which lines are whose.

use std::ops::Range as Span;

use super::lines::{Line, whole};
use super::text::{has_break, printed};
use crate::domain::document::body::{Block, Body};
use crate::domain::document::heading_numbers::Rung;
use crate::domain::document::{Annex, Attached, Document};
use crate::typeset::page_faults::letters;

/// Notes and charts are smaller, pt.
const NOTES: f64 = 10.75;

/// Letters of tables and fields that may stand before the next paragraph.
const AHEAD: usize = 20_000;

/// Least that lines are apart from the top of a page when they are no page numbers, mm.
const TOP: f64 = 14.0;

/// A text on pages of its own.
pub(super) struct Section<'a> {
    pub(super) what: What<'a>,
    /// First and last page, from 1; none when its title was not found.
    pub(super) pages: Option<(usize, usize)>,
    /// The lines of its title, behind which its text begins.
    pub(super) title: Span<usize>,
    /// Its paragraphs in order, those that were found.
    pub(super) paragraphs: Vec<Paragraph<'a>>,
    /// How many were looked for and not found.
    pub(super) lost: usize,
    /// Left and right end of its full lines, mm.
    pub(super) left: Option<f64>,
    pub(super) right: Option<f64>,
    /// Whether both were measured, and not taken from what the document asks for.
    pub(super) is_measured: (bool, bool),
}

/// What a section is.
#[derive(Clone, Copy)]
pub(super) enum What<'a> {
    Own,
    /// Its number from 1 among how many, and itself.
    Annex(u32, usize, &'a Annex),
    Attached(&'a Attached),
}

/// What a paragraph is.
#[derive(Clone, Copy)]
pub(super) enum Role<'a> {
    /// A căn cứ: its place among how many.
    Basis(usize, usize),
    Heading(Rung, &'a Block),
    Text(&'a Block),
}

/// A paragraph and its lines.
pub(super) struct Paragraph<'a> {
    pub(super) role: Role<'a>,
    /// Its lines, which another page may part.
    pub(super) lines: Vec<usize>,
    /// Whether the paragraph before it ends on the line just above.
    pub(super) follows: bool,
}

/// All texts of a document where they stand.
pub(super) fn sections<'a>(
    document: &'a Document,
    pages: usize,
    lines: &[Line],
    all_letters: &[String],
) -> Vec<Section<'a>> {
    let mut all = vec![empty(What::Own)];
    let annexes = |annexes: &'a [Annex]| (1..).zip(annexes).map(move |(n, annex)| What::Annex(n, annexes.len(), annex));
    all.extend(annexes(&document.annexes).map(empty));
    for attached in &document.attached {
        all.push(empty(What::Attached(attached)));
        all.extend(annexes(&attached.annexes).map(empty));
    }
    let mut from = 0;
    for section in &mut all[1..] {
        if let Some(title) =
            (from..lines.len()).find_map(|at| whole(lines, all_letters, at..lines.len(), &title(section.what)))
        {
            from = title.end;
            section.title = title;
        }
    }
    // each begins a page and ends where the next does
    let mut last = pages;
    for section in all.iter_mut().rev() {
        let first = match section.what {
            What::Own => Some(1),
            _ => lines.get(section.title.start).filter(|_| !section.title.is_empty()).map(|line| line.page),
        };
        section.pages = first.map(|first| (first, last.max(first)));
        last = first.map_or(last, |first| first.saturating_sub(1).max(1));
    }
    for (part, section) in all.iter_mut().enumerate() {
        fill(section, part, document, lines, all_letters);
    }
    all
}

fn empty(what: What<'_>) -> Section<'_> {
    let (left, right) = (None, None);
    Section {
        what,
        pages: None,
        title: 0..0,
        paragraphs: Vec::new(),
        lost: 0,
        left,
        right,
        is_measured: (false, false),
    }
}

/// The letters of the title of a section.
fn title(what: What<'_>) -> String {
    let words = match what {
        What::Own => String::new(),
        What::Annex(n, count, annex) => Annex::label(n, count) + &annex.title.value,
        What::Attached(attached) => attached.kind.name.to_owned() + &attached.subject.value,
    };
    letters(&words).collect()
}

/// Finds the paragraphs of a section and measures its margins.
fn fill<'a>(section: &mut Section<'a>, part: usize, document: &'a Document, lines: &[Line], all_letters: &[String]) {
    let Some((first, last)) = section.pages else { return };
    let is_text = |line: &Line| (first..=last).contains(&line.page) && line.size() > NOTES && !is_page_number(line);
    let stream: Vec<usize> =
        (section.title.end..lines.len()).filter(|at| is_text(&lines[*at]) && !all_letters[*at].is_empty()).collect();
    let mut reader = Reader::new(&stream, all_letters);
    let body: &'a Body = match section.what {
        What::Own => &document.body,
        What::Annex(_, _, annex) => &annex.body,
        What::Attached(attached) => &attached.body,
    };
    if matches!(section.what, What::Own) {
        let count = document.legal_bases.len();
        for (n, basis) in document.legal_bases.iter().enumerate() {
            reader.paragraph(Role::Basis(n, count), &basis.value, section);
        }
    }
    for block in &body.blocks {
        let words = |text| printed(text, &document.references, part);
        match block {
            Block::Heading { number, title, .. } => {
                reader.paragraph(Role::Heading(number.rung, block), &(number.label.clone() + &words(title)), section);
            }
            Block::Paragraph { lead, text } => {
                let lead = lead.as_ref().map_or("", |lead| lead.label.as_str());
                reader.paragraph(Role::Text(block), &(lead.to_owned() + &words(text)), section);
            }
            Block::Item { text, .. } | Block::Centred { text } => {
                reader.paragraph(Role::Text(block), &words(text), section);
            }
            Block::Table(table) => table.cells().for_each(|cell| reader.pass(&words(cell))),
            _ => {}
        }
    }
    margins(section, document, lines);
}

/// Whether a line is a number alone in the top margin.
pub(super) fn is_page_number(line: &Line) -> bool {
    let text = line.text();
    let bare = text.trim_matches(|c: char| "-–— ".contains(c));
    let top = line.top();
    top < TOP && !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads the paragraphs of a section one after another.
struct Reader<'a> {
    stream: &'a [usize],
    text: String,
    /// Where each line of the stream begins in the text, and where the last ends.
    starts: Vec<usize>,
    /// Where the next paragraph may begin.
    cursor: usize,
}

impl<'a> Reader<'a> {
    fn new(stream: &'a [usize], letters: &[String]) -> Self {
        let (mut text, mut starts) = (String::new(), vec![0]);
        for at in stream {
            text.push_str(&letters[*at]);
            starts.push(text.len());
        }
        Self { stream, text, starts, cursor: 0 }
    }

    /// Finds a paragraph that begins and ends with a line.
    fn paragraph<'b>(&mut self, role: Role<'b>, words: &str, section: &mut Section<'b>) {
        let wanted: String = letters(words).collect();
        if wanted.is_empty() {
            return;
        }
        let mut from = self.cursor;
        while let Some(found) = self.text[from..].find(&wanted) {
            let (start, end) = (from + found, from + found + wanted.len());
            if start > self.cursor + AHEAD {
                break;
            }
            if let (Ok(first), Ok(behind)) = (self.starts.binary_search(&start), self.starts.binary_search(&end)) {
                let lines = self.stream[first..behind].to_vec();
                let before = section.paragraphs.last().and_then(|last| last.lines.last());
                let follows = first > 0 && before == Some(&self.stream[first - 1]);
                section.paragraphs.push(Paragraph { role, lines, follows });
                self.cursor = end;
                return;
            }
            from = start + self.text[start..].chars().next().map_or(1, char::len_utf8);
        }
        section.lost += 1;
    }

    /// Passes over the words of a cell, where they come next.
    fn pass(&mut self, words: &str) {
        let wanted: String = letters(words).collect();
        let near = self.text[self.cursor..].char_indices().nth(400).map_or(self.text.len(), |(at, _)| self.cursor + at);
        let end = (near + wanted.len()).min(self.text.len());
        let end = (end..=self.text.len()).find(|end| self.text.is_char_boundary(*end)).unwrap_or(self.text.len());
        if let Some(found) = self.text[self.cursor..end].find(&wanted) {
            self.cursor += found + wanted.len();
        }
    }
}

/// Where the full lines of a section begin and end; what no line shows is as the document asks for.
fn margins(section: &mut Section<'_>, document: &Document, lines: &[Line]) {
    let text = section
        .paragraphs
        .iter()
        .filter(|paragraph| matches!(paragraph.role, Role::Text(Block::Paragraph { .. }) | Role::Basis(..)));
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for paragraph in text {
        lefts.extend(paragraph.lines.iter().skip(1).map(|at| lines[*at].x()));
        // lines that the clerk ends are not full
        if !is_broken(paragraph.role) {
            rights.extend(paragraph.lines.iter().rev().skip(1).map(|at| lines[*at].right()));
        }
    }
    let own = matches!(section.what, What::Own);
    let word = || lines.iter().find(|line| line.text() == "Nơi nhận:").map(|line| line.x());
    let left = lefts.into_iter().reduce(f64::min).or_else(|| word().filter(|_| own));
    let right = rights.into_iter().reduce(f64::max);
    section.is_measured = (left.is_some(), right.is_some());
    let mm = |hundredths: u32| f64::from(hundredths) / 100.0;
    section.left = left.or(Some(mm(document.layout.left.0)));
    let width = match section.what {
        What::Annex(_, _, annex) if annex.landscape => super::decree::PAPER.1,
        _ => super::decree::PAPER.0,
    };
    section.right = right.or(Some(width - mm(document.layout.right.0)));
}

fn is_broken(role: Role<'_>) -> bool {
    matches!(role, Role::Text(Block::Paragraph { text, .. }) if has_break(text))
}
