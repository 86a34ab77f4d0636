//! XML of a part of a Word file → its elements, once it is seen that they are few and flat enough.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use roxmltree::{Document, Node, ParsingOptions};

use crate::base::text::encoding::Encoding;
use crate::formats::word::fault::Fault;

/// Elements inside one another; tables in tables in boxes reach 60.
const MAX_DEPTH: usize = 200;

/// Attributes of an element: the parser compares each with all others.
const MAX_ATTRIBUTES: usize = 200;

/// Elements and texts of a part.
const MAX_NODES: u32 = 3_000_000;

/// The text of a part.
pub(super) fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<std::borrow::Cow<'a, str>, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Encoding::of(bytes).decode(bytes).map_err(|_| Fault::broken(&format!("phần `{name}` không phải là chữ")))
}

/// The elements of a part.
pub(super) fn parse<'a>(name: &str, text: &'a str) -> Result<Document<'a>, Fault> {
    check(name, text)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Fault::too_much("quá lớn"),
        roxmltree::Error::DtdDetected => foreign(),
        _ => Fault::broken(&format!("phần `{name}` sai cấu trúc")),
    })
}

/// A file that no word processor writes.
fn foreign() -> Fault {
    Fault::new("có khai báo kiểu tài liệu (DOCTYPE), thứ mà Word không bao giờ ghi", super::fault::SAVE_AGAIN)
}

fn check(name: &str, text: &str) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    let fits =
        |tag: &BytesStart<'_>| tag.attributes().with_checks(false).take(MAX_ATTRIBUTES + 1).count() <= MAX_ATTRIBUTES;
    let mut spaces = Namespaces::default();
    let mut depth = 0_usize;
    loop {
        let fits = match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                depth <= MAX_DEPTH && fits(&tag) && spaces.open(&tag)
            }
            Ok(Event::Empty(tag)) => {
                let few = fits(&tag) && spaces.open(&tag);
                spaces.close();
                few
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                spaces.close();
                true
            }
            Ok(Event::DocType(_)) => return Err(foreign()),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => true,
            Err(_) => return Err(Fault::broken(&format!("phần `{name}` sai cấu trúc"))),
        };
        if !fits {
            return Err(Fault::too_much("lồng quá nhiều bảng, khung trong nhau"));
        }
    }
}

/// Namespaces in force at one place; Word declares 40. The parser walks all of them at each element that declares one.
const MAX_NAMESPACES: usize = 100;

/// Namespaces that open elements declare.
#[derive(Default)]
struct Namespaces {
    open: Vec<usize>,
    in_force: usize,
}

impl Namespaces {
    /// Counts those of an element that opens; whether they are few enough.
    fn open(&mut self, tag: &BytesStart<'_>) -> bool {
        let mut attributes = tag.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let own = attributes.filter(|attribute| attribute.key.as_ref().starts_with("xmlns")).count();
        self.open.push(own);
        self.in_force += own;
        self.in_force <= MAX_NAMESPACES
    }

    fn close(&mut self) {
        self.in_force -= self.open.pop().unwrap_or_default();
    }
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
