//! The words of a document as they stand on its pages.

use crate::domain::document::body::Inline;
use crate::domain::document::references::References;

/// The words of a line as printed, without marks that are raised or lowered in it.
pub(super) fn printed(inlines: &[Inline], references: &References, part: usize) -> String {
    let mut words = String::new();
    add(inlines, references, part, &mut words);
    words
}

fn add(inlines: &[Inline], references: &References, part: usize, words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => words.push_str(&text.value),
            Inline::Reference(label) => {
                if let Some(target) = references.get(part, label) {
                    words.push_str(&target.printed());
                }
            }
            Inline::Break => words.push(' '),
            Inline::Superscript(_) | Inline::Subscript(_) | Inline::Footnote { .. } => {}
            inline => add(inline.inner(), references, part, words),
        }
    }
}

/// Whether a new line is asked for inside of it.
pub(super) fn has_break(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline, Inline::Break) || has_break(inline.inner()))
}

/// Whether all of its words are of one kind: bold, or italic.
pub(super) fn is_all(inlines: &[Inline], is: fn(&Inline) -> bool) -> bool {
    let is_blank = |inline: &Inline| matches!(inline, Inline::Text(text) if text.value.trim().is_empty());
    !inlines.is_empty()
        && inlines
            .iter()
            .all(|inline| is(inline) || is_blank(inline) || (!inline.inner().is_empty() && is_all(inline.inner(), is)))
}
