//! `noi_dung： |` with the colon of Chinese and Japanese keyboards behind a field's name: told, and read as meant.

use std::sync::Arc;

use super::outline::{Fields, is_field};
use super::syntax_mistakes;
use crate::base::finding::Findings;
use crate::base::source::Source;
use crate::base::text::word_signs::FULL_WIDTH_COLON;

/// The text with these colons as plain ones, character by character, where a blank follows: without one YAML sees no
/// field at all, and names the line itself.
pub(super) fn read_as_meant(source: &Arc<Source>, fields: &Fields<'_>, findings: &mut Findings) -> String {
    let mut text = source.text().to_owned();
    if !text.contains(FULL_WIDTH_COLON) {
        return text;
    }
    text.clear();
    for (at, line) in source.text().split('\n').enumerate() {
        let parted = line.split_once(FULL_WIDTH_COLON);
        let parted = parted.filter(|(name, value)| {
            let blank = value.chars().next().is_none_or(char::is_whitespace);
            blank && !name.is_empty() && is_field(name) && fields.may_be(name)
        });
        text.push_str(if at > 0 { "\n" } else { "" });
        match parted {
            None => text.push_str(line),
            Some((name, value)) => {
                findings.push(syntax_mistakes::after_full_width_colon(source, at, name, value));
                text.push_str(&format!("{name}:{value}"));
            }
        }
    }
    text
}
