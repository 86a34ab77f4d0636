//! The page tree: each node once, below the one it names, what it says it is, as many pages as it counts.

use std::collections::BTreeSet;

use lopdf::{Document, Object, ObjectId};

use crate::signature::pdf::acroform;
use crate::signature::pdf::strict::fault::{Limit, StructureFault};

/// Levels of the page tree, and nodes in it.
const MAX_DEPTH: usize = 64;
const MAX_NODES: usize = 10_000;

/// Checks the tree from its root.
///
/// # Errors
/// A node stands in it twice, names another one above it, is no page and no list of pages, or counts other pages than
/// it has.
pub(super) fn check(document: &Document) -> Result<(), StructureFault> {
    let catalog = document.catalog().map_err(|_| StructureFault::Pages)?;
    let root = catalog.get(b"Pages").and_then(Object::as_reference).map_err(|_| StructureFault::Pages)?;
    let mut seen = BTreeSet::new();
    let whole = count(document, (root, None), &mut seen, 0);
    if seen.len() > MAX_NODES {
        return Err(StructureFault::TooLarge(Limit::Pages, MAX_NODES));
    }
    whole.map(|_| ()).ok_or(StructureFault::Pages)
}

/// How many pages a node leads to.
fn count(
    document: &Document,
    (id, above): (ObjectId, Option<ObjectId>),
    seen: &mut BTreeSet<ObjectId>,
    depth: usize,
) -> Option<i64> {
    if depth > MAX_DEPTH || seen.len() > MAX_NODES || !seen.insert(id) {
        return None;
    }
    let node = document.get_object(id).ok()?.as_dict().ok()?;
    // some readers take inherited entries from the node that leads to a page, some from the one it names
    let named = node.get(b"Parent").ok().filter(|parent| !parent.is_null());
    if named.map(Object::as_reference).transpose().ok()? != above {
        return None;
    }
    let entry = |key: &[u8]| acroform::value(document, node, key);
    if !entry(b"Rotate").is_none_or(is_quarter_turns) {
        return None;
    }
    if !node.has(b"Kids") {
        return acroform::is_type(node, b"Type", b"Page").then_some(1);
    }
    let kids = entry(b"Kids")?.as_array().ok()?;
    let mut pages = 0;
    for kid in kids {
        pages += count(document, (kid.as_reference().ok()?, Some(id)), seen, depth + 1)?;
    }
    (acroform::is_type(node, b"Type", b"Pages") && entry(b"Count")?.as_i64().ok() == Some(pages)).then_some(pages)
}

/// Whether a page is turned by whole quarters, so many that every reader can count them.
fn is_quarter_turns(turns: &Object) -> bool {
    match turns {
        Object::Integer(turns) => turns % 90 == 0 && i32::try_from(*turns).is_ok(),
        // some tools write a point behind it
        Object::Real(turns) => turns % 90.0 == 0.0 && turns.abs() <= 3600.0,
        _ => false,
    }
}
