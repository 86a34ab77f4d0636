//! PNG: its header, and whether all of its rows are there.

use std::io::Cursor;

use ::png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Reader, Transformations};

use super::facts::Picture;
use super::fault::{self, Fault, broken, cut_off};
use super::icc;

/// Bytes of memory for one row and the colour profile.
const LIMITS: Limits = Limits { bytes: icc::MAX_PROFILE };

pub(super) fn inspect(bytes: &[u8]) -> Result<Picture, Fault> {
    let reader = open(bytes)?;
    let info = reader.info();
    let points = u64::from(info.width) * u64::from(info.height);
    if has_profile(bytes) {
        icc::check(info.icc_profile.as_deref().ok_or_else(icc::unusable)?)?;
    }
    Ok(Picture { ending: "png", weight: points * weight(reader.output_color_type()), ..Picture::default() })
}

pub(super) fn read_whole(bytes: &[u8]) -> Result<(), Fault> {
    let mut reader = open(bytes)?;
    loop {
        match reader.next_row() {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(()),
            Err(_) => return Err(cut_off()),
        }
    }
}

fn open(bytes: &[u8]) -> Result<Reader<Cursor<&[u8]>>, Fault> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), LIMITS);
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::EXPAND);
    let size = decoder.read_header_info().map(|info| (info.width, info.height));
    let (width, height) = size.map_err(|error| refused(&error))?;
    fault::within_limits(width, height)?;
    decoder.read_info().map_err(|error| refused(&error))
}

fn refused(error: &DecodingError) -> Fault {
    match error {
        DecodingError::IoError(_) => cut_off(),
        _ => broken(),
    }
}

/// Bytes that one point takes: as it is decoded, and as colour and transparency are parted for the PDF.
fn weight((colour, depth): (ColorType, BitDepth)) -> u64 {
    let (channels, has_alpha) = match colour {
        ColorType::Grayscale | ColorType::Indexed => (1, false),
        ColorType::GrayscaleAlpha => (2, true),
        ColorType::Rgb => (3, false),
        ColorType::Rgba => (4, true),
    };
    match (depth, has_alpha) {
        (BitDepth::Sixteen, _) => 3 * channels,
        (_, true) => 2 * channels,
        (_, false) => channels,
    }
}

/// Whether the file has a colour profile before its points; a reader keeps silent about one that it cannot unpack.
fn has_profile(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        match &head[4..] {
            b"iCCP" => return true,
            b"IDAT" | b"IEND" => return false,
            _ => {}
        }
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let next = usize::try_from(length).ok().and_then(|length| at.checked_add(length)?.checked_add(12));
        let Some(next) = next else { return false };
        at = next;
    }
    false
}
