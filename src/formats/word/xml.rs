//! XML of a part of a Word file → its elements, once it is seen that they are few and flat enough.

use roxmltree::{Document, Node, ParsingOptions};

use crate::base::text::encoding::Encoding;
use crate::base::xml::{self, DocumentType, Refusal};
use crate::formats::word::fault::{Fault, SAVE_AGAIN};

/// Elements and texts of a part.
const MAX_NODES: u32 = 3_000_000;

/// The text of a part.
pub(super) fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<std::borrow::Cow<'a, str>, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Encoding::of(bytes).decode(bytes).map_err(|_| Fault::broken(&format!("phần `{name}` không phải là chữ")))
}

/// The elements of a part.
pub(super) fn parse<'a>(name: &str, text: &'a str) -> Result<Document<'a>, Fault> {
    xml::check(text, DocumentType::Refused).map_err(|refusal| match refusal {
        Refusal::Broken(_) => broken(name),
        Refusal::DocumentType => foreign(),
        Refusal::Deep => Fault::too_much("lồng quá nhiều bảng, khung trong nhau"),
        Refusal::Attributes | Refusal::Namespaces => Fault::new("ghi theo cách mà Word không bao giờ ghi", SAVE_AGAIN),
    })?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Fault::too_much("quá lớn"),
        roxmltree::Error::DtdDetected => foreign(),
        _ => broken(name),
    })
}

fn broken(name: &str) -> Fault {
    Fault::broken(&format!("phần `{name}` sai cấu trúc"))
}

/// A file that no word processor writes.
fn foreign() -> Fault {
    Fault::new("có khai báo kiểu tài liệu (DOCTYPE), thứ mà Word không bao giờ ghi", SAVE_AGAIN)
}

/// An element's name without its prefix.
pub(super) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// Elements inside it, one level down.
pub(super) fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

/// The first element of a name inside it.
pub(super) fn child<'a, 'input>(node: Node<'a, 'input>, wanted: &str) -> Option<Node<'a, 'input>> {
    elements(node).find(|child| name(*child) == wanted)
}

/// An attribute, whatever its prefix.
pub(super) fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == wanted).map(|attribute| attribute.value())
}

/// The `w:val` of an element inside it.
pub(super) fn value<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    child(node, wanted).and_then(|child| attribute(child, "val"))
}

/// Whether a switch inside it is on, where it is there at all.
pub(super) fn switch(node: Node<'_, '_>, wanted: &str) -> Option<bool> {
    child(node, wanted).map(|child| !matches!(attribute(child, "val"), Some("0" | "false" | "off" | "none")))
}
