//! The words of a drawing and the fonts it asks for.

use roxmltree::{Document, Node};

use super::limits::too_complex;
use super::style::Styles;
use crate::formats::picture::facts::Words;
use crate::formats::picture::fault::Fault;

/// Letters that a drawing may write.
const MAX_LETTERS: usize = 200_000;

pub(super) fn of(drawing: &Document<'_>, styles: &Styles<'_>) -> Result<Words, Fault> {
    let mut words = Words::default();
    let is_text = |node: &Node<'_, '_>| node.is_element() && node.tag_name().name() == "text";
    for text in drawing.descendants().filter(is_text) {
        for piece in text.descendants().filter(Node::is_text).filter_map(|node| node.text()) {
            words.text.push_str(piece);
        }
        words.text.push(' ');
        if words.text.len() > MAX_LETTERS {
            return Err(too_complex());
        }
    }
    if words.text.trim().is_empty() {
        return Ok(Words::default());
    }
    for node in drawing.descendants().filter(Node::is_element) {
        for (name, value) in styles.properties(node) {
            let families = match name {
                "font-family" => families(value),
                // what follows the size
                "font" => {
                    value.split_once(char::is_numeric).map(|(_, rest)| families(after_size(rest))).unwrap_or_default()
                }
                _ => continue,
            };
            if !families.is_empty() && !words.families.contains(&families) {
                words.families.push(families);
            }
        }
    }
    Ok(words)
}

fn after_size(rest: &str) -> &str {
    rest.split_once(char::is_whitespace).map_or("", |(_, families)| families)
}

fn families(value: &str) -> Vec<String> {
    let names = value.split(',').map(|name| name.trim().trim_matches(['"', '\'']).trim());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
