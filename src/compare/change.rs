//! What changed, as a list for people: each entry with its address and its words.

use std::collections::HashSet;

use serde::Serialize;

use super::align::Step;
use super::pairing::Pairing;
use super::reading::{Dress, Reading, Sort, Unit};
use super::table::{Grid, joined};
use super::token::{Form, Keys, Side, Token, of_text, text, tokens};
use crate::compare::word_diff::{Fate, Stretch, differ, differences};

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// In which way.
    #[serde(rename = "loai")]
    pub what: What,
    /// Its address in the old document.
    #[serde(rename = "cu")]
    pub from: Option<String>,
    /// Its address in the new one.
    #[serde(rename = "moi")]
    pub to: Option<String>,
    /// Its words: those that stayed, went and came.
    #[serde(rename = "chu")]
    pub runs: Vec<Run>,
    /// Paragraphs below a heading that went, came or moved with it.
    #[serde(rename = "kem", skip_serializing_if = "is_zero")]
    pub below: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// The way something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum What {
    /// Other words.
    #[serde(rename = "sua")]
    Rewritten,
    /// Another figure in a cell.
    #[serde(rename = "doi_so")]
    Figure,
    /// Only in the new document.
    #[serde(rename = "them")]
    Added,
    /// Only in the old one.
    #[serde(rename = "bot")]
    Removed,
    /// Elsewhere.
    #[serde(rename = "chuyen")]
    Moved,
    /// The same words under another number.
    #[serde(rename = "danh_so_lai")]
    Renumbered,
}

/// Words with what became of them; words in bold and the like as the clerk writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Run {
    /// In both.
    #[serde(rename = "giu")]
    Kept(String),
    /// Only in the old document.
    #[serde(rename = "bot")]
    Deleted(String),
    /// Only in the new one.
    #[serde(rename = "them")]
    Inserted(String),
}

