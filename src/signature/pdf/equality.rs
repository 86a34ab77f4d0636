//! When two PDF values are equal: tools write numbers anew, and text where the standard says text; all else is bytes.

use lopdf::{Dictionary, Object};

use crate::signature::pdf::acroform;

/// How far apart two numbers may be that were written by two tools, as a share of the larger one.
const MAX_ROUNDING: f32 = 1e-5;

/// Entries whose strings are text (ISO 32000-2, 7.9.2.2): names of fields and what a file says of itself.
const TEXTS: [&[u8]; 9] = [b"T", b"TU", b"TM", b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"Producer"];

/// Whether two values say the same.
pub(crate) fn is_equal(a: &Object, b: &Object) -> bool {
    match (a, b) {
        (Object::String(x, _), Object::String(y, _)) => x == y,
        // whole numbers count, and name places; no tool rounds them
        (Object::Integer(x), Object::Integer(y)) => x == y,
        (Object::Integer(whole), Object::Real(other)) | (Object::Real(other), Object::Integer(whole)) => {
            f64::from(*other) == *whole as f64
        }
        (Object::Real(_), Object::Real(_)) => {
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

#[cfg(test)]
mod tests {
    use super::*;

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
        // a whole number is another one already one further on
        assert!(!is_equal(&Object::Integer(1_000_000), &Object::Integer(1_000_001)));
        assert!(!is_equal(&Object::Integer(1_000_000), &Object::Real(1_000_001.0)));
    }
}
