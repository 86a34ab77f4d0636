//! The words of a field around the text as a redline marks them.

use minijinja::Value;

use super::body;
use super::environment::code;
use crate::domain::document::{Document, Field};

/// The lines of a field that a redline marks; none in any other document.
pub(super) fn marked(document: &Document, field: Field) -> Option<Vec<Value>> {
    let lines = document.redline_fields.get(&field)?;
    Some(lines.iter().map(|line| code(body::line(line))).collect())
}
