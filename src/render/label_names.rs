//! What labels of a document are called in the markup, told apart by the part they stand in.

use super::literal::string;

/// What a whole part is called in the markup.
pub(super) const PART_LABEL: &str = "phan";

/// The name of a label in the markup; those of the bodies are told apart.
pub(super) fn named(part: usize, label: &str) -> String {
    if part == 0 { label.to_owned() } else { format!("pl{part}-{label}") }
}

/// What a heading, table or picture with a label is called in the markup.
pub(super) fn block_label(label: &str) -> String {
    format!("nhan-{label}")
}

/// What a note is called in the markup.
pub(super) fn note_label(index: usize) -> String {
    format!("cuoc-chu-{index}")
}

/// The place that references to a whole part lead to, before its first block.
pub(super) fn part_anchor(part: usize) -> String {
    format!("#[#metadata(none)#label({})]\n", string(&named(part, PART_LABEL)))
}
