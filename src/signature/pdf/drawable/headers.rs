//! Width by height as the headers of packed images say them.

use lopdf::{Dictionary, Document, Object, Stream};
use memchr::memmem;

use crate::signature::pdf::acroform;
use crate::signature::pdf::drawable::jbig2;

/// Columns or rows of a fax.
const MAX_FAX_SIDE: i64 = 65_535;

/// Bytes that the shared part of JBIG2 images unpacks to.
const MAX_GLOBALS: usize = 8 << 20;

/// In the frame header of a JPEG.
pub(super) fn jpeg_pixels(bytes: &[u8]) -> Option<u64> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, kind, after @ ..] = rest else { return None };
        rest = after;
        if *kind == 0xff {
            rest = &bytes[bytes.len() - after.len() - 1..];
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*rest.first()?, *rest.get(1)?]));
        // start of frame, all kinds of coding
        if matches!(kind, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) {
            let side = |at: usize| Some(u64::from(u16::from_be_bytes([*rest.get(at)?, *rest.get(at + 1)?])));
            return Some(side(3)? * side(5)?);
        }
        rest = rest.get(length.max(2)..)?;
    }
}

/// In the size segment of a JPEG 2000 code stream.
pub(super) fn jpeg_2000_pixels(bytes: &[u8]) -> Option<u64> {
    let at = memmem::find(bytes, &[0xff, 0x4f, 0xff, 0x51])? + 4;
    let side = |at: usize| {
        let digits: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u64::from(u32::from_be_bytes(digits)))
    };
    // length and capabilities stand before the two sides
    Some(side(at + 4)?.saturating_mul(side(at + 8)?))
}

/// Of a fax, whose entries alone say them.
pub(super) fn fax_pixels(document: &Document, image: &Stream) -> Option<u64> {
    let parameters = only_parameters(document, &image.dict)?;
    let side = |key: &[u8], otherwise: Option<i64>| {
        let own = parameters.and_then(|parameters| acroform::value(document, parameters, key));
        let side = own.map_or(otherwise, |own| own.as_i64().ok())?;
        (1..=MAX_FAX_SIDE).contains(&side).then(|| side.unsigned_abs())
    };
    let height = acroform::value(document, &image.dict, b"Height").and_then(|height| height.as_i64().ok());
    Some(side(b"Columns", Some(1728))? * side(b"Rows", height)?)
}

/// Of a JBIG2 image in all its segments, of which `most` may be.
pub(super) fn jbig2_pixels(document: &Document, image: &Stream, most: u64) -> Option<u64> {
    let parameters = only_parameters(document, &image.dict)?;
    let globals = parameters.and_then(|parameters| acroform::value(document, parameters, b"JBIG2Globals"));
    let globals = globals.map_or(Some(Vec::new()), |globals| acroform::unpacked(globals, MAX_GLOBALS))?;
    jbig2::pixels(&globals, &image.content, most)
}

/// Whether the rows in which something is packed are as long as rows are: room is made for one before it is read.
pub(super) fn are_sane<'a>(value: impl Fn(&[u8]) -> Option<&'a Object>) -> bool {
    let most: [(&[u8], i64); 3] = [(b"Columns", 1 << 20), (b"Colors", 64), (b"BitsPerComponent", 16)];
    most.iter().all(|(key, most)| value(key).is_none_or(|own| own.as_i64().is_ok_and(|own| (0..=*most).contains(&own))))
}

/// The parameters of the only filter; outer none when there are more filters, or the two are not written alike, of which
/// readers make different things.
fn only_parameters<'a>(document: &'a Document, dictionary: &'a Dictionary) -> Option<Option<&'a Dictionary>> {
    let filter = acroform::value(document, dictionary, b"Filter")?;
    let parameters = acroform::value(document, dictionary, b"DecodeParms");
    match (filter, parameters) {
        (Object::Array(filters), _) if filters.len() != 1 => None,
        (_, None) => Some(None),
        (Object::Name(_), Some(Object::Dictionary(own))) => Some(Some(own)),
        (Object::Array(_), Some(Object::Array(list))) => match list.as_slice() {
            [only] => match acroform::follow(document, only) {
                Object::Dictionary(own) => Some(Some(own)),
                Object::Null => Some(None),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