/// Compares two documents; the changes come in the order of the new one.
pub fn compare(old: &Reading, new: &Reading) -> Vec<Change> {
    let pairing = Pairing::new(old, new);
    let (gone, come) = carried(&pairing);
    let mut changes = Vec::new();
    let mut steps = pairing.steps.iter().peekable();
    while let Some(step) = steps.next() {
        let carried = match *step {
            Step::Removed(i) => gone.contains(&i),
            Step::Added(j) => come.contains(&j),
            _ => false,
        };
        if carried {
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
fn carried(pairing: &Pairing<'_>) -> (HashSet<usize>, HashSet<usize>) {
    let marks = |unit: &Unit| -> Vec<usize> {
        let cells = unit.rows.iter().flatten().flatten();
        let pieces = unit.words.iter().chain(cells);
        let number = |piece: &super::reading::Piece| match piece {
            super::reading::Piece::Note { number } => Some(*number),
            _ => None,
        };
        pieces.filter_map(number).collect()
    };
    let of = |reading: &Reading, units: Vec<usize>| -> HashSet<usize> {
        let numbers: HashSet<usize> = units.iter().flat_map(|i| marks(&reading.units[*i])).collect();
        let is_note = |unit: &Unit| unit.sort == Sort::Note && unit.label.parse().is_ok_and(|n| numbers.contains(&n));
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
            let stretches = words(pairing, old, new);
            let mut change = Change::moved(old.address.clone(), new.address.clone(), &whole(new));
            if differ(&stretches) {
                change.runs = runs(&stretches);
            }
            changes.push(change);
            parts(pairing, old, new, changes);
            new
        }
    };
    (head.rank > 0).then_some((head, at))
}

/// Whether the next step is of a paragraph below the heading that goes the same way unchanged.
fn goes_along(pairing: &Pairing<'_>, head: &Unit, last: Step, next: Step) -> bool {
    let below = |unit: &Unit| unit.sort.is_block() && (unit.rank == 0 || unit.rank > head.rank);
    match (last, next) {
        (Step::Removed(a), Step::Removed(b)) => b == a + 1 && below(&pairing.old.units[b]),
        (Step::Added(a), Step::Added(b)) => b == a + 1 && below(&pairing.new.units[b]),
        (Step::Moved(a, c), Step::Moved(b, d)) => {
            let (old, new) = (&pairing.old.units[b], &pairing.new.units[d]);
            let mut own = Vec::new();
            parts(pairing, old, new, &mut own);
            b == a + 1 && d == c + 1 && below(new) && own.is_empty() && !differ(&words(pairing, old, new))
        }
        _ => false,
    }
}

/// All words of a unit with its number.
fn whole(unit: &Unit) -> Vec<Token> {
    let words = labelled(&unit.label, unit.sort, tokens(&unit.words));
    let cells: Vec<Vec<Token>> = unit.rows.iter().flatten().map(|cell| tokens(cell)).collect();
    joined(std::iter::once(words.as_slice()).filter(|words| !words.is_empty()).chain(cells.iter().map(Vec::as_slice)))
}

/// The words of a paragraph after its number or dash.
pub(super) fn labelled(label: &str, sort: Sort, words: Vec<Token>) -> Vec<Token> {
    let printed = matches!(sort, Sort::Heading | Sort::Paragraph) && !label.is_empty();
    if !printed {
        return words;
    }
    let label = Token { form: Form::Word(label.to_owned()), dress: Dress::default() };
    let space = Token { form: Form::Space, dress: Dress::default() };
    [label, space].into_iter().chain(words).collect()
}

/// What changed in the words of a pair. Marks of notes that went or came are the notes' own change.
fn words(pairing: &Pairing<'_>, old: &Unit, new: &Unit) -> Vec<Stretch> {
    let known = |n: &usize| pairing.anchors.notes.values().any(|new| new == n);
    let mut a = tokens(&old.words);
    a.retain(|token| !matches!(&token.form, Form::Note(n) if !pairing.anchors.notes.contains_key(n)));
    let mut b = tokens(&new.words);
    b.retain(|token| !matches!(&token.form, Form::Note(n) if !known(n)));
    if is_number(&old.label) != is_number(&new.label) || (!is_number(&old.label) && old.label != new.label) {
        (a, b) = (labelled(&old.label, old.sort, a), labelled(&new.label, new.sort, b));
    }
    let mut keys = Keys::default();
    let (x, y) = (keys.all(&a, Side::Old(&pairing.anchors)), keys.all(&b, Side::New));
    differences((&a, &x), (&b, &y))
}

/// A number is given by the program, a dash is typed.
pub(super) fn is_number(label: &str) -> bool {
    !matches!(label, "" | "-" | "+")
}

/// What changed in a pair.
pub(super) fn unit_changes(pairing: &Pairing<'_>, old: &Unit, new: &Unit, changes: &mut Vec<Change>) {
    let stretches = words(pairing, old, new);
    let (from, to) = (old.own_address(), new.own_address());
    if differ(&stretches) {
        changes.push(Change::rewritten(What::Rewritten, from, to, &stretches));
    } else if old.label != new.label && is_number(&old.label) && is_number(&new.label) {
        changes.push(Change::renumbered(old.address.clone(), new.address.clone(), (&old.label, &new.label)));
    }
    parts(pairing, old, new, changes);
}

/// What changed in a table or picture besides its caption.
fn parts(pairing: &Pairing<'_>, old: &Unit, new: &Unit, changes: &mut Vec<Change>) {
    if !(old.rows.is_empty() && new.rows.is_empty()) {
        changes.extend(Grid::new(old, new).changes((&old.address, &new.address), &pairing.anchors));
    }
    lines_around(old, new, changes);
}

/// What changed in the lines around a table, and whether a picture is another one.
pub(super) fn lines_around(old: &Unit, new: &Unit, changes: &mut Vec<Change>) {
    let drawn =
        if old.sort == Sort::Image { ["hình cũ", "hình mới"] } else { [old.drawn.as_str(), new.drawn.as_str()] };
    let drawn = if old.drawn == new.drawn { ["", ""] } else { drawn };
    for (name, from, to) in [
        ("đơn vị tính", old.unit_line.as_str(), new.unit_line.as_str()),
        ("ghi chú", &old.note, &new.note),
        ("hình vẽ", drawn[0], drawn[1]),
    ] {
        let (a, b) = (of_text(from), of_text(to));
        let mut keys = Keys::default();
        let (x, y) = (keys.all(&a, Side::New), keys.all(&b, Side::New));
        let stretches = differences((&a, &x), (&b, &y));
        if differ(&stretches) {
            let address = |unit: &Unit| format!("{}, {name}", unit.address);
            changes.push(Change::rewritten(What::Rewritten, address(old), address(new), &stretches));
        }
    }
}

impl Change {
    fn new(what: What, from: Option<String>, to: Option<String>, runs: Vec<Run>) -> Self {
        Self { what, from, to, runs, below: 0 }
    }

    pub(super) fn removed(from: String, words: &[Token]) -> Self {
        Self::new(What::Removed, Some(from), None, vec![Run::Deleted(marked(words))])
    }

    pub(super) fn added(to: String, words: &[Token]) -> Self {
        Self::new(What::Added, None, Some(to), vec![Run::Inserted(marked(words))])
    }

    pub(super) fn moved(from: String, to: String, words: &[Token]) -> Self {
        Self::new(What::Moved, Some(from), Some(to), vec![Run::Kept(marked(words))])
    }

    pub(super) fn renumbered(from: String, to: String, labels: (&str, &str)) -> Self {
        let runs = vec![Run::Deleted(labels.0.to_owned()), Run::Inserted(labels.1.to_owned())];
        Self::new(What::Renumbered, Some(from), Some(to), runs)
    }

    pub(super) fn rewritten(what: What, from: String, to: String, stretches: &[Stretch]) -> Self {
        Self::new(what, Some(from), Some(to), runs(stretches))
    }
}

fn runs(stretches: &[Stretch]) -> Vec<Run> {
    let run = |stretch: &Stretch| {
        let words = marked(&stretch.tokens);
        match stretch.fate {
            Fate::Kept => Run::Kept(words),
            Fate::Deleted => Run::Deleted(words),
            Fate::Inserted => Run::Inserted(words),
        }
    };
    stretches.iter().map(run).collect()
}

/// Words with the marks a clerk writes for bold, italics, raised and lowered.
fn marked(tokens: &[Token]) -> String {
    let mut out = String::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let blank = |token: &Token| matches!(token.form, Form::Space | Form::Line);
        let mut end = rest.iter().position(|token| token.dress != first.dress && !blank(token)).unwrap_or(rest.len());
        while end > 1 && first.dress != Dress::default() && blank(&rest[end - 1]) {
            end -= 1;
        }
        let Dress { bold, italic, raised, lowered } = first.dress;
        let marks = [(bold, "**"), (italic, "*"), (raised, "^"), (lowered, "~")];
        let around: String = marks.iter().filter(|(worn, _)| *worn).map(|(_, mark)| *mark).collect();
        let closing: String = marks.iter().rev().filter(|(worn, _)| *worn).map(|(_, mark)| *mark).collect();
        out += &around;
        out += &text(&rest[..end]);
        out += &closing;
        rest = &rest[end..];
    }
    out
}
