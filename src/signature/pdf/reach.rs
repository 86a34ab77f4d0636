//! Which objects of a PDF its trailer leads to, and by which keys.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The keys that lead to an object.
pub(crate) type Roles<'a> = BTreeSet<&'a [u8]>;

/// Every object reached from the trailer, with the keys that lead to it; of some objects some keys are not followed.
pub(crate) fn reach<'a>(
    document: &'a Document,
    skip: impl Fn(ObjectId) -> &'static [&'static [u8]],
) -> BTreeMap<ObjectId, Roles<'a>> {
    let entries = |dictionary: &'a Dictionary, skip: &'static [&'static [u8]]| {
        dictionary.iter().map(|(key, value)| (key.as_slice(), value)).filter(move |(key, _)| !skip.contains(key))
    };
    let mut seen: BTreeMap<ObjectId, Roles<'a>> = BTreeMap::new();
    let mut open: Vec<(&[u8], &Object)> = entries(&document.trailer, &[]).collect();
    while let Some((key, object)) = open.pop() {
        let id = object.as_reference().ok();
        if id.is_some_and(|id| {
            let roles = seen.entry(id).or_default();
            !roles.insert(key) || roles.len() > 1
        }) {
            continue;
        }
        let skip = id.map_or(&[][..], &skip);
        match id.map_or(Some(object), |id| document.objects.get(&id)) {
            Some(Object::Array(list)) => open.extend(list.iter().map(|item| (key, item))),
            Some(Object::Dictionary(dictionary)) => open.extend(entries(dictionary, skip)),
            Some(Object::Stream(stream)) => open.extend(entries(&stream.dict, skip)),
            Some(reference @ Object::Reference(_)) => open.push((key, reference)),
            _ => {}
        }
    }
    seen
}
