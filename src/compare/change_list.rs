//! Two readings → the list of what changed, for people: each entry with its address and its words.

use std::collections::HashSet;
use std::ops::Range;

use super::align::Step;
use super::change::{Change, ChangeKind, Run};
use super::pairing::Pairing;
use super::reading::{Piece, Reading, Unit, UnitKind};
use super::regroup::Regrouped;
use super::sentences::{MovedSentence, without};
use super::table_diff::{TableDiff, joined};
use super::token::{Anchors, Token, TokenKind, labelled, of_text, tokens};
use super::word_diff::{Segment, differ, differences};

/// Compares two documents; the changes come in the order of the new one.
pub fn compare(old: &Reading, new: &Reading) -> Vec<Change> {
    let pairing = Pairing::new(old, new);
    let (gone, come) = notes_of_whole_units(&pairing);
    let mut changes = Vec::new();
    let mut steps = pairing.steps.iter().peekable();
    let mut told = HashSet::new();
    while let Some(step) = steps.next() {
        if let Some(group) = pairing.regroups.of(*step) {
            if told.insert(group) {
                regrouped(&pairing, &pairing.regroups.all[group], &mut changes);
            }
            continue;
        }
        let goes_with_its_mark = match *step {
            Step::Removed(i) => gone.contains(&i),
            Step::Added(j) => come.contains(&j),
            _ => false,
        };
        if goes_with_its_mark {
            continue;
        }
        let unit = step_changes(&pairing, *step, &mut changes);
        let Some((head, change)) = unit else { continue };
        let mut last = *step;
        while let Some(next) = steps.next_if(|next| goes_along(&pairing, head, last, **next)) {
            last = *next;
            changes[change].below += 1;
        }
    }
    changes
}

/// The notes whose marks stand in units that went or came as a whole: they are no change of their own.
fn notes_of_whole_units(pairing: &Pairing<'_>) -> (HashSet<usize>, HashSet<usize>) {
    let marks = |unit: &Unit| -> Vec<usize> {
        let cells = unit.rows.iter().flatten().flatten();
        let pieces = unit.words.iter().chain(cells);
        let number = |piece: &Piece| match piece {
            Piece::Note { number } => Some(*number),
            _ => None,
        };
        pieces.filter_map(number).collect()
    };
    let of = |reading: &Reading, units: Vec<usize>| -> HashSet<usize> {
        let numbers: HashSet<usize> = units.iter().flat_map(|i| marks(&reading.units[*i])).collect();
        let is_note =
            |unit: &Unit| unit.kind == UnitKind::Note && unit.label.parse().is_ok_and(|n| numbers.contains(&n));
        (0..reading.units.len()).filter(|i| is_note(&reading.units[*i])).collect()
    };
    let steps = || pairing.steps.iter().filter(|step| pairing.regroups.of(**step).is_none());
    let removed = steps().filter_map(|step| if let Step::Removed(i) = step { Some(*i) } else { None });
    let added = steps().filter_map(|step| if let Step::Added(j) = step { Some(*j) } else { None });
    (of(pairing.old, removed.collect()), of(pairing.new, added.collect()))
}

/// Adds what a step means; a heading that went, came or moved comes back with its place in the list.
fn step_changes<'a>(pairing: &Pairing<'a>, step: Step, changes: &mut Vec<Change>) -> Option<(&'a Unit, usize)> {
    let at = changes.len();
    let head = match step {
        Step::Kept(i, j) => {
            kept_changes(pairing, i, j, changes);
            return None;
        }
        Step::Left(_) => return None,
        Step::Removed(i) => {
            let unit = &pairing.old.units[i];
            let rest = without(tokens(&unit.words), &gone_sentences(pairing, i));
            if !rest.is_empty() || unit.words.is_empty() {
                changes.push(Change::removed(unit.address.clone(), &whole(unit, rest)));
            }
            unit
        }
        Step::Added(j) => {
            let unit = &pairing.new.units[j];
            let rest = without(tokens(&unit.words), &come_sentences(pairing, j));
            if !rest.is_empty() || unit.words.is_empty() {
                changes.push(Change::added(unit.address.clone(), &whole(unit, rest)));
            }
            moved_sentences(pairing, j, changes);
            unit
        }
        Step::Moved(i, j) => {
            let (old, new) = (&pairing.old.units[i], &pairing.new.units[j]);
            let segments = word_changes(pairing, old, new);
            let mut change = Change::moved(old.address.clone(), new.address.clone(), &whole(new, tokens(&new.words)));
            if differ(&segments) {
                change.runs = Run::all(&segments);
            }
            changes.push(change);
            content_changes(pairing, old, new, changes);
            new
        }
    };
    (head.rank > 0).then_some((head, at))
}

