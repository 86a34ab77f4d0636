//! When two PDF values are equal: tools write numbers anew, and text where the standard says text; all else is bytes.

use lopdf::{Dictionary, Object};

use crate::signature::pdf::acroform;
use crate::signature::pdf::xmp::{self, DC, MEDIA, PDF, PDFA, PDFUA};

/// How far apart two numbers may be that were written by two tools, as a share of the larger one.
const MAX_ROUNDING: f32 = 1e-5;

/// Entries whose strings are text (ISO 32000-2, 7.9.2.2): names of fields and what a file says of itself.
const TEXTS: [&[u8]; 9] = [b"T", b"TU", b"TM", b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"Producer"];

/// Whether two values say the same.
pub(crate) fn is_equal(a: &Object, b: &Object) -> bool {
    match (a, b) {
        (Object::String(x, _), Object::String(y, _)) => x == y,
        (Object::Integer(_) | Object::Real(_), Object::Integer(_) | Object::Real(_)) => {
            a == b
                || matches!((a.as_float(), b.as_float()), (Ok(x), Ok(y)) if (x - y).abs() <= MAX_ROUNDING * x.abs().max(y.abs()))
        }
        (Object::Array(x), Object::Array(y)) => x.len() == y.len() && x.iter().zip(y).all(|(x, y)| is_equal(x, y)),
        (Object::Dictionary(x), Object::Dictionary(y)) => are_entries_equal(x, y, &[]),
        (Object::Stream(x), Object::Stream(y)) => {
            x.content == y.content && are_entries_equal(&x.dict, &y.dict, &[b"Length"])
        }
        _ => a == b,
    }
}

/// Whether two values of a key say the same.
pub(crate) fn is_entry_equal(key: &[u8], a: &Object, b: &Object) -> bool {
    is_equal(a, b) || TEXTS.contains(&key) && is_same_text(a, b)
}

fn is_same_text(a: &Object, b: &Object) -> bool {
    // what is no text is the same as no other
    matches!((acroform::decoded(a), acroform::decoded(b)), (Some(a), Some(b)) if a == b)
}

fn are_entries_equal(a: &Dictionary, b: &Dictionary, except: &[&[u8]]) -> bool {
    let count =
        |dictionary: &Dictionary| dictionary.iter().filter(|(key, _)| !except.contains(&key.as_slice())).count();
    count(a) == count(b)
        && a.iter()
            .filter(|(key, _)| !except.contains(&key.as_slice()))
            .all(|(key, value)| b.get(key).is_ok_and(|other| is_entry_equal(key, value, other)))
}

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

/// Whether two metadata streams speak of the same document; one that is no XML speaks of none.
pub(crate) fn is_same_metadata(a: &Object, b: &Object) -> bool {
    let (Some(a), Some(b)) = (xmp::packet(a), xmp::packet(b)) else { return false };
    let (Some(a), Some(b)) = (xmp::parse(&a), xmp::parse(&b)) else { return false };
    FIXED.iter().all(|(space, name)| xmp::properties(&a, space, name) == xmp::properties(&b, space, name))
}

#[cfg(test)]
mod tests {
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

    fn named(key: &str, value: &Object) -> Object {
        let mut dictionary = Dictionary::new();
        dictionary.set(key, value.clone());
        Object::Dictionary(dictionary)
    }

    #[test]
    fn text_in_two_encodings_is_the_same_and_other_strings_are_bytes() {
        let is_text = |a: &Object, b: &Object| is_equal(&named("T", a), &named("T", b));
        let latin = Object::string_literal(vec![b'b', 0xe1, b'o']);
        let wide = Object::string_literal(vec![0xfe, 0xff, 0, b'b', 0, 0xe1, 0, b'o']);
        assert!(is_text(&latin, &wide) && !is_text(&latin, &Object::string_literal("bao")));
        // a palette of colours, an identity: bytes
        assert!(!is_equal(&latin, &wide) && !is_equal(&named("Lookup", &latin), &named("Lookup", &wide)));
        // half a character is no text, and a byte that stands for nothing is still a byte
        let broken = |byte| Object::string_literal(vec![0xfe, 0xff, 0xd8, byte]);
        assert!(is_text(&broken(0), &broken(0)) && !is_text(&broken(0), &broken(1)));
        let deleted = Object::string_literal(vec![b'a', 0x7f, b'b']);
        assert!(!is_text(&Object::string_literal("ab"), &deleted));
        assert!(!is_text(&Object::string_literal(vec![0xfe, 0xff, 0, b'a', 0, b'b']), &deleted));
    }

    #[test]
    fn numbers_are_equal_as_far_as_two_tools_round_them() {
        assert!(is_equal(&Object::Integer(2), &Object::Real(2.0)));
        assert!(is_equal(&Object::Real(595.2756), &Object::Real(595.28)));
        // a scale of almost nothing is still another scale
        assert!(!is_equal(&Object::Real(0.00005), &Object::Real(0.0001)));
        assert!(!is_equal(&Object::Integer(0), &Object::Real(0.00005)));
    }
}
