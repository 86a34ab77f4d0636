//! The same bytes read by an independent parser: it must see the same pages and the same objects behind them.

use std::ops::Deref;
use std::sync::Arc;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, MaybeRef, Number, Object as SecondObject, ObjectIdentifier};
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::signature::pdf::reach::reach;
use crate::signature::pdf::strict::fault::StructureFault;
use crate::signature::pdf::strict::unpack::Budget;

/// Compares what the trailer leads to.
///
/// # Errors
/// The other parser sees other pages or another object, or would take too long to see them.
pub(super) fn check(bytes: &[u8], document: &Document, budget: &mut Budget) -> Result<(), StructureFault> {
    let reached = reach(document, |_| &[]);
    for id in reached.keys() {
        budget.take_steps(steps(document, *id))?;
    }
    let second = Pdf::new(Arc::new(bytes.to_vec())).map_err(|_| StructureFault::SecondReader)?;
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).ok();
    if root.and_then(identifier) != Some(second.xref().root_id()) {
        return Err(StructureFault::SecondReader);
    }
    let pages: Vec<Option<ObjectIdentifier>> = document.page_iter().map(identifier).collect();
    let seen = second.pages().iter().map(|page| page.raw().obj_id());
    if !seen.eq(pages) {
        return Err(StructureFault::SecondPages);
    }
    for id in reached.into_keys() {
        let fault = StructureFault::SecondReading(id.0);
        let theirs = second.xref().get::<SecondObject<'_>>(identifier(id).ok_or(fault)?);
        let is_same = match (document.objects.get(&id), theirs) {
            (None | Some(Object::Null), None | Some(SecondObject::Null(_))) => true,
            (Some(ours), Some(theirs)) => is_equal(ours, &theirs),
            _ => false,
        };
        if !is_same {
            return Err(fault);
        }
    }
    Ok(())
}

/// How many entries the other parser goes through for an object.
fn steps(document: &Document, id: ObjectId) -> usize {
    let Some(XrefEntry::Compressed { container, .. }) = document.reference_table.entries.get(&id.0) else { return 1 };
    let stream = document.objects.get(&(*container, 0)).and_then(|container| container.as_stream().ok());
    let count = stream.and_then(|stream| stream.dict.get(b"N").and_then(Object::as_i64).ok());
    count.and_then(|count| usize::try_from(count).ok()).unwrap_or(1)
}

fn identifier((number, generation): ObjectId) -> Option<ObjectIdentifier> {
    Some(ObjectIdentifier::new(i32::try_from(number).ok()?, i32::from(generation)))
}

fn is_equal(ours: &Object, theirs: &SecondObject<'_>) -> bool {
    match (ours, theirs) {
        (Object::Null, SecondObject::Null(_)) => true,
        (Object::Boolean(a), SecondObject::Boolean(b)) => a == b,
        (Object::Integer(_) | Object::Real(_), SecondObject::Number(b)) => is_same_number(ours, b),
        (Object::String(a, _), SecondObject::String(b)) => a == b.as_bytes(),
        (Object::Name(a), SecondObject::Name(b)) => a.as_slice() == b.deref(),
        (Object::Array(a), SecondObject::Array(b)) => {
            let mut theirs = b.raw_iter();
            a.iter().all(|ours| theirs.next().is_some_and(|theirs| is_same_value(ours, &theirs)))
                && theirs.next().is_none()
        }
        (Object::Dictionary(a), SecondObject::Dict(b)) => are_entries_equal(a, b),
        (Object::Stream(a), SecondObject::Stream(b)) => {
            are_entries_equal(&a.dict, b.dict()) && a.content.as_slice() == &*b.raw_data()
        }
        _ => false,
    }
}

fn is_same_value(ours: &Object, theirs: &MaybeRef<SecondObject<'_>>) -> bool {
    match (ours, theirs) {
        (Object::Reference(ours), MaybeRef::Ref(theirs)) => identifier(*ours) == Some((*theirs).into()),
        (Object::Reference(_), _) | (_, MaybeRef::Ref(_)) => false,
        (ours, MaybeRef::NotRef(theirs)) => is_equal(ours, theirs),
    }
}

fn are_entries_equal(ours: &Dictionary, theirs: &Dict<'_>) -> bool {
    ours.len() == theirs.len()
        && ours.iter().all(|(key, ours)| {
            theirs.get_raw::<SecondObject<'_>>(key).is_some_and(|theirs| is_same_value(ours, &theirs))
        })
}

/// Whole numbers exactly; others as far as the coarser of the two tells them apart.
fn is_same_number(ours: &Object, theirs: &Number) -> bool {
    match ours {
        Object::Integer(ours) => *ours == theirs.as_i64(),
        Object::Real(ours) => (ours - theirs.as_f32()).abs() <= f32::EPSILON * ours.abs().max(1.0),
        _ => false,
    }
}
