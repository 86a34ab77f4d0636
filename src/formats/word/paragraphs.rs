//! Paragraphs of a Word file: style, list, lie, and what stands in them.

use roxmltree::Node;

use crate::formats::word::fault::Fault;
use crate::formats::word::model::{Changes, WordParagraph};
use crate::formats::word::read::Reader;
use crate::formats::word::runs::Pieces;
use crate::formats::word::styles::ParagraphLook;
use crate::formats::word::xml::{child, name, switch, value};

/// A paragraph, and whether the one behind it is one with it.
pub(super) struct Read {
    pub(super) paragraph: WordParagraph,
    /// Its end came or went in a tracked change.
    pub(super) goes_on: bool,
}

pub(super) fn read(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Result<Read, Fault> {
    let own = child(node, "pPr");
    let named = own.and_then(|look| value(look, "pStyle"));
    let style = reader.styles.of_paragraph(named).map(str::to_owned);
    let style = style.as_deref();
    let look = own.map(ParagraphLook::of).unwrap_or_default().over(&reader.styles.paragraph(style));
    let base = reader.styles.run(style);
    let style_names = reader.styles.names(style);
    let goes_on = own.and_then(|look| child(look, "rPr")).is_some_and(|mark| ends_not(reader, mark));
    let hidden_end = own.and_then(|look| child(look, "rPr")).and_then(|mark| switch(mark, "vanish")) == Some(true);
    let mut pieces = Pieces::new(reader, base);
    pieces.read(node)?;
    let pieces = pieces.finish();
    let number = match &look.list {
        // Word counts what is written; an empty paragraph keeps its place in the list
        Some((list, level)) if !goes_on && !hidden_end => reader.numbering.next(list, level.unwrap_or_default()),
        _ => None,
    };
    let paragraph = WordParagraph {
        at: 0,
        style: style.map(str::to_owned),
        style_names,
        outline: look.outline.filter(|level| *level < 9).map(|level| level + 1),
        number,
        lie: look.lie.unwrap_or_default(),
        starts_page: look.starts_page.unwrap_or_default(),
        pieces,
    };
    Ok(Read { paragraph, goes_on: goes_on || hidden_end })
}

/// Whether a tracked change of the mark at a paragraph's end makes it one with the next.
fn ends_not(reader: &mut Reader<'_>, mark: Node<'_, '_>) -> bool {
    let mut joined = false;
    for change in super::xml::elements(mark) {
        let gone_when = match name(change) {
            "ins" | "moveTo" => Changes::Original,
            "del" | "moveFrom" => Changes::Accepted,
            _ => continue,
        };
        reader.count_change(change);
        joined |= reader.changes == gone_when;
    }
    joined
}
