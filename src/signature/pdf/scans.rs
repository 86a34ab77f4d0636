//! How finely a page was scanned, and whether in colour.

use lopdf::{Document, Object};

/// Points of an inch.
const POINTS: f64 = 72.0;

/// A page of a scan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scanned {
    /// Dots an inch of its largest picture, as if that filled the page.
    pub(crate) dots: f64,
    /// Whether that picture can show colour.
    pub(crate) has_colour: bool,
}

/// The pages of a scan that have a picture.
pub(crate) fn scanned(document: &Document) -> Vec<Scanned> {
    document.page_iter().filter_map(|page| of_page(document, page)).collect()
}

fn of_page(document: &Document, page: lopdf::ObjectId) -> Option<Scanned> {
    let images = document.get_page_images(page).ok()?;
    let largest = images.into_iter().max_by_key(|image| image.width.saturating_mul(image.height))?;
    let dictionary = document.get_dictionary(page).ok()?;
    let sides = dictionary.get(b"MediaBox").ok().and_then(|sides| document.dereference(sides).ok());
    let sides: Vec<f64> = match sides {
        Some((_, Object::Array(sides))) => {
            sides.iter().filter_map(|side| side.as_float().ok()).map(f64::from).collect()
        }
        _ => Vec::new(),
    };
    let (width, height) = match sides[..] {
        [left, bottom, right, top] => ((right - left).abs(), (top - bottom).abs()),
        _ => (595.28, 841.89),
    };
    // a turned picture has its longer side along that of the page too
    let (short, long) = (width.min(height), width.max(height));
    let (a, b) = (image_side(largest.width.min(largest.height)), image_side(largest.width.max(largest.height)));
    let dots = (a / short).min(b / long) * POINTS;
    let is_grey = largest.color_space.as_deref() == Some("DeviceGray") || largest.bits_per_component == Some(1);
    Some(Scanned { dots, has_colour: !is_grey })
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
fn image_side(pixels: i64) -> f64 {
    pixels as f64
}
