//! The XMP packet of a PDF: what it says under a name, as element or attribute, whatever the prefix.

use std::collections::BTreeMap;

use lopdf::Object;

use crate::base::xml::{self, DocumentType};
use crate::signature::pdf::acroform;

/// Dublin Core.
pub(crate) const DC: &str = "http://purl.org/dc/elements/1.1/";
/// Identity of files.
pub(crate) const MEDIA: &str = "http://ns.adobe.com/xap/1.0/mm/";
/// What every PDF says of itself.
pub(crate) const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
/// Conformance with PDF/A and PDF/UA.
pub(crate) const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";
pub(crate) const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";

/// What every PDF says of its making.
pub(crate) const XMP: &str = "http://ns.adobe.com/xap/1.0/";

/// Namespaces of the packet itself.
const FRAME: [&str; 4] =
    ["", "adobe:ns:meta/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/XML/1998/namespace"];

/// Bytes that a packet may unpack to.
const MAX_PACKET: usize = 1 << 20;

/// The text of a metadata stream; none when it cannot be read.
pub(crate) fn packet(metadata: &Object) -> Option<String> {
    String::from_utf8(acroform::unpacked(metadata, MAX_PACKET)?).ok()
}

/// Reads a packet; none when it is no XML, or one that takes long to read. Writers pad packets with blanks and zero bytes.
pub(crate) fn parse(packet: &str) -> Option<roxmltree::Document<'_>> {
    let packet = packet.trim_matches(['\0', ' ', '\t', '\r', '\n', '\u{feff}']);
    xml::check(packet, DocumentType::Refused).ok()?;
    roxmltree::Document::parse(packet).ok()
}

/// All that a packet says of a name in a namespace, without the marks inside: a reader may take any of them for it.
pub(crate) fn properties(xmp: &roxmltree::Document<'_>, space: &str, name: &str) -> Vec<String> {
    let elements = xmp.descendants().filter(|node| node.has_tag_name((space, name))).map(words);
    let attributes = xmp.descendants().filter_map(|node| node.attribute((space, name))).map(str::to_owned);
    elements.chain(attributes).collect()
}

/// A name with its namespace.
pub(crate) type Name<'a> = (&'a str, &'a str);

/// All that a packet says under each name, the frame of the packet apart.
pub(crate) fn all<'a>(xmp: &'a roxmltree::Document<'_>) -> BTreeMap<Name<'a>, Vec<String>> {
    let mut found: BTreeMap<Name<'a>, Vec<String>> = BTreeMap::new();
    for node in xmp.descendants().filter(roxmltree::Node::is_element) {
        let tag = node.tag_name();
        let space = tag.namespace().unwrap_or_default();
        if !FRAME.contains(&space) {
            found.entry((space, tag.name())).or_default().push(words(node));
        }
        for attribute in node.attributes().filter(|own| own.namespace().is_some_and(|space| !FRAME.contains(&space))) {
            let name = (attribute.namespace().unwrap_or_default(), attribute.name());
            found.entry(name).or_default().push(attribute.value().trim().to_owned());
        }
    }
    found.values_mut().for_each(|said| said.sort());
    found
}

/// The text of an element, without the marks inside.
fn words(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants().filter(roxmltree::Node::is_text).filter_map(|text| text.text().map(str::trim)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li>Báo cáo</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#;

    #[test]
    fn a_packet_says_its_title() {
        let packet = format!("\u{feff}{PACKET}  \0\0");
        assert_eq!(properties(&parse(&packet).unwrap(), DC, "title"), ["Báo cáo"]);
    }

    #[test]
    fn packets_that_take_long_to_read_are_none() {
        let attributes = |count: usize| (0..count).map(|n| format!(" a{n}=''")).collect::<String>();
        let with = |count| PACKET.replace("<rdf:li>", &format!("<rdf:li{}>", attributes(count)));
        assert!(parse(&with(200)).is_some());
        // 0.7 MB: minutes of comparing without a limit
        assert!(parse(&with(70_000)).is_none());
        let nested = format!("{}{}", "<dc:title>".repeat(40_000), "</dc:title>".repeat(40_000));
        assert!(parse(&PACKET.replace("Báo cáo", &nested)).is_none());
        // 1 MB: every element walks all namespaces in force
        let declared = |level: usize| (0..150).map(|n| format!(" xmlns:n{level}-{n}='u'")).collect::<String>();
        let opened: String = (0..90).map(|level| format!("<a{}>", declared(level))).collect();
        let spaces = format!("{opened}{}{}", "<a xmlns:z='u'/>".repeat(40_000), "</a>".repeat(90));
        assert!(parse(&PACKET.replace("Báo cáo", &spaces)).is_none());
        let typed = format!("<!DOCTYPE x [<!ENTITY e \"<y{}/>\">]>", attributes(70_000));
        assert!(parse(&PACKET.replace("<x:", &format!("{typed}<x:"))).is_none());
    }
}
