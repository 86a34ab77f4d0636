//! Names of holders and issuers compared as RFC 5280, 7.1 asks: whatever the string type, capitals and blanks.
//!
//! A name only says where to look. What binds a certificate to its issuer is the signature under the issuer's key,
//! which is checked in every case, so that names that are equal here open no way that equal bytes would not.

use unicode_normalization::UnicodeNormalization;

use crate::base::text::one_line;
use crate::signature::cms::der;

/// What one attribute of a name says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Text(String),
    /// Of no string type, or not readable as it says.
    Bytes(Vec<u8>),
}

/// One part of a name: each of its types with what it says, in a fixed order.
type Part = Vec<(Vec<u8>, Said)>;

/// Whether two names in DER are the same.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    one == other || folded(one).is_some_and(|one| folded(other).is_some_and(|other| one == other))
}

/// Its parts, in the order in which they stand.
fn folded(name: &[u8]) -> Option<Vec<Part>> {
    let parts = der::children(der::only(name, der::SEQUENCE)?)?;
    let part = |part: &der::Value<'_>| {
        let pairs = der::children(part.body)?;
        let mut pairs = pairs.iter().map(pair).collect::<Option<Vec<_>>>()?;
        pairs.sort();
        (part.tag == 0x31).then_some(pairs)
    };
    parts.iter().map(part).collect()
}

fn pair(pair: &der::Value<'_>) -> Option<(Vec<u8>, Said)> {
    let parts = der::children(der::only(pair.whole, der::SEQUENCE)?)?;
    let [kind, value] = parts.as_slice() else { return None };
    let text = der::text(value.whole).filter(|text| !text.contains(char::REPLACEMENT_CHARACTER));
    Some((kind.body.to_vec(), text.map_or_else(|| Said::Bytes(value.whole.to_vec()), |text| Said::Text(fold(&text)))))
}

fn fold(text: &str) -> String {
    one_line(&text.nfkc().collect::<String>().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrap(tag: u8, inner: &[u8]) -> Vec<u8> {
        [&[tag, u8::try_from(inner.len()).unwrap()], inner].concat()
    }

    /// A name of one part: string type and bytes of the common name.
    fn name(tag: u8, text: &[u8]) -> Vec<u8> {
        let pair = [wrap(0x06, &[0x55, 4, 3]), wrap(tag, text)].concat();
        wrap(0x30, &wrap(0x31, &wrap(0x30, &pair)))
    }

    #[test]
    fn string_type_capitals_and_blanks_do_not_count_and_words_do() {
        let plain = name(0x13, b"Goc Quoc gia");
        for (tag, text, is_same) in [
            (0x0c, &b"Goc Quoc gia"[..], true),
            (0x14, b"Goc Quoc gia", true),
            (0x0c, b" goc  QUOC gia ", true),
            (0x0c, b"Goc Quocgia", false),
            (0x0c, b"Goc Quoc gia 2", false),
            (0x0c, b"Goc Quoc gia\xff", false),
            (0x04, b"Goc Quoc gia", false),
        ] {
            assert_eq!(same(&plain, &name(tag, text)), is_same, "{tag} {text:?}");
        }
        let wide: Vec<u8> = "Gốc Việt".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(same(&name(0x1e, &wide), &name(0x0c, "GỐC việt".as_bytes())));
        assert!(!same(&name(0x0c, b"\xff"), &name(0x0c, b"\xfe")));
        assert!(!same(&plain, &wrap(0x30, &[])) && !same(&plain, b"") && same(b"", b""));
    }
}
