//! The outline of a bundle: an entry a document, over what its own outline holds.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

/// The entry of a document in the outline, over what its own outline holds.
pub(super) fn entry(
    document: &mut Document,
    title: &str,
    page: ObjectId,
    outlines: Option<ObjectId>,
) -> Option<ObjectId> {
    let destination = vec![Object::Reference(page), Object::from("XYZ"), Object::Null, Object::Null, Object::Null];
    let mut entry = Dictionary::from_iter([("Title", utf16(title)), ("Dest", Object::Array(destination))]);
    let own = outlines.and_then(|id| document.get_dictionary(id).ok()).cloned().unwrap_or_default();
    let first = own.get(b"First").and_then(Object::as_reference).ok();
    if let (Some(first), Ok(last)) = (first, own.get(b"Last")) {
        entry.set("First", Object::Reference(first));
        entry.set("Last", last.clone());
    }
    let entry = document.add_object(entry);
    let (mut next, mut count) = (first, 0);
    while let Some(id) = next {
        let item = document.get_dictionary_mut(id).ok()?;
        item.set("Parent", Object::Reference(entry));
        next = item.get(b"Next").and_then(Object::as_reference).ok();
        count += 1;
    }
    if count > 0 {
        // closed: a reader opens the document that is wanted
        document.get_dictionary_mut(entry).ok()?.set("Count", Object::Integer(-count));
    }
    Some(entry)
}

/// Chains the entries under the root of the outline.
pub(super) fn link_entries(document: &mut Document, root: ObjectId, entries: &[ObjectId]) -> Option<()> {
    for (i, entry) in entries.iter().enumerate() {
        let item = document.get_dictionary_mut(*entry).ok()?;
        item.set("Parent", Object::Reference(root));
        if let Some(next) = entries.get(i + 1) {
            item.set("Next", Object::Reference(*next));
        }
        if let Some(previous) = i.checked_sub(1) {
            item.set("Prev", Object::Reference(entries[previous]));
        }
    }
    let outlines = document.get_dictionary_mut(root).ok()?;
    outlines.set("Type", Object::from("Outlines"));
    outlines.set("First", Object::Reference(*entries.first()?));
    outlines.set("Last", Object::Reference(*entries.last()?));
    outlines.set("Count", Object::Integer(i64::try_from(entries.len()).ok()?));
    Some(())
}

/// Text as PDF has it.
fn utf16(text: &str) -> Object {
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xfe, 0xff].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}
