//! The words of a drawing and the fonts it asks for.

use roxmltree::{Document, Node};

use super::limits::too_complex;
use super::style::Styles;
use crate::formats::picture::facts::Words;
use crate::formats::picture::fault::Fault;

/// Bytes that a drawing may write.
const MAX_BYTES: usize = 40_000;

/// The same along a line, whose bends are looked at for each letter.
const MAX_BYTES_ALONG: usize = 2_000;

/// Pieces of text, each of which is set by itself.
const MAX_PIECES: usize = 4_000;

/// Fonts that a drawing may ask for.
const MAX_FAMILIES: usize = 100;

pub(super) fn of(drawing: &Document<'_>, styles: &Styles<'_>) -> Result<Words, Fault> {
    let mut words = Words::default();
    let (mut pieces, mut along) = (0, 0);
    let is_text = |node: &Node<'_, '_>| node.is_element() && node.tag_name().name() == "text";
    for text in drawing.descendants().filter(is_text) {
        for piece in text.descendants().filter(Node::is_text).filter_map(|node| node.text()) {
            words.text.push_str(piece);
        }
        words.text.push(' ');
        pieces += text.descendants().count();
        let paths = text.descendants().filter(|node| node.tag_name().name() == "textPath");
        along += paths.map(|path| path.range().len()).sum::<usize>();
        if words.text.len() > MAX_BYTES || pieces > MAX_PIECES || along > MAX_BYTES_ALONG {
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
                if words.families.len() > MAX_FAMILIES {
                    return Err(too_complex());
                }
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
