//! When two PDF values are the same: tools write strings and numbers anew, and may not change what they say.

use lopdf::{Dictionary, Object};

use crate::signature::pdf::acroform;

/// Whether two values say the same.
pub(crate) fn same(a: &Object, b: &Object) -> bool {
    match (a, b) {
        (Object::String(x, _), Object::String(y, _)) => x == y || acroform::text(a) == acroform::text(b),
        (Object::Integer(_) | Object::Real(_), Object::Integer(_) | Object::Real(_)) => {
            a == b || matches!((a.as_float(), b.as_float()), (Ok(x), Ok(y)) if (x - y).abs() < 1e-4)
        }
        (Object::Array(x), Object::Array(y)) => x.len() == y.len() && x.iter().zip(y).all(|(x, y)| same(x, y)),
        (Object::Dictionary(x), Object::Dictionary(y)) => same_entries(x, y, &[]),
        (Object::Stream(x), Object::Stream(y)) => {
            x.content == y.content && same_entries(&x.dict, &y.dict, &[b"Length"])
        }
        _ => a == b,
    }
}

fn same_entries(a: &Dictionary, b: &Dictionary, except: &[&[u8]]) -> bool {
    let count =
        |dictionary: &Dictionary| dictionary.iter().filter(|(key, _)| !except.contains(&key.as_slice())).count();
    let told = |key: &Vec<u8>| except.contains(&key.as_slice());
    count(a) == count(b)
        && a.iter().filter(|(key, _)| !told(key)).all(|(key, value)| b.get(key).is_ok_and(|other| same(value, other)))
}

const DC: &str = "http://purl.org/dc/elements/1.1/";
const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";
const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";
const MEDIA: &str = "http://ns.adobe.com/xap/1.0/mm/";

/// What may not change in the metadata: title, identity, conformance.
const KEPT: [(&str, &str); 6] =
    [(DC, "title"), (DC, "identifier"), (MEDIA, "DocumentID"), (PDFA, "part"), (PDFA, "conformance"), (PDFUA, "part")];

/// Whether two metadata streams speak of the same document.
pub(crate) fn same_metadata(a: &Object, b: &Object) -> bool {
    let text = |object: &Object| {
        let stream = object.as_stream().ok()?;
        let compressed = stream.is_compressed();
        let plain =
            if compressed { stream.decompressed_content_with_limit(1 << 20).ok()? } else { stream.content.clone() };
        String::from_utf8(plain).ok()
    };
    match (text(a), text(b)) {
        (Some(a), Some(b)) => KEPT.iter().all(|(space, name)| property(&a, space, name) == property(&b, space, name)),
        _ => false,
    }
}

/// What an XMP packet says of a name, as element or attribute, whatever its prefix, without tags.
fn property(xmp: &str, space: &str, name: &str) -> Option<String> {
    let binding = format!("=\"{space}\"");
    let bound = xmp.match_indices(&binding).filter_map(|(at, _)| {
        let (_, prefix) = xmp[..at].rsplit_once("xmlns:")?;
        (!prefix.contains(char::is_whitespace)).then_some(prefix)
    });
    let prefixes: std::collections::BTreeSet<&str> = bound.collect();
    let found =
        prefixes.into_iter().find_map(|prefix| element(xmp, prefix, name).or_else(|| attribute(xmp, prefix, name)));
    found.map(|text| plain(&text))
}

/// The text that XML stands for: one tool writes `&quot;` where another writes `"`.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.split_once(';').and_then(|(entity, after)| Some((character(entity)?, after)));
        match entity {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

fn character(entity: &str) -> Option<char> {
    let code = |digits: &str, radix: u32| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match entity.strip_prefix("#x").or_else(|| entity.strip_prefix("#X")) {
            Some(digits) => code(digits, 16),
            None => code(entity.strip_prefix('#')?, 10),
        },
    }
}

fn element(xmp: &str, prefix: &str, name: &str) -> Option<String> {
    let open = format!("<{prefix}:{name}");
    let rest = xmp.match_indices(&open).map(|(at, _)| &xmp[at + open.len()..]);
    let rest = rest.into_iter().find(|rest| rest.starts_with(['>', ' ', '\n', '\r', '\t']))?;
    let (_, inner) = rest.split_once('>')?;
    let inner = inner.split(&format!("</{prefix}:{name}>")).next().unwrap_or_default();
    let words = inner.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    Some(words.map(str::trim).collect())
}

fn attribute(xmp: &str, prefix: &str, name: &str) -> Option<String> {
    let (_, rest) = xmp.split_once(&format!(" {prefix}:{name}=\""))?;
    rest.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read_whatever_its_form() {
        let typst = format!(
            r#"<x xmlns:dc="{DC}" xmlns:m="{MEDIA}"><dc:title><li a="b">Báo cáo</li></dc:title><m:DocumentID>Z=</m:DocumentID>"#
        );
        let other = format!(
            r#"<x xmlns:n4="{MEDIA}" n4:DocumentID="Z="><dc:title xmlns:dc="{DC}"><li> Báo cáo</li></dc:title>"#
        );
        for (space, name, wanted) in [(DC, "title", "Báo cáo"), (MEDIA, "DocumentID", "Z=")] {
            assert_eq!(property(&typst, space, name).as_deref(), Some(wanted));
            assert_eq!(property(&other, space, name).as_deref(), Some(wanted));
        }
        assert_eq!(property(&typst, PDFA, "part"), None);
        let titled =
            |title: &str| property(&format!(r#"<x xmlns:dc="{DC}"><dc:title>{title}</dc:title>"#), DC, "title");
        assert_eq!(titled("Đặt tên &quot;A&quot; &amp; &#39;B&#x27;"), titled("Đặt tên \"A\" &amp; 'B'"));
        assert_ne!(titled("&amp;quot;"), titled("&quot;"));
        assert_eq!(titled("A & B &khong; &#xFFFFFFFF;").as_deref(), Some("A & B &khong; &#xFFFFFFFF;"));
    }

    #[test]
    fn strings_in_two_encodings_are_the_same_text() {
        let latin = Object::string_literal(vec![b'b', 0xe1, b'o']);
        let wide = Object::string_literal(vec![0xfe, 0xff, 0, b'b', 0, 0xe1, 0, b'o']);
        assert!(same(&latin, &wide));
        assert!(!same(&latin, &Object::string_literal("bao")));
        assert!(same(&Object::Integer(2), &Object::Real(2.0)));
    }
}
