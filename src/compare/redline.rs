//! The new document with the words of the old one put back at their places, each marked as what became of it.

mod blocks;
mod inlines;
mod marked_table;

use inlines::{lines, marked_words};

use super::align::Step;
use super::pairing::Pairing;
use super::reading::{Reading, Unit, UnitKind};
use super::token::tokens;
use super::word_diff::{DiffTag, Segment, differ, differences};
use crate::domain::document::redline_fields::{Field, RedlineFields};
use crate::domain::document::{DetailField, Document, Inline};

/// Makes the redline of a document against an older reading of it.
pub fn redline(old: &Reading, new: &Document) -> Document {
    let reading = Reading::of(new);
    let pairing = Pairing::new(old, &reading);
    let mut out = new.clone();
    (out.redline_fields, out.redline) = (fields(&pairing), true);
    blocks::mark(&pairing, &mut out);
    out
}

fn fields(pairing: &Pairing<'_>) -> RedlineFields {
    let mut fields = RedlineFields::new();
    let (mut annexes, mut attached) = (0, 0);
    for step in &pairing.steps {
        let (unit, segments) = match *step {
            Step::Kept(i, j) | Step::Moved(i, j) => {
                let (old, new) = (&pairing.old.units[i], &pairing.new.units[j]);
                (new, differences(&tokens(&old.words), &tokens(&new.words), &pairing.anchors))
            }
            Step::Added(j) => (&pairing.new.units[j], Segment::of_unit(DiffTag::Inserted, &pairing.new.units[j])),
            Step::Removed(i) | Step::Left(i) => {
                (&pairing.old.units[i], Segment::of_unit(DiffTag::Deleted, &pairing.old.units[i]))
            }
        };
        let gone = matches!(step, Step::Removed(_) | Step::Left(_));
        let field = match unit.kind {
            UnitKind::Annex | UnitKind::Attached if gone => continue,
            UnitKind::Annex => {
                annexes += 1;
                Field::Annex(annexes - 1)
            }
            UnitKind::Attached => {
                attached += 1;
                Field::Attached(attached - 1)
            }
            _ => match field(unit) {
                Some(field) => field,
                None => continue,
            },
        };
        match field {
            _ if is_list(field) => {
                let segments = if let Step::Moved(_, j) = *step {
                    Segment::of_unit(DiffTag::Inserted, &pairing.new.units[j])
                } else {
                    segments
                };
                fields.entry(field).or_default().push(lines(&segments).concat());
            }
            Field::Date if differ(&segments) => {
                fields.insert(field, date(&segments));
            }
            _ if differ(&segments) => {
                fields.insert(field, lines(&segments));
            }
            _ => {}
        }
    }
    // a list without a mark is printed as any other
    fields.retain(|_, lines| {
        lines.iter().flatten().any(|inline| matches!(inline, Inline::Deleted(_) | Inline::Inserted(_)))
    });
    fields
}

/// Day, month and year of `ngày 05 tháng 12 năm 2025`, each with what became of it.
fn date(segments: &[Segment]) -> Vec<Vec<Inline>> {
    let side = |gone: DiffTag| -> Vec<String> {
        let kept = segments.iter().filter(|segment| segment.tag != gone);
        let text: String = kept.map(|segment| super::token::text(&segment.tokens)).collect();
        text.split_whitespace().map(str::to_owned).collect()
    };
    let (old, new) = (side(DiffTag::Inserted), side(DiffTag::Deleted));
    let part = |i: usize| marked_words(old.get(i).map_or("", String::as_str), new.get(i).map_or("", String::as_str));
    vec![part(1), part(3), part(5)]
}

/// Whether each of its texts has a line of its own.
fn is_list(field: Field) -> bool {
    match field {
        Field::LegalBases | Field::Addressees | Field::Recipients => true,
        Field::Detail(detail) => detail.is_list(),
        _ => false,
    }
}

fn field(unit: &Unit) -> Option<Field> {
    let signatory = unit.part.parse::<usize>().map_or(0, |n| n.saturating_sub(1));
    Some(match unit.kind {
        UnitKind::Parent => Field::Parent,
        UnitKind::Issuer => Field::Issuer,
        UnitKind::Number => Field::Number,
        UnitKind::Symbol => Field::Symbol,
        UnitKind::PlaceName => Field::PlaceName,
        UnitKind::Date => Field::Date,
        UnitKind::Kind => Field::Kind,
        UnitKind::Subject => Field::Subject,
        UnitKind::SubjectNote => Field::SubjectNote,
        UnitKind::Authority => Field::Authority,
        UnitKind::LegalBasis => Field::LegalBases,
        UnitKind::Addressee => Field::Addressees,
        UnitKind::Detail => Field::Detail(DetailField::parse(&unit.part)?),
        UnitKind::Recipient => Field::Recipients,
        UnitKind::Capacity => Field::Capacity(signatory),
        UnitKind::Position => Field::Position(signatory),
        UnitKind::FullName => Field::FullName(signatory),
        _ => return None,
    })
}
