//! A cursor over DER: it cuts the exact bytes that were signed out of a larger structure.
//!
//! By hand because rasn gives values, not where they stood: what it encodes again may differ from what was signed.

/// One value: its first byte, its content, and all of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    pub(crate) tag: u8,
    pub(crate) body: &'a [u8],
    pub(crate) whole: &'a [u8],
}

/// The value at the front and what follows it; `None` when it is not DER.
pub(crate) fn split(bytes: &[u8]) -> Option<(Value<'_>, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    if tag & 0x1f == 0x1f {
        return None;
    }
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let count = usize::from(first & 0x7f);
        if !(1..=4).contains(&count) {
            return None;
        }
        let (digits, rest) = rest.split_at_checked(count)?;
        (digits.iter().fold(0usize, |sum, digit| sum << 8 | usize::from(*digit)), rest)
    };
    let (body, rest) = rest.split_at_checked(length)?;
    let whole = &bytes[..bytes.len() - rest.len()];
    Some((Value { tag, body, whole }, rest))
}

/// The only value of these bytes, when it has this tag.
pub(crate) fn only(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    let (value, rest) = split(bytes)?;
    (value.tag == tag && rest.is_empty()).then_some(value.body)
}

/// The values of a content, one after another.
pub(crate) fn children(mut body: &[u8]) -> Option<Vec<Value<'_>>> {
    let mut found = Vec::new();
    while !body.is_empty() {
        let (value, rest) = split(body)?;
        found.push(value);
        body = rest;
    }
    Some(found)
}

/// What was signed of a certificate, a CRL or an OCSP response: the first part, as it stands.
pub(crate) fn signed_part(bytes: &[u8]) -> Option<&[u8]> {
    split(only(bytes, SEQUENCE)?).map(|(value, _)| value.whole)
}

pub(crate) const SEQUENCE: u8 = 0x30;

/// A text of a name, whatever its string type.
pub(crate) fn text(bytes: &[u8]) -> Option<String> {
    let (value, _) = split(bytes)?;
    match value.tag {
        0x0c | 0x12 | 0x13 | 0x16 | 0x1a => Some(String::from_utf8_lossy(value.body).into_owned()),
        0x14 => Some(value.body.iter().map(|byte| char::from(*byte)).collect()),
        0x1e => {
            let units = value.body.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_exact_bytes_and_never_beyond() {
        let bytes = [0x30, 0x05, 0x02, 0x01, 0x07, 0x05, 0x00, 0xff];
        let (value, rest) = split(&bytes).unwrap();
        assert_eq!((value.tag, value.body.len(), rest), (0x30, 5, &[0xff][..]));
        assert_eq!(children(value.body).unwrap().len(), 2);
        for broken in [&[0x30][..], &[0x30, 0x80], &[0x30, 0x02, 0x00], &[0x30, 0x85, 1, 1, 1, 1, 1], &[0x1f, 0x00]] {
            assert!(split(broken).is_none(), "{broken:?}");
        }
    }

    #[test]
    fn reads_names_in_every_string_type() {
        assert_eq!(text(&[0x1e, 4, 0x01, 0x10, 0x00, 0x61]).as_deref(), Some("Đa"));
        assert_eq!(text(&[0x14, 1, 0xe0]).as_deref(), Some("à"));
    }
}
