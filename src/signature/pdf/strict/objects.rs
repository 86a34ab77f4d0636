//! The objects that the tables name: each where its table says, whole, and nothing of it left over.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::xref::XrefEntry;
use lopdf::{Object, ObjectId};

use crate::signature::pdf::strict::entries::Entries;
use crate::signature::pdf::strict::fault::StructureFault;
use crate::signature::pdf::strict::indirect::{Lengths, NoLengths, indirect};
use crate::signature::pdf::strict::object_streams::{numbers_agree, packed};
use crate::signature::pdf::strict::sections::Chain;
use crate::signature::pdf::strict::unpack::Budget;

/// All objects of a file.
pub(super) struct Loaded {
    pub(super) objects: BTreeMap<ObjectId, Object>,
    pub(super) extents: Vec<Range<usize>>,
}

/// All objects of the tables.
pub(super) fn load(
    bytes: &[u8],
    chain: &Chain,
    entries: &Entries,
    budget: &mut Budget,
) -> Result<Loaded, StructureFault> {
    let size = chain.size()?;
    if let Some(id) = entries.keys().find(|id| **id >= size) {
        return Err(StructureFault::BeyondSize(*id));
    }
    let mut lengths = LengthsOf { bytes, entries };
    let mut loaded = Loaded { objects: BTreeMap::new(), extents: Vec::new() };
    let mut containers = BTreeSet::new();
    for (id, entry) in entries {
        match entry {
            XrefEntry::Normal { offset, generation } => {
                let at = usize::try_from(*offset).unwrap_or(usize::MAX);
                let read = indirect(bytes, at, &mut lengths).map_err(|why| why.of(*id))?;
                budget.take_values(read.values)?;
                if read.id != (*id, *generation) {
                    return Err(StructureFault::Misplaced(*id));
                }
                loaded.extents.push(read.extent);
                loaded.objects.insert(read.id, read.object);
            }
            XrefEntry::Compressed { container, .. } => {
                containers.insert(*container);
            }
            _ => return Err(StructureFault::Misplaced(*id)),
        }
    }
    for container in containers {
        let packed = packed(&loaded.objects, container, budget)?;
        numbers_agree(chain, entries, container, &packed)?;
        for (index, (id, object)) in packed.into_iter().enumerate() {
            let own = |entry: &XrefEntry| matches!(entry, XrefEntry::Compressed { container: of, index: at } if *of == container && usize::from(*at) == index);
            if entries.get(&id).is_some_and(own) {
                loaded.objects.insert((id, 0), object);
            }
        }
    }
    references_agree(&loaded.objects)?;
    Ok(loaded)
}

/// Lengths that stand in objects of their own.
struct LengthsOf<'a> {
    bytes: &'a [u8],
    entries: &'a Entries,
}

impl Lengths for LengthsOf<'_> {
    fn length(&mut self, id: ObjectId) -> Option<usize> {
        let Some(XrefEntry::Normal { offset, generation }) = self.entries.get(&id.0) else { return None };
        let read = indirect(self.bytes, usize::try_from(*offset).ok()?, &mut NoLengths).ok()?;
        let length = read.object.as_i64().ok()?;
        usize::try_from(length).ok().filter(|_| read.id == id && *generation == id.1)
    }
}

/// No reference names an object by another generation than its own, which some readers follow and some do not.
fn references_agree(objects: &BTreeMap<ObjectId, Object>) -> Result<(), StructureFault> {
    let mut open: Vec<&Object> = objects.values().collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id)
                if !objects.contains_key(id) && objects.range((id.0, 0)..=(id.0, u16::MAX)).next().is_some() =>
            {
                return Err(StructureFault::Generation(id.0));
            }
            Object::Array(list) => open.extend(list),
            Object::Dictionary(dictionary) => open.extend(dictionary.iter().map(|(_, value)| value)),
            Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    Ok(())
}
