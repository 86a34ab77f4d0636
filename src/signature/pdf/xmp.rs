//! The XMP packet of a PDF: what it says under a name, as element or attribute, whatever the prefix.

use lopdf::Object;

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

/// Bytes that a packet may unpack to.
const MAX_PACKET: usize = 1 << 20;

/// The text of a metadata stream; none when it cannot be read.
pub(crate) fn packet(metadata: &Object) -> Option<String> {
    String::from_utf8(acroform::unpacked(metadata, MAX_PACKET)?).ok()
}

/// Reads a packet; none when it is no XML. Writers pad packets with blanks and zero bytes.
pub(crate) fn parse(packet: &str) -> Option<roxmltree::Document<'_>> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(packet.trim_matches(['\0', ' ', '\t', '\r', '\n', '\u{feff}']), options)
        .ok()
}

/// All that a packet says of a name in a namespace, without the marks inside: a reader may take any of them for it.
pub(crate) fn properties(xmp: &roxmltree::Document<'_>, space: &str, name: &str) -> Vec<String> {
    let words = |node: roxmltree::Node<'_, '_>| {
        node.descendants().filter(roxmltree::Node::is_text).filter_map(|text| text.text().map(str::trim)).collect()
    };
    let elements = xmp.descendants().filter(|node| node.has_tag_name((space, name))).map(words);
    let attributes = xmp.descendants().filter_map(|node| node.attribute((space, name))).map(str::to_owned);
    elements.chain(attributes).collect()
}
