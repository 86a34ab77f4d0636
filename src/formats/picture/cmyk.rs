//! A JPEG in colours of printing inks → the same in those of the screen, byte for byte alike on every machine.

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;

use super::fault::{Fault, broken, cut_off};
use super::jpeg::{self, Opened};

/// Quality at which nothing is seen to be lost.
const QUALITY: u8 = 92;

pub(super) fn in_screen_colours(bytes: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let Opened { mut decoder, colours, size: (width, height) } = jpeg::open(bytes)?;
    if !jpeg::is_cmyk(colours) {
        return Ok(None);
    }
    decoder.set_options(jpeg::options().set_strict_mode(true).jpeg_set_out_colorspace(ColorSpace::RGB));
    let points = decoder.decode().map_err(|_| cut_off())?;
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .encode(&points, width, height, ExtendedColorType::Rgb8)
        .map_err(|_| broken())?;
    Ok(Some(out))
}
