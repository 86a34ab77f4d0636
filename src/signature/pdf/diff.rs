//! What one writing changed of the one before: an allow-list. What signing needs is permitted, all else is reported.

pub(crate) mod changes;
mod comparison;
mod describe;
mod dictionaries;
mod document;
mod fields;
mod objects;

use changes::Changes;
use comparison::Comparison;
use lopdf::Document;

/// Compares two writings of one file.
pub(crate) fn diff(old: &Document, new: &Document) -> Changes {
    let mut comparison = Comparison::of(old, new);
    comparison.trailer();
    comparison.pages_in_order();
    comparison.objects();
    comparison.fields();
    comparison.annotations();
    comparison.validation_data();
    comparison.changes
}
