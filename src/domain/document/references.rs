//! What `[](#nhãn)` prints, and what it leads to: `khoản 2 Điều 3`, `mục II Phần I`, `Phụ lục II`, `Bảng 1`, `chú thích 4`.
//!
//! A division is called by the word that the text prints it with, in capitals as there; one that has a bare number, by its
//! name in small letters: khoản, điểm, mục [N30-I II.6.d, V.6; N30-II V.7]. The smaller stands first, and whatever does not
//! count through the whole text is named with what it stands in: the decree knows no shorter way for a place near by.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::source::Text;
use crate::domain::document::body::{Block, Body, Table};
use crate::domain::document::heading_numbers::{HeadingNumber, Rung};
use crate::domain::document::heading_path::HeadingPath;

/// What stands before the name of a footnote in a reference, as in its mark.
pub(crate) const NOTE_SIGN: char = '^';

/// A text with numbers of its own: that of the document, of an annex, of an attached document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    /// Its blocks.
    pub(crate) body: &'a Body,
    /// What other parts call the whole of it by.
    pub(crate) label: Option<&'a Text>,
    /// What it is called.
    pub(crate) called: &'a PartName,
}

/// What a part is called when others refer to something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartName {
    /// Which of the documents on the pages it belongs to: 0 is the one that issues the others.
    pub(crate) owner: usize,
    /// `Phụ lục II` of an annex.
    pub(crate) annex: Option<Step>,
}

/// What a document on the pages is called in a text of one of them: `của Nghị quyết này` in its own annexes.
pub(crate) type OwnerNames<'a> = &'a dyn Fn(usize, usize) -> Step;

/// A word with its number, which stay on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `khoản`, `của Nghị quyết này`.
    pub words: String,
    /// `2`; empty when it has none.
    pub number: String,
}

impl Step {
    pub(crate) fn new(words: impl Into<String>, number: impl Into<String>) -> Self {
        Self { words: words.into(), number: number.into() }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blank = if self.number.is_empty() { "" } else { " " };
        write!(f, "{}{blank}{}", self.words, self.number)
    }
}

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// A heading, a numbered paragraph, a table, a chart, an image: its label.
    Block(String),
    /// A footnote, by its place in [`Body::footnotes`].
    Note(usize),
    /// The whole part.
    Part,
}

/// Where a reference leads and how it prints there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// In which part: 0 for the text of the document, then the annexes from 1.
    pub part: usize,
    /// What of it.
    pub anchor: Anchor,
    /// As printed, the smallest first.
    pub steps: Vec<Step>,
}

impl Target {
    /// `khoản 2 Điều 3`
    pub fn printed(&self) -> String {
        self.steps.iter().map(Step::to_string).collect::<Vec<_>>().join(" ")
    }
}

/// Everything that the sentences of a document refer to.
#[derive(Debug, Clone, Default)]
pub struct References(BTreeMap<(usize, String), Target>);

/// What is wrong with a label or a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing has the label; all that have one.
    Unknown(Text, Vec<String>),
    /// Two have it: the first and the second.
    Doubled(Text, Text),
    /// Several parts have it, and the part that refers to it has not.
    Ambiguous(Text, Vec<String>),
    /// A table that has no caption has no number.
    Unnumbered(Text),
}

impl References {
    /// What a reference in a part leads to.
    pub fn get(&self, part: usize, label: &str) -> Option<&Target> {
        self.0.get(&(part, label.to_owned()))
    }

    /// Finds what every reference leads to, first in its own part.
    pub(crate) fn of(parts: &[Part<'_>], owners: OwnerNames<'_>) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut counts = Counts::default();
        let mut found: Vec<BTreeMap<String, Target>> = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            found.push(labels(index, part, &mut counts, &mut faults));
        }
        let mut references = BTreeMap::new();
        for (index, part) in parts.iter().enumerate() {
            for call in &part.body.references {
                let label = call.value.as_str();
                if references.contains_key(&(index, label.to_owned())) {
                    continue;
                }
                let holders: Vec<&Target> = match found[index].get(label) {
                    Some(own) => vec![own],
                    None => found.iter().filter_map(|labels| labels.get(label)).collect(),
                };
                match holders[..] {
                    [target] if target.steps.is_empty() => faults.push(Fault::Unnumbered(call.clone())),
                    [target] => {
                        references.insert((index, label.to_owned()), target.seen_from(index, parts, owners));
                    }
                    [] => {
                        let known = found.iter().flat_map(BTreeMap::keys).cloned().collect();
                        faults.push(Fault::Unknown(call.clone(), known));
                    }
                    _ => {
                        let named =
                            holders.iter().map(|target| target.seen_from(index, parts, owners).printed()).collect();
                        faults.push(Fault::Ambiguous(call.clone(), named));
                    }
                }
            }
        }
        (Self(references), faults)
    }
}

