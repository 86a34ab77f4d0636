//! What drawing a file would ask for, read from its headers before anything is decoded: pixels, bytes, inline images.

mod headers;
mod inline;
mod jbig2;
mod symbols;

use lopdf::{Dictionary, Document, Object, Stream};

use crate::signature::pdf::acroform;

/// Pixels of one image: A4 at 400 dots an inch.
const MAX_PIXELS: u64 = 16_000_000;

/// Pixels of images that the instructions of one page or form draw, each time counted.
const MAX_DRAWN_PIXELS: u64 = 400_000_000;

/// Bytes that all images of a file unpack to, which are drawn one by one, and all its other streams.
const MAX_IMAGES: usize = 256 << 20;
const MAX_UNPACKED: usize = 64 << 20;

/// Whether a file can be drawn within the limits.
pub(super) fn is_drawable(document: &Document) -> bool {
    let (mut images, mut others) = (MAX_IMAGES, MAX_UNPACKED);
    let streams = || document.objects.values().filter_map(|object| object.as_stream().ok());
    let is_image = |stream: &Stream| is_image(document, stream);
    let largest = streams().filter(|stream| is_image(stream)).map(|image| pixels(document, image)).max().unwrap_or(0);
    largest <= MAX_PIXELS
        && streams().all(|stream| {
            let left = if is_image(stream) { &mut images } else { &mut others };
            has_one_spelling(document, stream)
                && has_sane_parameters(document, stream)
                && is_within(document, stream, largest, left)
        })
}

fn is_image(document: &Document, stream: &Stream) -> bool {
    acroform::value(document, &stream.dict, b"Subtype").and_then(|kind| kind.as_name().ok()) == Some(b"Image")
}

/// Whether a stream spells its keys as streams do: those of images within instructions some readers take here too, and
/// before the others.
fn has_one_spelling(document: &Document, stream: &Stream) -> bool {
    let of_image: [&[u8]; 8] = [b"W", b"H", b"BPC", b"CS", b"IM", b"D", b"DP", b"I"];
    !(stream.dict.has(b"F") || is_image(document, stream) && of_image.iter().any(|key| stream.dict.has(key)))
}

/// Whether the rows that a stream is packed in are as long as rows are: room is made for one before it is read.
fn has_sane_parameters(document: &Document, stream: &Stream) -> bool {
    let parameters = acroform::value(document, &stream.dict, b"DecodeParms");
    let all = match parameters {
        Some(Object::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let dictionaries = all.iter().filter_map(|one| acroform::follow(document, one).as_dict().ok());
    dictionaries.into_iter().all(|one| headers::are_sane(|key| acroform::value(document, one, key)))
}

/// Width by height as an image says them.
fn pixels(document: &Document, image: &Stream) -> u64 {
    let side = |key: &[u8]| {
        let side = acroform::value(document, &image.dict, key);
        // one that is no whole number each reader takes for another
        side.map_or(0, |side| side.as_i64().ok().and_then(|side| u64::try_from(side).ok()).unwrap_or(u64::MAX))
    };
    side(b"Width").saturating_mul(side(b"Height"))
}

fn is_within(document: &Document, stream: &Stream, largest: u64, left: &mut usize) -> bool {
    let filter = last_filter(document, &stream.dict);
    let bounded = match filter.as_deref() {
        Some(b"DCTDecode" | b"DCT") => headers::jpeg_pixels(&stream.content),
        Some(b"JPXDecode") => headers::jpeg_2000_pixels(&stream.content),
        Some(b"CCITTFaxDecode" | b"CCF") => headers::fax_pixels(document, stream),
        // its regions and symbols are of its own size once more
        Some(b"JBIG2Decode") => headers::jbig2_pixels(document, stream, 2 * MAX_PIXELS).map(|pixels| pixels / 2),
        // how much it unpacks to cannot be known before
        Some(b"Crypt") => None,
        _ => {
            let Ok(content) = stream.decompressed_content_with_limit(*left) else { return false };
            *left -= content.len().min(*left);
            return is_image(document, stream)
                || inline::are_small(&content) && inline::draws(&content).saturating_mul(largest) <= MAX_DRAWN_PIXELS;
        }
    };
    bounded.is_some_and(|pixels| pixels <= MAX_PIXELS)
}

fn last_filter(document: &Document, dictionary: &Dictionary) -> Option<Vec<u8>> {
    let filter = acroform::value(document, dictionary, b"Filter")?;
    let last = match filter {
        Object::Array(list) => acroform::follow(document, list.last()?),
        one => one,
    };
    last.as_name().ok().map(<[u8]>::to_vec)
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
            (image(1728, 100, "CCITTFaxDecode", vec![0]), true),
            (image(9, 100_000, "CCITTFaxDecode", vec![0]), false),
        ] {
            assert_eq!(is_drawable(&document), drawn, "{document:?}");
        }
        for (times, drawn) in [(20, true), (1000, false)] {
            let mut document = image(1000, 1000, "", vec![0]);
            document.add_object(Stream::new(Dictionary::new(), b"/A Do ".repeat(times)));
            assert_eq!(is_drawable(&document), drawn, "{times}");
        }
    }
}
