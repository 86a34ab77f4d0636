//! Two readings → which unit is which, and with them which footnote and which table.

use super::align::{Fingerprint, Step, align};
use super::reading::{Reading, Unit, UnitKind};
use super::regroup::{Regroups, regroup};
use super::sentences::{self, MovedSentence};
use super::token::{Anchors, Keys, Side, Token, of_text, tokens};

/// Two readings, unit by unit.
pub(super) struct Pairing<'a> {
    pub(super) old: &'a Reading,
    pub(super) new: &'a Reading,
    /// Places are those in the readings; field by field in reading order, the text as one list.
    pub(super) steps: Vec<Step>,
    pub(super) anchors: Anchors,
    pub(super) regroups: Regroups,
    pub(super) moved_sentences: Vec<MovedSentence>,
}

/// Units that can be one another: each field by itself, all blocks together, all notes together.
fn lane(unit: &Unit) -> (UnitKind, &str) {
    if unit.kind.is_block() { (UnitKind::Paragraph, "") } else { (unit.kind, &unit.part) }
}

impl<'a> Pairing<'a> {
    /// Pairs two readings.
    pub(super) fn new(old: &'a Reading, new: &'a Reading) -> Self {
        let mut lanes: Vec<(UnitKind, &str)> = Vec::new();
        // parts of a kind stay in the order in which they are read
        for lane in new.units.iter().chain(&old.units).map(lane) {
            if !lanes.contains(&lane) {
                lanes.push(lane);
            }
        }
        lanes.sort_by_key(|(kind, _)| *kind);
        let mut keys = Keys::default();
        let mut steps = Vec::new();
        for wanted in lanes {
            let of = |reading: &Reading| -> Vec<usize> {
                (0..reading.units.len()).filter(|i| lane(&reading.units[*i]) == wanted).collect()
            };
            let (olds, news) = (of(old), of(new));
            let a: Vec<Fingerprint> = olds.iter().map(|i| fingerprint(&old.units[*i], &mut keys)).collect();
            let b: Vec<Fingerprint> = news.iter().map(|j| fingerprint(&new.units[*j], &mut keys)).collect();
            steps.extend(align(&a, &b).into_iter().map(|step| step.map(|i| olds[i], |j| news[j])));
        }
        let anchors = anchors(old, new, &steps);
        let regroups = regroup(old, new, &steps, &anchors);
        let alone = steps.iter().copied().filter(|step| regroups.of(*step).is_none());
        let moved_sentences = sentences::moved(old, new, alone, &anchors);
        Self { old, new, steps, anchors, regroups, moved_sentences }
    }
}

fn anchors(old: &Reading, new: &Reading, steps: &[Step]) -> Anchors {
    let mut anchors = Anchors::default();
    for step in steps {
        let Some((i, j)) = step.pair() else { continue };
        let (old, new) = (&old.units[i], &new.units[j]);
        match (old.kind, old.label.parse(), new.label.parse()) {
            (UnitKind::Note, Ok(from), Ok(to)) => {
                anchors.notes.insert(from, to);
            }
            (UnitKind::Table | UnitKind::Chart | UnitKind::Image, ..) => {
                anchors.references.insert(old.label.clone(), new.label.clone());
            }
            _ => {}
        }
    }
    anchors
}

fn fingerprint(unit: &Unit, keys: &mut Keys) -> Fingerprint {
    let words = tokens(&unit.words);
    let mut found = Fingerprint { class: unit.kind as u8, ..Fingerprint::default() };
    let mut add = |tokens: &[Token], keys: Vec<u32>| {
        if keys.len() == tokens.len() {
            let keywords = tokens.iter().zip(&keys).filter(|(token, _)| token.is_word());
            found.keywords.extend(keywords.map(|(_, key)| *key));
        } else {
            found.keywords.extend(&keys);
        }
        found.keys.extend(keys);
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
    found.keywords.sort_unstable();
    found
}
