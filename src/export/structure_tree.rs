//! The structure by which a PDF is read aloud: its elements, what they are called, and the tree that finds them by number.

use lopdf::{Dictionary, Document, Object};

/// Deepest tree that is followed.
const MAX_DEPTH: usize = 100;

/// The entries of a number tree.
pub(super) fn entries(document: &Document, tree: &Object) -> Option<Vec<(i64, Object)>> {
    entries_at(document, tree, 0)
}

fn entries_at(document: &Document, tree: &Object, depth: usize) -> Option<Vec<(i64, Object)>> {
    let tree = document.dereference(tree).ok()?.1.as_dict().ok().filter(|_| depth < MAX_DEPTH)?;
    let mut found = Vec::new();
    if let Ok(numbers) = tree.get(b"Nums") {
        let numbers = document.dereference(numbers).ok()?.1.as_array().ok()?;
        for pair in numbers.chunks_exact(2) {
            found.push((pair[0].as_i64().ok()?, pair[1].clone()));
        }
    }
    if let Ok(kids) = tree.get(b"Kids") {
        for kid in document.dereference(kids).ok()?.1.as_array().ok()? {
            found.extend(entries_at(document, kid, depth + 1)?);
        }
    }
    Some(found)
}

/// What stands under an element or a root.
pub(super) fn kids(document: &Document, kids: &Object) -> Vec<Object> {
    match (kids, document.dereference(kids).map(|(_, kids)| kids)) {
        (_, Ok(Object::Array(kids))) => kids.clone(),
        (_, Ok(Object::Null) | Err(_)) => Vec::new(),
        (kid, Ok(_)) => vec![kid.clone()],
    }
}

/// What the kinds of elements that a file has of its own stand for.
pub(super) fn role_map(document: &Document, root: &Dictionary) -> Option<Dictionary> {
    document.dereference(root.get(b"RoleMap").ok()?).ok()?.1.as_dict().ok().cloned()
}
