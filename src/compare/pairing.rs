//! Two readings → which unit is which, and with them which footnote and which table.

use super::align::{Entry, Step, align};
use super::reading::{Reading, Sort, Unit};
use super::token::{Anchors, Keys, Side, of_text, tokens};

/// Two readings, unit by unit.
pub(super) struct Pairing<'a> {
    pub(super) old: &'a Reading,
    pub(super) new: &'a Reading,
    /// Places are those in the readings; field by field in reading order, the text as one list.
    pub(super) steps: Vec<Step>,
    pub(super) anchors: Anchors,
}

/// Units that can be one another: each field by itself, all blocks together, all notes together.
fn lane(sort: Sort) -> Sort {
    if sort.is_block() { Sort::Paragraph } else { sort }
}

impl<'a> Pairing<'a> {
    /// Pairs two readings.
    pub(super) fn new(old: &'a Reading, new: &'a Reading) -> Self {
        let mut lanes: Vec<Sort> = old.units.iter().chain(&new.units).map(|unit| lane(unit.sort)).collect();
        lanes.sort_unstable();
        lanes.dedup();
        let mut keys = Keys::default();
        let mut steps = Vec::new();
        for wanted in lanes {
            let of = |reading: &Reading| -> Vec<usize> {
                (0..reading.units.len()).filter(|i| lane(reading.units[*i].sort) == wanted).collect()
            };
            let (olds, news) = (of(old), of(new));
            let a: Vec<Entry> = olds.iter().map(|i| entry(&old.units[*i], &mut keys)).collect();
            let b: Vec<Entry> = news.iter().map(|j| entry(&new.units[*j], &mut keys)).collect();
            steps.extend(align(&a, &b).into_iter().map(|step| match step {
                Step::Kept(i, j) => Step::Kept(olds[i], news[j]),
                Step::Moved(i, j) => Step::Moved(olds[i], news[j]),
                Step::Left(i) => Step::Left(olds[i]),
                Step::Removed(i) => Step::Removed(olds[i]),
                Step::Added(j) => Step::Added(news[j]),
            }));
        }
        let anchors = anchors(old, new, &steps);
        Self { old, new, steps, anchors }
    }
}

fn anchors(old: &Reading, new: &Reading, steps: &[Step]) -> Anchors {
    let mut anchors = Anchors::default();
    for step in steps {
        let (Step::Kept(i, j) | Step::Moved(i, j)) = step else { continue };
        let (old, new) = (&old.units[*i], &new.units[*j]);
        match (old.sort, old.label.parse(), new.label.parse()) {
            (Sort::Note, Ok(from), Ok(to)) => {
                anchors.notes.insert(from, to);
            }
            (Sort::Table | Sort::Chart | Sort::Image, ..) => {
                anchors.references.insert(old.label.clone(), new.label.clone());
            }
            _ => {}
        }
    }
    anchors
}

fn entry(unit: &Unit, keys: &mut Keys) -> Entry {
    let words = tokens(&unit.words);
    let mut entry = Entry { class: unit.sort as u8, ..Entry::default() };
    let mut add = |tokens: &[super::token::Token], keys: Vec<u32>| {
        if keys.len() == tokens.len() {
            let telling = tokens.iter().zip(&keys).filter(|(token, _)| token.is_word());
            entry.telling.extend(telling.map(|(_, key)| *key));
        } else {
            entry.telling.extend(&keys);
        }
        entry.keys.extend(keys);
    };
    add(&words, keys.all(&words, Side::Either));
    for cell in unit.rows.iter().flatten() {
        // a mark no text has parts the cells
        let mark = of_text("\u{1}");
        add(&mark, keys.all(&mark, Side::Either));
        let words = tokens(cell);
        add(&words, keys.cell(&words, Side::Either));
    }
    for text in [&unit.unit_line, &unit.note, &unit.drawn] {
        let words = of_text(&format!("{text}\u{1}"));
        add(&words, keys.all(&words, Side::Either));
    }
    entry.telling.sort_unstable();
    entry
}
