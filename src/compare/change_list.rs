//! Two readings → the list of what changed, for people: each entry with its address and its words.

use std::collections::HashSet;

use super::align::Step;
use super::change::{Change, ChangeKind, Run};
use super::pairing::Pairing;
use super::reading::{Piece, Reading, Unit, UnitKind};
use super::table_diff::{TableDiff, joined};
use super::token::{Anchors, Token, TokenKind, labelled, of_text, tokens};
use super::word_diff::{Segment, differ, differences};

/// Compares two documents; the changes come in the order of the new one.
pub fn compare(old: &Reading, new: &Reading) -> Vec<Change> {
    let pairing = Pairing::new(old, new);
    let (gone, come) = notes_of_whole_units(&pairing);
    let mut changes = Vec::new();
    let mut steps = pairing.steps.iter().peekable();
    while let Some(step) = steps.next() {
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
    let steps = || pairing.steps.iter();
    let removed = steps().filter_map(|step| if let Step::Removed(i) = step { Some(*i) } else { None });
    let added = steps().filter_map(|step| if let Step::Added(j) = step { Some(*j) } else { None });
    (of(pairing.old, removed.collect()), of(pairing.new, added.collect()))
}

/// Adds what a step means; a heading that went, came or moved comes back with its place in the list.
fn step_changes<'a>(pairing: &Pairing<'a>, step: Step, changes: &mut Vec<Change>) -> Option<(&'a Unit, usize)> {
    let at = changes.len();
    let head = match step {
        Step::Kept(i, j) => {
            unit_changes(pairing, &pairing.old.units[i], &pairing.new.units[j], changes);
            return None;
        }
        Step::Left(_) => return None,
        Step::Removed(i) => {
            let unit = &pairing.old.units[i];
            changes.push(Change::removed(unit.address.clone(), &whole(unit)));
            unit
        }
        Step::Added(j) => {
            let unit = &pairing.new.units[j];
            changes.push(Change::added(unit.address.clone(), &whole(unit)));
            unit
        }
        Step::Moved(i, j) => {
            let (old, new) = (&pairing.old.units[i], &pairing.new.units[j]);
            let segments = word_changes(pairing, old, new);
            let mut change = Change::moved(old.address.clone(), new.address.clone(), &whole(new));
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

/// All words of a unit with its number.
fn whole(unit: &Unit) -> Vec<Token> {
    let words = labelled(unit, tokens(&unit.words));
    let cells: Vec<Vec<Token>> = unit.rows.iter().flatten().map(|cell| tokens(cell)).collect();
    joined(std::iter::once(words.as_slice()).filter(|words| !words.is_empty()).chain(cells.iter().map(Vec::as_slice)))
}

/// What changed in the words of a pair. Marks of notes that went or came are the notes' own change.
fn word_changes(pairing: &Pairing<'_>, old: &Unit, new: &Unit) -> Vec<Segment> {
    let known = |n: &usize| pairing.anchors.notes.values().any(|new| new == n);
    let mut a = tokens(&old.words);
    a.retain(|token| !matches!(&token.kind, TokenKind::Note(n) if !pairing.anchors.notes.contains_key(n)));
    let mut b = tokens(&new.words);
    b.retain(|token| !matches!(&token.kind, TokenKind::Note(n) if !known(n)));
    if old.is_numbered() != new.is_numbered() || (!old.is_numbered() && old.label != new.label) {
        (a, b) = (labelled(old, a), labelled(new, b));
    }
    differences(&a, &b, &pairing.anchors)
}

/// What changed in a pair.
pub(super) fn unit_changes(pairing: &Pairing<'_>, old: &Unit, new: &Unit, changes: &mut Vec<Change>) {
    let segments = word_changes(pairing, old, new);
    let (from, to) = (old.own_address(), new.own_address());
    if differ(&segments) {
        changes.push(Change::rewritten(ChangeKind::Rewritten, from, to, &segments));
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
    for (name, from, to) in [
        ("đơn vị tính", old.unit_line.as_str(), new.unit_line.as_str()),
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
