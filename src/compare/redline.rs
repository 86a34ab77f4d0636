//! The new document with the words of the old one put back at their places, each marked as what became of it.

mod blocks;
mod inlines;
mod table;

use inlines::{lines, marked_words};

use super::align::Step;
use super::pairing::Pairing;
use super::reading::{Reading, Sort, Unit};
use super::token::{Keys, Side, Token, tokens};
use crate::compare::word_diff::{Fate, Stretch, differ, differences};
use crate::domain::document::marks::{Field, Marks};
use crate::domain::document::{Document, Inline};

/// Makes the redline of a document against an older reading of it.
pub fn redline(old: &Reading, new: &Document) -> Document {
    let reading = Reading::of(new);
    let pairing = Pairing::new(old, &reading);
    let mut out = new.clone();
    (out.marks, out.redline) = (marks(&pairing), true);
    blocks::mark(&pairing, &mut out);
    out
}

/// What became of the words of two units, notes and all.
fn stretches(pairing: &Pairing<'_>, old: &[Token], new: &[Token]) -> Vec<Stretch> {
    let mut keys = Keys::default();
    let (a, b) = (keys.all(old, Side::Old(&pairing.anchors)), keys.all(new, Side::New));
    differences((old, &a), (new, &b))
}

fn whole(fate: Fate, unit: &Unit) -> Vec<Stretch> {
    vec![Stretch { fate, tokens: tokens(&unit.words) }]
}

fn marks(pairing: &Pairing<'_>) -> Marks {
    let mut marks = Marks::new();
    let mut annexes = 0;
    for step in &pairing.steps {
        let (unit, stretches) = match *step {
            Step::Kept(i, j) | Step::Moved(i, j) => {
                let (old, new) = (&pairing.old.units[i], &pairing.new.units[j]);
                (new, stretches(pairing, &tokens(&old.words), &tokens(&new.words)))
            }
            Step::Added(j) => (&pairing.new.units[j], whole(Fate::Inserted, &pairing.new.units[j])),
            Step::Removed(i) | Step::Left(i) => (&pairing.old.units[i], whole(Fate::Deleted, &pairing.old.units[i])),
        };
        let gone = matches!(step, Step::Removed(_) | Step::Left(_));
        let field = match unit.sort {
            Sort::Annex if gone => continue,
            Sort::Annex => {
                annexes += 1;
                Field::Annex(annexes - 1)
            }
            sort => match field(sort) {
                Some(field) => field,
                None => continue,
            },
        };
        match field {
            Field::LegalBases | Field::Addressees | Field::Recipients => {
                let stretches = if let Step::Moved(_, j) = *step {
                    whole(Fate::Inserted, &pairing.new.units[j])
                } else {
                    stretches
                };
                marks.entry(field).or_default().push(lines(&stretches).concat());
            }
            Field::Date if differ(&stretches) => {
                marks.insert(field, date(&stretches));
            }
            _ if differ(&stretches) => {
                marks.insert(field, lines(&stretches));
            }
            _ => {}
        }
    }
    // a list without a mark is printed as any other
    marks.retain(|_, lines| {
        lines.iter().flatten().any(|inline| matches!(inline, Inline::Deleted(_) | Inline::Inserted(_)))
    });
    marks
}

/// Day, month and year of `ngày 05 tháng 12 năm 2025`, each with what became of it.
fn date(stretches: &[Stretch]) -> Vec<Vec<Inline>> {
    let side = |gone: Fate| -> Vec<String> {
        let kept = stretches.iter().filter(|stretch| stretch.fate != gone);
        let text: String = kept.map(|stretch| super::token::text(&stretch.tokens)).collect();
        text.split_whitespace().map(str::to_owned).collect()
    };
    let (old, new) = (side(Fate::Inserted), side(Fate::Deleted));
    let part = |i: usize| marked_words(old.get(i).map_or("", String::as_str), new.get(i).map_or("", String::as_str));
    vec![part(1), part(3), part(5)]
}

fn field(sort: Sort) -> Option<Field> {
    Some(match sort {
        Sort::Parent => Field::Parent,
        Sort::Issuer => Field::Issuer,
        Sort::Number => Field::Number,
        Sort::Symbol => Field::Symbol,
        Sort::PlaceName => Field::PlaceName,
        Sort::Date => Field::Date,
        Sort::Kind => Field::Kind,
        Sort::Subject => Field::Subject,
        Sort::SubjectNote => Field::SubjectNote,
        Sort::Authority => Field::Authority,
        Sort::LegalBasis => Field::LegalBases,
        Sort::Addressee => Field::Addressees,
        Sort::Recipient => Field::Recipients,
        Sort::Capacity => Field::Capacity,
        Sort::Position => Field::Position,
        Sort::FullName => Field::FullName,
        _ => return None,
    })
}
