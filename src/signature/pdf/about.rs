//! What a file says of itself, in its information and its metadata: title, author, identity, conformance.

use chrono::{DateTime, FixedOffset};
use lopdf::{Document, Object};

use crate::signature::pdf::acroform;
use crate::signature::pdf::equality::is_entry_equal;
use crate::signature::pdf::xmp::{self, DC, MEDIA, PDF, PDFA, PDFUA, XMP};

/// What may not change in the metadata: title, author, subject, identity, conformance.
const FIXED: [(&str, &str); 10] = [
    (DC, "title"),
    (DC, "creator"),
    (DC, "description"),
    (DC, "subject"),
    (DC, "identifier"),
    (PDF, "Keywords"),
    (MEDIA, "DocumentID"),
    (PDFA, "part"),
    (PDFA, "conformance"),
    (PDFUA, "part"),
];

/// What each tool writes anew: who saved it last, and when.
const FREE: [(&str, &str); 13] = [
    (XMP, "ModifyDate"),
    (XMP, "MetadataDate"),
    (XMP, "CreatorTool"),
    (PDF, "Producer"),
    (PDF, "PDFVersion"),
    (PDF, "Trapped"),
    (DC, "format"),
    (MEDIA, "InstanceID"),
    (MEDIA, "VersionID"),
    (MEDIA, "RenditionClass"),
    (MEDIA, "History"),
    (MEDIA, "DerivedFrom"),
    (MEDIA, "OriginalDocumentID"),
];

/// Namespaces of which the same holds: steps of its history, and descriptions of other namespaces.
const FREE_SPACES: [&str; 5] = [
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "http://ns.adobe.com/xap/1.0/sType/ResourceRef#",
    "http://www.aiim.org/pdfa/ns/extension/",
    "http://www.aiim.org/pdfa/ns/schema#",
    "http://www.aiim.org/pdfa/ns/property#",
];

/// When the document was made, which no later tool knows better.
const MADE: (&str, &str) = (XMP, "CreateDate");

/// What the information says of the document, and under which name the metadata say the same.
const WORDS: [(&[u8], (&str, &str)); 4] = [
    (b"Title", (DC, "title")),
    (b"Author", (DC, "creator")),
    (b"Subject", (DC, "description")),
    (b"Keywords", (PDF, "Keywords")),
];

/// A word of the information.
pub(super) fn word<'a>(document: &'a Document, key: &[u8]) -> Option<&'a Object> {
    acroform::value(document, acroform::dictionary(document, &document.trailer, b"Info")?, key)
}

/// Whether a file gives itself another title or author; tools that write none leave those of the metadata.
pub(super) fn has_other_words([issued, file]: [&Document; 2]) -> bool {
    WORDS.iter().any(|(key, _)| match (word(issued, key), word(file, key)) {
        (_, None) => false,
        (old, Some(new)) => old.is_none_or(|old| !is_entry_equal(key, old, new)),
    })
}

/// Whether two metadata streams speak of the same document; one that is no XML speaks of none.
pub(super) fn is_same_metadata(a: &Object, b: &Object) -> bool {
    let (Some(a), Some(b)) = (xmp::packet(a), xmp::packet(b)) else { return false };
    let (Some(a), Some(b)) = (xmp::parse(&a), xmp::parse(&b)) else { return false };
    let is_fixed =
        FIXED.iter().all(|(space, name)| xmp::properties(&a, space, name) == xmp::properties(&b, space, name));
    let known = xmp::all(&a);
    // tools leave out what they do not know; nothing else of it may change or come
    is_fixed
        && xmp::all(&b).iter().filter(|(name, _)| !is_free(name)).all(|(name, said)| {
            known.get(name).is_some_and(|known| known == said || *name == MADE && moments(known) == moments(said))
        })
}

fn is_free(name: &xmp::Name<'_>) -> bool {
    FREE.contains(name) || FREE_SPACES.contains(&name.0)
}

/// Dates as moments, however they are written; none for what is no date with a time.
fn moments(said: &[String]) -> Option<Vec<DateTime<FixedOffset>>> {
    said.iter().map(|date| DateTime::parse_from_rfc3339(date).ok()).collect()
}

