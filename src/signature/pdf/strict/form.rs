//! The tree of form fields: each field once, so deep and so many that all of them can be looked at.

use std::collections::BTreeSet;

use lopdf::{Document, Object, ObjectId};

use crate::signature::pdf::acroform;
use crate::signature::pdf::strict::fault::{Limit, StructureFault};

/// Levels of the tree, and fields and widgets in it; later steps compare each with each.
const MAX_DEPTH: usize = 32;
const MAX_FIELDS: usize = 2_000;

/// Checks the tree of fields.
///
/// # Errors
/// A field stands in it twice, the tree is too deep, or has too many fields.
pub(super) fn check(document: &Document) -> Result<(), StructureFault> {
    let Some(form) = acroform::acroform(document) else { return Ok(()) };
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let mut count = 0;
    let mut open: Vec<(&Object, usize)> = acroform::array(document, form, b"Fields").iter().map(|f| (f, 0)).collect();
    while let Some((field, depth)) = open.pop() {
        count += 1;
        if count > MAX_FIELDS {
            return Err(StructureFault::TooLarge(Limit::Fields, MAX_FIELDS));
        }
        if depth > MAX_DEPTH || field.as_reference().is_ok_and(|id| !seen.insert(id)) {
            return Err(StructureFault::Form);
        }
        if let Ok(dictionary) = acroform::follow(document, field).as_dict() {
            open.extend(acroform::array(document, dictionary, b"Kids").iter().map(|kid| (kid, depth + 1)));
        }
    }
    Ok(())
}
