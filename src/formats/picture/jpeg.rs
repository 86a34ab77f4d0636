//! JPEG: its header, and whether its scan goes to the end.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::facts::Picture;
use super::fault::{self, Fault, SAVE_AGAIN, broken, cut_off};
use super::icc;

/// Largest side that a JPEG can name.
const ANY_SIDE: usize = 65_535;

/// Whether the colours are those of printing inks.
pub(super) fn is_cmyk(colours: ColorSpace) -> bool {
    matches!(colours, ColorSpace::CMYK | ColorSpace::YCCK)
}

/// A decoder that has read the header, its colours, and the points of its sides.
pub(super) struct Opened<'a> {
    pub(super) decoder: JpegDecoder<ZCursor<&'a [u8]>>,
    pub(super) colours: ColorSpace,
    pub(super) size: (u32, u32),
}

/// Reads the header of a picture within its limits.
///
/// # Errors
/// It is broken, too large or of colours that no page takes.
pub(super) fn open(bytes: &[u8]) -> Result<Opened<'_>, Fault> {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options().set_strict_mode(false));
    decoder.decode_headers().map_err(|_| broken())?;
    let (width, height) = decoder.dimensions().ok_or_else(broken)?;
    let side = |points: usize| u32::try_from(points).unwrap_or(u32::MAX);
    let size = (side(width), side(height));
    fault::within_limits(size.0, size.1)?;
    let colours = decoder.input_colorspace().ok_or_else(broken)?;
    let known = matches!(colours, ColorSpace::Luma | ColorSpace::YCbCr | ColorSpace::RGB) || is_cmyk(colours);
    if !known {
        return Err(Fault::new("là JPEG có kiểu màu lạ", SAVE_AGAIN));
    }
    Ok(Opened { decoder, colours, size })
}

/// Without the instructions of a certain processor: the same points on every machine.
pub(super) fn options() -> DecoderOptions {
    DecoderOptions::new_fast().set_use_unsafe(false).set_max_width(ANY_SIDE).set_max_height(ANY_SIDE)
}

pub(super) fn inspect(bytes: &[u8]) -> Result<Picture, Fault> {
    let Opened { decoder, colours, size: (width, height) } = open(bytes)?;
    let is_cmyk = is_cmyk(colours);
    // that of inks is left out with the inks
    if let Some(profile) = decoder.icc_profile().filter(|_| !is_cmyk) {
        icc::check(&profile)?;
    }
    let channels = if colours == ColorSpace::Luma { 1 } else { 3 };
    let weight = u64::from(width) * u64::from(height) * channels;
    Ok(Picture { ending: "jpg", weight, is_cmyk, ..Picture::default() })
}

pub(super) fn read_whole(bytes: &[u8]) -> Result<(), Fault> {
    let Opened { mut decoder, colours, .. } = open(bytes)?;
    if !has_end(bytes) {
        return Err(cut_off());
    }
    let out = if colours == ColorSpace::Luma { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(DecoderOptions::new_fast().set_strict_mode(true).jpeg_set_out_colorspace(out));
    decoder.decode().map(drop).map_err(|_| cut_off())
}

/// Whether the end of the picture stands behind its first scan. Readers that do not look for it fill what is missing with
/// grey.
fn has_end(bytes: &[u8]) -> bool {
    let (mut at, mut in_scan) = (2, false);
    while let Some(&[sign, marker]) = bytes.get(at..at + 2) {
        match marker {
            _ if sign != 0xff => at += 1,
            0xd9 if in_scan => return true,
            // a byte of the scan, a restart, padding
            0x00 | 0x01 | 0xd0..=0xd9 => at += 2,
            0xff => at += 1,
            _ => {
                in_scan |= marker == 0xda;
                let Some(&[high, low]) = bytes.get(at + 2..at + 4) else { return false };
                at += 2 + usize::from(u16::from_be_bytes([high, low]));
            }
        }
    }
    false
}
