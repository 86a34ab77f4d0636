//! What readers show around the pages of a file: numbers of pages, bookmarks, how it opens, and in which order it is read
//! aloud.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::signature::pdf::acroform;
use crate::signature::pdf::equality::is_equal;

/// Entries of the catalog that are compared by their values. What colours mean on paper is one.
const ENTRIES: [&[u8]; 6] =
    [b"PageLabels", b"Lang", b"ViewerPreferences", b"PageMode", b"PageLayout", b"OutputIntents"];

/// Values that are compared of one entry, and how deep.
const MAX_VALUES: usize = 100_000;
const MAX_DEPTH: usize = 16;

/// Bytes of a stream that is compared, unpacked.
const MAX_STREAM: usize = 4_000_000;

/// Bookmarks and elements of the structure that are read.
const MAX_NODES: usize = 500_000;

/// Whether a file presents its pages otherwise than the issued one. Tools leave out what they do not know; what they
/// write is as it was.
pub(super) fn differs([issued, file]: [&Document; 2]) -> bool {
    let (Some(old), Some(new)) = (acroform::catalog(issued), acroform::catalog(file)) else { return true };
    let is_other = |key: &&[u8]| {
        let Some(value) = acroform::value(file, new, key) else { return false };
        let mut values = MAX_VALUES;
        !acroform::value(issued, old, key).is_some_and(|known| is_same((issued, known), (file, value), 0, &mut values))
    };
    ENTRIES.iter().any(is_other)
        || new.has(b"Outlines") && bookmarks(issued, old) != bookmarks(file, new)
        || new.has(b"StructTreeRoot") && !has_same_order((issued, old), (file, new))
}

/// Whether two values are the same with all that they lead to.
fn is_same(a: (&Document, &Object), b: (&Document, &Object), depth: usize, left: &mut usize) -> bool {
    let (old, new) = (acroform::follow(a.0, a.1), acroform::follow(b.0, b.1));
    if depth > MAX_DEPTH || *left == 0 {
        return false;
    }
    *left -= 1;
    match (old, new) {
        (Object::Array(x), Object::Array(y)) => {
            x.len() == y.len() && x.iter().zip(y).all(|(x, y)| is_same((a.0, x), (b.0, y), depth + 1, left))
        }
        (Object::Dictionary(x), Object::Dictionary(y)) => {
            x.len() == y.len()
                && x.iter().all(|(key, x)| y.get(key).is_ok_and(|y| is_same((a.0, x), (b.0, y), depth + 1, left)))
        }
        // tools pack anew what they write
        (Object::Stream(_), Object::Stream(_)) => {
            let [old, new] = [old, new].map(|stream| acroform::unpacked(stream, MAX_STREAM));
            old.is_some() && old == new
        }
        _ => is_equal(old, new),
    }
}

/// The titles of bookmarks in their order, with how deep each stands; none when they cannot be read.
fn bookmarks(document: &Document, catalog: &Dictionary) -> Option<Vec<(usize, String)>> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut open: Vec<(usize, ObjectId)> = Vec::new();
    let next = |of: &Dictionary, key: &[u8]| of.get(key).and_then(Object::as_reference).ok();
    open.extend(
        acroform::dictionary(document, catalog, b"Outlines").and_then(|top| next(top, b"First")).map(|id| (0, id)),
    );
    while let Some((depth, id)) = open.pop() {
        if !seen.insert(id) || found.len() >= MAX_NODES {
            return None;
        }
        let own = document.get_dictionary(id).ok()?;
        found.push((depth, acroform::value(document, own, b"Title").map(acroform::text).unwrap_or_default()));
        open.extend(next(own, b"Next").map(|id| (depth, id)));
        open.extend(next(own, b"First").map(|id| (depth + 1, id)));
    }
    Some(found)
}

/// Whether two structures read the same content in the same order, under the same roles.
fn has_same_order(a: (&Document, &Dictionary), b: (&Document, &Dictionary)) -> bool {
    let [old, new] = [a, b].map(|(document, catalog)| {
        let root = acroform::dictionary(document, catalog, b"StructTreeRoot")?;
        Some((acroform::value(document, root, b"RoleMap"), order(document, root)?))
    });
    let (Some((old_roles, old)), Some((new_roles, new))) = (old, new) else { return false };
    let mut values = MAX_VALUES;
    let same_roles = match (old_roles, new_roles) {
        (_, None) => old_roles.is_none(),
        (None, Some(_)) => false,
        (Some(old), Some(new)) => is_same((a.0, old), (b.0, new), 0, &mut values),
    };
    same_roles && old == new
}

/// A step of the reading order.
#[derive(Debug, PartialEq, Eq)]
enum Step<'a> {
    Role(&'a [u8]),
    /// Content by the place of its page and its own number.
    Content(Option<usize>, i64),
}

/// The reading order; none when it leads in a circle or is too long. Fields that signing adds are no step of it.
fn order<'a>(document: &'a Document, root: &'a Dictionary) -> Option<Vec<Step<'a>>> {
    let pages: BTreeMap<ObjectId, usize> = document.page_iter().enumerate().map(|(at, id)| (id, at)).collect();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let kids = |of: &'a Dictionary| match acroform::value(document, of, b"K") {
        Some(Object::Array(list)) => list.iter().rev().collect(),
        _ => of.get(b"K").ok().into_iter().collect::<Vec<_>>(),
    };
    let mut open: Vec<(Option<usize>, &Object)> = kids(root).into_iter().map(|kid| (None, kid)).collect();
    while let Some((page, kid)) = open.pop() {
        if found.len() >= MAX_NODES || kid.as_reference().is_ok_and(|id| !seen.insert(id)) {
            return None;
        }
        match acroform::follow(document, kid) {
            Object::Integer(number) => found.push(Step::Content(page, *number)),
            Object::Dictionary(own) => {
                let id = own.get(b"Pg").and_then(Object::as_reference).ok();
                let page = id.and_then(|id| pages.get(&id).copied()).or(page);
                if let Some(number) = acroform::value(document, own, b"MCID").and_then(|number| number.as_i64().ok()) {
                    found.push(Step::Content(page, number));
                    continue;
                }
                let role = own.get(b"S").and_then(Object::as_name).ok().filter(|role| *role != b"Form");
                found.extend(role.map(Step::Role));
                open.extend(kids(own).into_iter().map(|kid| (page, kid)));
            }
            _ => {}
        }
    }
    Some(found)
}
