//! What drawing a file would ask for, read from its headers before anything is decoded: pixels, bytes, inline images.

use lopdf::{Dictionary, Document, Object, Stream};
use memchr::memmem;

use crate::signature::pdf::acroform;

/// Pixels of one image: A4 at 400 dots an inch.
const MAX_PIXELS: u64 = 16_000_000;

/// Pixels of an image written into a page's own instructions.
const MAX_INLINE_PIXELS: u64 = 1_000_000;

/// Pixels of images that the instructions of one page or form draw, each time counted.
const MAX_DRAWN_PIXELS: u64 = 400_000_000;

/// Bytes that all images of a file unpack to, which are drawn one by one, and all its other streams.
const MAX_IMAGES: usize = 256 << 20;
const MAX_UNPACKED: usize = 64 << 20;

/// Whether a file can be drawn within the limits.
pub(super) fn is_drawable(document: &Document) -> bool {
    let (mut images, mut others) = (MAX_IMAGES, MAX_UNPACKED);
    let streams = || document.objects.values().filter_map(|object| object.as_stream().ok());
    let largest = streams().filter(|stream| is_image(stream)).map(|image| pixels(document, image)).max().unwrap_or(0);
    largest <= MAX_PIXELS
        && streams().all(|stream| {
            is_within(document, stream, largest, if is_image(stream) { &mut images } else { &mut others })
        })
}

fn is_image(stream: &Stream) -> bool {
    acroform::is_type(&stream.dict, b"Subtype", b"Image")
}

/// Width by height as an image says them.
fn pixels(document: &Document, image: &Stream) -> u64 {
    let side = |key: &[u8]| {
        let side = acroform::value(document, &image.dict, key).and_then(|value| value.as_i64().ok());
        side.and_then(|side| u64::try_from(side).ok()).unwrap_or(0)
    };
    side(b"Width").saturating_mul(side(b"Height"))
}

fn is_within(document: &Document, stream: &Stream, largest: u64, left: &mut usize) -> bool {
    match last_filter(document, &stream.dict).as_deref() {
        Some(b"DCTDecode" | b"DCT") => jpeg_pixels(&stream.content).is_some_and(|pixels| pixels <= MAX_PIXELS),
        Some(b"JPXDecode") => jpeg_2000_pixels(&stream.content).is_some_and(|pixels| pixels <= MAX_PIXELS),
        // how much these unpack to cannot be known before
        Some(b"JBIG2Decode" | b"CCITTFaxDecode" | b"CCF" | b"Crypt") => false,
        _ => {
            let Ok(content) = stream.decompressed_content_with_limit(*left) else { return false };
            *left -= content.len().min(*left);
            let draws = || u64::try_from(memmem::find_iter(&content, b" Do").count()).unwrap_or(u64::MAX);
            is_image(stream) || !has_large_inline_image(&content) && draws().saturating_mul(largest) <= MAX_DRAWN_PIXELS
        }
    }
}

fn last_filter(document: &Document, dictionary: &Dictionary) -> Option<Vec<u8>> {
    let filter = acroform::value(document, dictionary, b"Filter")?;
    let last = match filter {
        Object::Array(list) => acroform::follow(document, list.last()?),
        one => one,
    };
    last.as_name().ok().map(<[u8]>::to_vec)
}

/// Width by height in the frame header of a JPEG.
fn jpeg_pixels(bytes: &[u8]) -> Option<u64> {
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

/// Width by height in the size segment of a JPEG 2000 code stream.
fn jpeg_2000_pixels(bytes: &[u8]) -> Option<u64> {
    let at = memmem::find(bytes, &[0xff, 0x4f, 0xff, 0x51])? + 4;
    let side = |at: usize| {
        let digits: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u64::from(u32::from_be_bytes(digits)))
    };
    // length and capabilities stand before the two sides
    Some(side(at + 4)?.saturating_mul(side(at + 8)?))
}

/// Whether instructions hold an image of their own that is larger than such images are.
fn has_large_inline_image(content: &[u8]) -> bool {
    let is_apart = |at: usize| content.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    memmem::find_iter(content, b"BI").any(|at| {
        let before = at.checked_sub(1).is_none_or(is_apart);
        before && is_apart(at + 2) && inline_pixels(&content[at + 2..]) > MAX_INLINE_PIXELS
    })
}

/// Width by height in the entries before `ID`; one side that cannot be read counts as one.
fn inline_pixels(content: &[u8]) -> u64 {
    let entries = &content[..content.len().min(1000)];
    let entries = &entries[..memmem::find(entries, b"ID").unwrap_or(entries.len())];
    let words: Vec<&str> = std::str::from_utf8(entries).unwrap_or_default().split_ascii_whitespace().collect();
    let joined = words.join(" ").replace('/', " /");
    let words: Vec<&str> = joined.split(' ').filter(|word| !word.is_empty()).collect();
    let side = |names: [&str; 2]| {
        let sides = words.windows(2).filter(|pair| names.contains(&pair[0])).filter_map(|pair| pair[1].parse().ok());
        sides.max().unwrap_or(1_u64)
    };
    side(["/W", "/Width"]).saturating_mul(side(["/H", "/Height"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(width: i64, height: i64, filter: &str, content: Vec<u8>) -> Document {
        let mut document = Document::new();
        let mut dictionary = Dictionary::new();
        dictionary.set("Subtype", Object::Name(b"Image".to_vec()));
        dictionary.set("Width", width);
        dictionary.set("Height", height);
        if !filter.is_empty() {
            dictionary.set("Filter", Object::Name(filter.as_bytes().to_vec()));
        }
        document.add_object(Stream::new(dictionary, content));
        document
    }

    #[test]
    fn what_asks_for_too_much_is_not_drawn() {
        let jpeg = |height: u16, width: u16| {
            let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8];
            bytes.extend(height.to_be_bytes());
            bytes.extend(width.to_be_bytes());
            bytes
        };
        let wide =
            |side: u32| [&[0xff, 0x4f, 0xff, 0x51, 0, 47, 0, 0][..], &side.to_be_bytes(), &side.to_be_bytes()].concat();
        for (document, drawn) in [
            (image(100, 100, "", vec![0; 10_000]), true),
            (image(40_000, 40_000, "", vec![0]), false),
            (image(1, 1, "DCTDecode", jpeg(3000, 2000)), true),
            (image(1, 1, "DCTDecode", jpeg(60_000, 60_000)), false),
            (image(1, 1, "DCTDecode", vec![0xff, 0xd8]), false),
            (image(1, 1, "JPXDecode", wide(100)), true),
            (image(1, 1, "JPXDecode", wide(1 << 20)), false),
            (image(1, 1, "JBIG2Decode", vec![0]), false),
        ] {
            assert_eq!(is_drawable(&document), drawn, "{document:?}");
        }
        for (times, drawn) in [(20, true), (1000, false)] {
            let mut document = image(1000, 1000, "", vec![0]);
            document.add_object(Stream::new(Dictionary::new(), b"/A Do ".repeat(times)));
            assert_eq!(is_drawable(&document), drawn, "{times}");
        }
        for (content, large) in [
            ("q BI /W 20 /H 20 ID abc EI Q", false),
            ("BI/W 40000/H 40000 ID x EI", true),
            ("BI /Height 40000\n/Width 40000\nID x EI", true),
            ("(BIA) Tj /W 40000 /H 40000", false),
        ] {
            assert_eq!(has_large_inline_image(content.as_bytes()), large, "{content}");
        }
    }
}
