//! What XML of strangers asks of a parser, seen before it is parsed: it compares each attribute of a tag with all others, walks
//! all namespaces in force wherever one is declared, and writes abbreviations out.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements inside one another; tables in tables in boxes of Word reach 60.
const MAX_DEPTH: usize = 200;

/// Attributes of a tag; drawing programs write thirty, cameras a hundred and fifty.
pub(crate) const MAX_ATTRIBUTES: usize = 200;

/// Namespaces in force at one place; Word declares 40.
const MAX_NAMESPACES: usize = 100;

/// Why XML is not parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is none, from this byte on.
    Broken(usize),
    /// It declares a type of document, or one whose abbreviations hold elements.
    DocumentType,
    /// Elements stand too deep inside one another.
    Deep,
    /// A tag has too many attributes.
    Attributes,
    /// Too many namespaces are in force at one place.
    Namespaces,
}

/// Whether a file may declare a type of document (DOCTYPE).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DocumentType {
    /// Nothing honest declares one.
    Refused,
    /// Drawing programs do, with abbreviations that hold no elements; how far they grow is the caller's to reckon.
    Allowed,
}

/// Sees whether XML may be parsed.
///
/// # Errors
/// It asks for more than any honest file, or is no XML.
pub(crate) fn check(text: &str, document_type: DocumentType) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    let mut open = Open::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => open.enter(&tag)?,
            Ok(Event::Empty(tag)) => {
                open.enter(&tag)?;
                open.leave();
            }
            Ok(Event::End(_)) => open.leave(),
            Ok(Event::DocType(declared)) => {
                let holds_elements = declared.split('<').skip(1).any(|inner| !inner.starts_with('!'));
                if document_type == DocumentType::Refused || holds_elements {
                    return Err(Refusal::DocumentType);
                }
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(Refusal::Broken(usize::try_from(reader.error_position()).unwrap_or(text.len()))),
        }
    }
}

/// The elements that are open at one place.
#[derive(Default)]
struct Open {
    /// How many namespaces each declares.
    declared: Vec<usize>,
    in_force: usize,
}

impl Open {
    fn enter(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let (attributes, namespaces) = attributes(tag.attributes_raw());
        self.declared.push(namespaces);
        self.in_force += namespaces;
        match () {
            () if attributes > MAX_ATTRIBUTES => Err(Refusal::Attributes),
            () if self.declared.len() > MAX_DEPTH => Err(Refusal::Deep),
            () if self.in_force > MAX_NAMESPACES => Err(Refusal::Namespaces),
            () => Ok(()),
        }
    }

    fn leave(&mut self) {
        self.in_force -= self.declared.pop().unwrap_or_default();
    }
}

/// The values in quotes of a tag, and how many of them are namespaces.
fn attributes(mut rest: &str) -> (usize, usize) {
    let (mut count, mut namespaces) = (0, 0);
    while let Some(sign) = memchr::memchr2(b'"', b'\'', rest.as_bytes()) {
        count += 1;
        namespaces += usize::from(rest[..sign].trim_start().starts_with("xmlns"));
        let value = &rest[sign + 1..];
        let Some(end) = memchr::memchr(rest.as_bytes()[sign], value.as_bytes()) else { break };
        rest = &value[end + 1..];
    }
    (count, namespaces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(count: usize) -> String {
        (0..count).map(|at| format!(" a{at}='>'")).collect()
    }

    fn told(text: &str) -> Result<(), Refusal> {
        check(text, DocumentType::Allowed)
    }

    #[test]
    fn attributes_are_counted_wherever_a_tag_stands() {
        let most = MAX_ATTRIBUTES;
        assert_eq!(told(&format!("<svg{}/>", tag(most))), Ok(()));
        assert_eq!(told(&format!("<svg{}/>", tag(most + 1))), Err(Refusal::Attributes));
        assert_eq!(told(&format!("<svg><g{}></g></svg>", tag(most + 1))), Err(Refusal::Attributes));
        assert_eq!(told(&format!("<!-- <g{}/> {} --><svg/>", tag(most + 1), "don't 'say' ".repeat(900))), Ok(()));
        assert_eq!(told(&format!("<g>{}</g>", "'a' ".repeat(900))), Ok(()));
        assert_eq!(told("<g a='"), Err(Refusal::Broken(0)));
    }

    #[test]
    fn namespaces_count_while_they_are_in_force() {
        let declared = |count: usize| (0..count).map(|at| format!(" xmlns:n{at}='u'")).collect::<String>();
        let most = MAX_NAMESPACES;
        assert_eq!(told(&format!("<a><b{0}/><b{0}/></a>", declared(most))), Ok(()));
        assert_eq!(told(&format!("<a><b{0}><b{0}/></b></a>", declared(most / 2 + 1))), Err(Refusal::Namespaces));
        assert_eq!(told(&format!("<a{}/>", declared(most + 1))), Err(Refusal::Namespaces));
    }

    #[test]
    fn a_type_of_document_may_hold_no_elements() {
        let abbreviated = "<!DOCTYPE svg PUBLIC \"-//W3C\" \"u\" [<!ENTITY ns \"http://a\">]><svg a='&ns;'/>";
        assert_eq!(told(abbreviated), Ok(()));
        assert_eq!(check(abbreviated, DocumentType::Refused), Err(Refusal::DocumentType));
        let hidden = format!("<!DOCTYPE svg [<!ENTITY e \"<g{}/>\">]><svg>&e;</svg>", tag(9));
        assert_eq!(told(&hidden), Err(Refusal::DocumentType));
    }

    #[test]
    fn elements_stand_not_too_deep() {
        let deep = |depth: usize| format!("{}{}", "<g>".repeat(depth), "</g>".repeat(depth));
        assert_eq!(told(&deep(MAX_DEPTH)), Ok(()));
        assert_eq!(told(&deep(MAX_DEPTH + 1)), Err(Refusal::Deep));
        assert_eq!(told(&"<g></g>".repeat(1000)), Ok(()));
    }
}