/// Whether metadata where there were none repeat what the information says, and claim nothing else.
pub(super) fn is_known_metadata<'a>(metadata: &Object, word: impl Fn(&[u8]) -> Option<&'a Object>) -> bool {
    let Some(packet) = xmp::packet(metadata) else { return false };
    let Some(packet) = xmp::parse(&packet) else { return false };
    let new = [(MEDIA, "DocumentID"), MADE];
    xmp::all(&packet).iter().filter(|(name, _)| !is_free(name) && !new.contains(name)).all(|(name, said)| {
        let known =
            WORDS.iter().find(|(_, own)| own == name).and_then(|(key, _)| word(key)).and_then(acroform::decoded);
        said.iter().all(|said| known.as_deref().map(str::trim) == Some(said))
    })
}

/// Whether the metadata of a file give it another title or author than anything of the issued one does.
pub(super) fn has_other_metadata([issued, file]: [&Document; 2]) -> bool {
    let packet = |document| {
        let metadata = acroform::value(document, acroform::catalog(document)?, b"Metadata")?;
        Some(xmp::packet(metadata).unwrap_or_default())
    };
    let Some(new) = packet(file) else { return false };
    let old = packet(issued).unwrap_or_default();
    // what cannot be read says nothing that could be compared
    let Some(new) = xmp::parse(&new) else { return true };
    let old = xmp::parse(&old);
    WORDS.iter().any(|(key, (space, name))| {
        let mut known = old.as_ref().map(|old| xmp::properties(old, space, name)).unwrap_or_default();
        known.extend(word(issued, key).and_then(acroform::decoded).map(|word| word.trim().to_owned()));
        xmp::properties(&new, space, name).iter().any(|said| !said.is_empty() && !known.contains(said))
    })
}

/// Whether information that comes where there was none repeats what the metadata say.
pub(super) fn is_known_information(old: &Document, new: &Document) -> bool {
    let metadata = acroform::catalog(old).and_then(|catalog| acroform::value(old, catalog, b"Metadata"));
    let packet = metadata.and_then(xmp::packet).unwrap_or_default();
    let packet = xmp::parse(&packet);
    WORDS.iter().all(|(key, (space, name))| {
        let Some(said) = word(new, key) else { return true };
        let known = packet.as_ref().map(|packet| xmp::properties(packet, space, name)).unwrap_or_default();
        acroform::decoded(said).is_some_and(|said| known.iter().any(|known| known == said.trim()))
    })
}

#[cfg(test)]
mod tests {
    use lopdf::Dictionary;

    use super::*;

    fn property(xml: &str, space: &str, name: &str) -> Option<String> {
        xmp::properties(&xmp::parse(xml).unwrap(), space, name).pop()
    }

    #[test]
    fn metadata_is_read_whatever_its_form() {
        let typst = format!(
            r#"<x xmlns:dc="{DC}" xmlns:m="{MEDIA}"><dc:title><li a="b">Báo cáo</li></dc:title><m:DocumentID>Z=</m:DocumentID></x>"#
        );
        let other = format!(
            r#"<x xmlns:n4="{MEDIA}" n4:DocumentID="Z="><dc:title xmlns:dc="{DC}"><li> Báo cáo</li></dc:title></x>"#
        );
        for (space, name, wanted) in [(DC, "title", "Báo cáo"), (MEDIA, "DocumentID", "Z=")] {
            assert_eq!(property(&typst, space, name).as_deref(), Some(wanted));
            assert_eq!(property(&other, space, name).as_deref(), Some(wanted));
        }
        assert_eq!(property(&typst, PDFA, "part"), None);
        let titled =
            |title: &str| property(&format!(r#"<x xmlns:dc="{DC}"><dc:title>{title}</dc:title></x>"#), DC, "title");
        assert_eq!(titled("Đặt tên &quot;A&quot; &amp; &#39;B&#x27;"), titled("Đặt tên \"A\" &amp; 'B'"));
        assert_ne!(titled("&amp;quot;"), titled("&quot;"));
    }

    #[test]
    fn a_second_title_is_seen_wherever_it_stands() {
        let packet = |titles: &str| {
            let xml = format!(r#"<x xmlns:dc="{DC}">{titles}</x>"#);
            Object::Stream(lopdf::Stream::new(Dictionary::new(), xml.into_bytes()))
        };
        let decoy = format!(r#"<z:title xmlns:z="{DC}">A</z:title>"#);
        let (one, other) = ("<dc:title>A</dc:title>", "<dc:title>B</dc:title>");
        assert!(is_same_metadata(&packet(one), &packet(&decoy)));
        assert!(!is_same_metadata(&packet(one), &packet(&format!("{decoy}{other}"))));
        assert!(!is_same_metadata(&packet(one), &packet(&format!("{other}{decoy}"))));
        assert!(!is_same_metadata(&packet(one), &packet("<dc:title>A")));
    }
}
