//! Object streams: what their head says, what the tables say of them, and the objects in them are the same.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::xref::XrefEntry;
use lopdf::{Object, ObjectId};

use crate::signature::pdf::lexer::{Lexer, MAX_VALUES, Malformed};
use crate::signature::pdf::strict::entries::Entries;
use crate::signature::pdf::strict::fault::{Limit, StructureFault};
use crate::signature::pdf::strict::sections::Chain;
use crate::signature::pdf::strict::unpack::Budget;

/// The objects in an object stream, in order, with their numbers.
pub(super) fn packed(
    objects: &BTreeMap<ObjectId, Object>,
    container: u32,
    budget: &mut Budget,
) -> Result<Vec<(u32, Object)>, StructureFault> {
    let fault = StructureFault::ObjectStream(container);
    let Some(Object::Stream(stream)) = objects.get(&(container, 0)) else { return Err(fault) };
    let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok().and_then(|n| usize::try_from(n).ok());
    let named = stream.dict.get(b"Type").and_then(Object::as_name).ok() == Some(b"ObjStm");
    let (Some(count), Some(first), true) = (number(b"N"), number(b"First"), named) else { return Err(fault) };
    let content = budget.unpack(stream)?.ok_or(fault)?;
    if count > budget.objects() {
        return Err(fault);
    }
    let header = header(&content, count, first).ok_or(fault)?;
    let mut found = Vec::with_capacity(count);
    for (at, (id, start)) in header.iter().enumerate() {
        let end = header.get(at + 1).map_or(content.len(), |(_, next)| *next);
        let mut lexer = Lexer::new(content.get(..end).ok_or(fault)?, *start);
        let object = match lexer.object() {
            Ok(object) => object,
            Err(Malformed::KeyTwice(_)) => return Err(StructureFault::KeyTwice(*start)),
            Err(Malformed::TooMany) => return Err(StructureFault::TooLarge(Limit::Values, MAX_VALUES)),
            Err(Malformed::Object) => return Err(StructureFault::Unreadable(*id)),
        };
        budget.take_values(lexer.values)?;
        lexer.skip_blank();
        if !lexer.rest().is_empty() {
            return Err(StructureFault::Unreadable(*id));
        }
        found.push((*id, object));
    }
    Ok(found)
}

/// Numbers and places at the head of an object stream: so many, each number once, places rising and inside.
fn header(content: &[u8], count: usize, first: usize) -> Option<Vec<(u32, usize)>> {
    let head = content.get(..first)?;
    let mut lexer = Lexer::new(head, 0);
    let mut pairs: Vec<(u32, usize)> = Vec::new();
    let mut seen = BTreeSet::new();
    for _ in 0..count {
        lexer.skip_blank();
        let id = u32::try_from(lexer.digits(10)?).ok()?;
        lexer.skip_blank();
        let start = first.checked_add(usize::try_from(lexer.digits(10)?).ok()?)?;
        let rises = pairs.last().is_none_or(|(_, before)| *before < start);
        if !seen.insert(id) || !rises || start > content.len() {
            return None;
        }
        pairs.push((id, start));
    }
    lexer.skip_blank();
    lexer.rest().is_empty().then_some(pairs)
}

/// The tables name the numbers of an object stream in their order and leave none out, so that a reader who takes all it
/// finds in the stream takes nothing else.
pub(super) fn numbers_agree(
    chain: &Chain,
    entries: &Entries,
    container: u32,
    packed: &[(u32, Object)],
) -> Result<(), StructureFault> {
    let index_in = |entry: &XrefEntry| match entry {
        XrefEntry::Compressed { container: of, index } if *of == container => Some(usize::from(*index)),
        _ => None,
    };
    let is_wrong = |(id, entry): (&u32, &XrefEntry)| {
        index_in(entry).is_some_and(|index| packed.get(index).is_none_or(|(own, _)| own != id))
    };
    let tables: Vec<&Entries> = chain.tables().collect();
    let is_named = |id: &u32| tables.iter().any(|table| table.get(id).and_then(index_in).is_some());
    if entries.iter().any(is_wrong) || !packed.iter().all(|(id, _)| is_named(id)) {
        return Err(StructureFault::ObjectStream(container));
    }
    Ok(())
}