/// Whether the next step is of a paragraph below the heading that goes the same way unchanged.
fn goes_along(pairing: &Pairing<'_>, head: &Unit, last: Step, next: Step) -> bool {
    if pairing.regroups.of(next).is_some() {
        return false;
    }
    let below = |unit: &Unit| unit.kind.is_block() && (unit.rank == 0 || unit.rank > head.rank);
    match (last, next) {
        (Step::Removed(a), Step::Removed(b)) => b == a + 1 && below(&pairing.old.units[b]),
        (Step::Added(a), Step::Added(b)) => b == a + 1 && below(&pairing.new.units[b]),
        (Step::Moved(a, c), Step::Moved(b, d)) => {
            let (old, new) = (&pairing.old.units[b], &pairing.new.units[d]);
            let mut own = Vec::new();
            content_changes(pairing, old, new, &mut own);
            b == a + 1 && d == c + 1 && below(new) && own.is_empty() && !differ(&word_changes(pairing, old, new))
        }
        _ => false,
    }
}

/// Which words of an old unit are sentences that went elsewhere.
fn gone_sentences<'a>(pairing: &'a Pairing<'_>, old: usize) -> Vec<&'a Range<usize>> {
    let gone = pairing.moved_sentences.iter().filter(|moved| moved.from.0 == old);
    gone.map(|moved| &moved.from.1).collect()
}

/// Which words of a new unit are sentences that came from elsewhere.
fn come_sentences<'a>(pairing: &'a Pairing<'_>, new: usize) -> Vec<&'a Range<usize>> {
    let come = pairing.moved_sentences.iter().filter(|moved| moved.to.0 == new);
    come.map(|moved| &moved.to.1).collect()
}

/// The sentences that came into a unit.
fn moved_sentences(pairing: &Pairing<'_>, new: usize, changes: &mut Vec<Change>) {
    for MovedSentence { from, to } in pairing.moved_sentences.iter().filter(|moved| moved.to.0 == new) {
        let (old, unit) = (&pairing.old.units[from.0], &pairing.new.units[new]);
        let words = tokens(&unit.words);
        let mut words = &words[to.1.clone()];
        while let [rest @ .., Token { kind: TokenKind::Space | TokenKind::Line, .. }] = words {
            words = rest;
        }
        changes.push(Change::moved_sentence(old.address.clone(), unit.address.clone(), words));
    }
}

/// A paragraph that was split, or paragraphs that were joined.
fn regrouped(pairing: &Pairing<'_>, group: &Regrouped, changes: &mut Vec<Change>) {
    let (old, new) = (&pairing.old.units[group.olds[0]], &pairing.new.units[group.news[0]]);
    let addresses = |reading: &Reading, units: &[usize]| -> String {
        let all: Vec<&str> = units.iter().map(|unit| reading.units[*unit].address.as_str()).collect();
        all.join(" và ")
    };
    let (from, to) = (addresses(pairing.old, &group.olds), addresses(pairing.new, &group.news));
    let kind = if group.is_split() { ChangeKind::Split } else { ChangeKind::Joined };
    changes.push(Change::rewritten(kind, from, to, &group.segments(pairing.old, pairing.new, &pairing.anchors)));
    if old.label != new.label && old.is_numbered() && new.is_numbered() {
        changes.push(Change::renumbered(old.address.clone(), new.address.clone(), (&old.label, &new.label)));
    }
}