impl Target {
    /// The same with what it stands in, when that is another part; tables, figures and notes count through all parts.
    fn seen_from(&self, part: usize, parts: &[Part<'_>], owners: OwnerNames<'_>) -> Self {
        let mut target = self.clone();
        let (own, there) = (parts[self.part].called, parts[part].called);
        if self.part == part || target.steps.first().is_some_and(Step::counts_through) {
            return target;
        }
        if self.anchor != Anchor::Part {
            target.steps.extend(own.annex.clone());
        }
        if own.owner != there.owner || own.annex.is_none() {
            target.steps.push(owners(own.owner, there.owner));
        }
        target
    }
}

/// Words of what is counted through the whole document.
const TABLE: &str = "Bảng";
const FIGURE: &str = "Hình";
const NOTE: &str = "chú thích";

impl Step {
    fn counts_through(&self) -> bool {
        [TABLE, FIGURE, NOTE].contains(&self.words.as_str())
    }
}

/// Tables, figures and notes so far, which count through all parts.
#[derive(Default)]
struct Counts {
    tables: usize,
    figures: usize,
    notes: usize,
}

/// Everything in a part that has a label.
fn labels(index: usize, part: &Part<'_>, counts: &mut Counts, faults: &mut Vec<Fault>) -> BTreeMap<String, Target> {
    let mut path = HeadingPath::default();
    let mut named: Vec<(&Text, Anchor, Vec<Step>)> = Vec::new();
    if let Some(label) = part.label {
        named.push((label, Anchor::Part, part.called.annex.clone().into_iter().collect()));
    }
    for block in &part.body.blocks {
        match block.bare() {
            Block::Heading { number, .. } | Block::Paragraph { lead: Some(number), .. } => {
                path.enter(number);
                named.extend(named_division(number, &path));
            }
            block => {
                let step = counted(block, counts);
                if let Some(label) = block.label() {
                    named.push((label, Anchor::Block(label.value.clone()), step.into_iter().collect()));
                }
            }
        }
    }
    let mut found: BTreeMap<String, (Target, &Text)> = BTreeMap::new();
    for (label, anchor, steps) in named {
        if let Some((_, first)) = found.get(&label.value) {
            faults.push(Fault::Doubled((*first).clone(), label.clone()));
            continue;
        }
        found.insert(label.value.clone(), (Target { part: index, anchor, steps }, label));
    }
    let mut found: BTreeMap<String, Target> = found.into_iter().map(|(label, (target, _))| (label, target)).collect();
    for (place, name) in part.body.footnote_names.iter().enumerate() {
        let steps = vec![Step::new(NOTE, (counts.notes + place + 1).to_string())];
        found.insert(format!("{NOTE_SIGN}{name}"), Target { part: index, anchor: Anchor::Note(place), steps });
    }
    counts.notes += part.body.footnotes.len();
    found
}

/// The number of a table that has a caption, of a chart, of an image.
fn counted(block: &Block, counts: &mut Counts) -> Option<Step> {
    let (word, count) = match block {
        Block::Table(Table { caption: Some(_), .. }) => (TABLE, &mut counts.tables),
        Block::Chart(_) | Block::Image { .. } => (FIGURE, &mut counts.figures),
        _ => return None,
    };
    *count += 1;
    Some(Step::new(word, count.to_string()))
}

/// A heading or numbered paragraph with a label.
fn named_division<'a>(number: &'a HeadingNumber, path: &HeadingPath) -> Option<(&'a Text, Anchor, Vec<Step>)> {
    let label = number.name.as_ref()?;
    Some((label, Anchor::Block(label.value.clone()), division(path)))
}

/// The place as sentences call it, up to what counts through the whole text.
fn division(path: &HeadingPath) -> Vec<Step> {
    let steps: Vec<_> = path.steps().collect();
    let mut printed = Vec::new();
    for (i, step) in steps.iter().enumerate().rev() {
        let inside = |rung: Rung| steps[..i].iter().any(|above| above.rung == rung);
        let word = match step.rung {
            Rung::Part => "Phần",
            Rung::Chapter => "Chương",
            Rung::Section => "Mục",
            Rung::Subsection => "Tiểu mục",
            Rung::Article => "Điều",
            Rung::Roman => "mục",
            Rung::Letter => "điểm",
            // a first number under nothing is what people call a mục
            Rung::Arabic | Rung::Nested if inside(Rung::Article) || inside(Rung::Roman) => "khoản",
            Rung::Arabic | Rung::Nested => "mục",
        };
        printed.push(Step::new(word, step.bare.as_str()));
        if step.rung.runs_on() {
            break;
        }
    }
    printed
}