/// All words of a unit with its number; those of its paragraph as given.
fn whole(unit: &Unit, words: Vec<Token>) -> Vec<Token> {
    let words = labelled(unit, words);
    let cells: Vec<Vec<Token>> = unit.rows.iter().flatten().map(|cell| tokens(cell)).collect();
    joined(std::iter::once(words.as_slice()).filter(|words| !words.is_empty()).chain(cells.iter().map(Vec::as_slice)))
}

/// What changed in the words of a pair. Marks of notes that went or came are the notes' own change.
fn word_changes(pairing: &Pairing<'_>, old: &Unit, new: &Unit) -> Vec<Segment> {
    words_compared(pairing, (old, tokens(&old.words)), (new, tokens(&new.words)))
}

fn words_compared(pairing: &Pairing<'_>, old: (&Unit, Vec<Token>), new: (&Unit, Vec<Token>)) -> Vec<Segment> {
    let (mut a, mut b) = (pairing.anchors.known_old(old.1), pairing.anchors.known_new(new.1));
    let (old, new) = (old.0, new.0);
    if old.is_numbered() != new.is_numbered() || (!old.is_numbered() && old.label != new.label) {
        (a, b) = (labelled(old, a), labelled(new, b));
    }
    differences(&a, &b, &pairing.anchors)
}

/// What changed in a pair that kept its place; sentences that came or went are changes of their own.
fn kept_changes(pairing: &Pairing<'_>, i: usize, j: usize, changes: &mut Vec<Change>) {
    let (old, new) = (&pairing.old.units[i], &pairing.new.units[j]);
    let stayed = without(tokens(&old.words), &gone_sentences(pairing, i));
    let there = without(tokens(&new.words), &come_sentences(pairing, j));
    let segments = words_compared(pairing, (old, stayed), (new, there));
    pair_changes(pairing, (old, new), &segments, changes);
    moved_sentences(pairing, j, changes);
}

/// What changed in a pair.
pub(super) fn unit_changes(pairing: &Pairing<'_>, old: &Unit, new: &Unit, changes: &mut Vec<Change>) {
    pair_changes(pairing, (old, new), &word_changes(pairing, old, new), changes);
}

fn pair_changes(pairing: &Pairing<'_>, (old, new): (&Unit, &Unit), segments: &[Segment], changes: &mut Vec<Change>) {
    let (from, to) = (old.own_address(), new.own_address());
    if differ(segments) {
        changes.push(Change::rewritten(ChangeKind::Rewritten, from, to, segments));
    } else if old.label != new.label && old.is_numbered() && new.is_numbered() {
        changes.push(Change::renumbered(old.address.clone(), new.address.clone(), (&old.label, &new.label)));
    }
    content_changes(pairing, old, new, changes);
}

/// What changed in a table or picture besides its caption.
fn content_changes(pairing: &Pairing<'_>, old: &Unit, new: &Unit, changes: &mut Vec<Change>) {
    if !(old.rows.is_empty() && new.rows.is_empty()) {
        changes.extend(TableDiff::new(old, new).changes((&old.address, &new.address), &pairing.anchors));
    }
    lines_around(old, new, changes);
}

/// What changed in the lines around a table, and whether a picture is another one.
pub(super) fn lines_around(old: &Unit, new: &Unit, changes: &mut Vec<Change>) {
    let drawn = if old.kind == UnitKind::Image {
        ["hình cũ", "hình mới"]
    } else {
        [old.drawn.as_str(), new.drawn.as_str()]
    };
    let drawn = if old.drawn == new.drawn { ["", ""] } else { drawn };
    let joined = [old.joined_unlike(new), new.joined_unlike(old)];
    for (name, from, to) in [
        ("ô gộp", joined[0].as_str(), joined[1].as_str()),
        ("đơn vị tính", &old.unit_line, &new.unit_line),
        ("ghi chú", &old.note, &new.note),
        ("hình vẽ", drawn[0], drawn[1]),
    ] {
        let segments = differences(&of_text(from), &of_text(to), &Anchors::default());
        if differ(&segments) {
            let address = |unit: &Unit| format!("{}, {name}", unit.address);
            changes.push(Change::rewritten(ChangeKind::Rewritten, address(old), address(new), &segments));
        }
    }
}
