//! Pages of a PDF drawn as grey pixels, within limits, and where on them a place of the page lies.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use lopdf::Document;

use crate::signature::pdf::acroform::Rect;
use crate::signature::pdf::drawable::is_drawable;

/// Pages that are drawn, points of the longer side of the paper, and pixels of one picture.
pub(crate) const MAX_PAGES: usize = 500;
const MAX_SIDE: f32 = 5000.0;
const MAX_PIXELS: f32 = 20_000_000.0;

/// Grey values below this are ink.
const INK: u8 = 160;

/// A page that cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotDrawn;

/// A PDF as bytes and as what was read from them.
#[derive(Clone)]
pub(crate) struct ReadFile {
    pub(crate) bytes: Arc<Vec<u8>>,
    pub(crate) document: Arc<Document>,
}

impl ReadFile {
    pub(crate) fn new(bytes: &[u8], document: &Arc<Document>) -> Self {
        Self { bytes: Arc::new(bytes.to_vec()), document: Arc::clone(document) }
    }
}

/// The pages of a file, ready to be drawn.
pub(crate) struct DrawnPages {
    pdf: Pdf,
}

/// One page as grey values.
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) grey: Vec<u8>,
}

/// A place in pixels: left, top, right, bottom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PixelRect([f64; 4]);

impl DrawnPages {
    /// Opens a file.
    ///
    /// # Errors
    /// It cannot be drawn, or asks for more than the limits.
    pub(crate) fn open(file: &ReadFile) -> Result<Self, NotDrawn> {
        if !is_drawable(&file.document) {
            return Err(NotDrawn);
        }
        let pdf = Pdf::new(Arc::clone(&file.bytes)).map_err(|_| NotDrawn)?;
        if pdf.pages().len() > MAX_PAGES { Err(NotDrawn) } else { Ok(Self { pdf }) }
    }

    fn page(&self, page: usize) -> Result<&Page<'_>, NotDrawn> {
        self.pdf.pages().get(page).ok_or(NotDrawn)
    }

    /// Draws a page with so many pixels a point.
    ///
    /// # Errors
    /// There is no such page, or it is too large.
    pub(crate) fn picture(&self, page: usize, scale: f32) -> Result<Picture, NotDrawn> {
        let page = self.page(page)?;
        let (width, height) = page.render_dimensions();
        let is_paper = (1.0..=MAX_SIDE).contains(&width) && (1.0..=MAX_SIDE).contains(&height);
        if !is_paper || width * height * scale * scale > MAX_PIXELS {
            return Err(NotDrawn);
        }
        let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let pixels = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let grey = pixels.data().iter().map(|pixel| pixel.r.min(pixel.g).min(pixel.b)).collect();
        Ok(Picture { width: usize::from(pixels.width()), grey })
    }

    /// Where a place of a page lies on its picture, whatever part of the paper is shown and however it is turned.
    ///
    /// # Errors
    /// There is no such page.
    pub(crate) fn place(&self, page: usize, place: Rect, scale: f32) -> Result<PixelRect, NotDrawn> {
        let [a, b, c, d, e, f] = self.page(page)?.initial_transform(true).as_coeffs();
        let ([left, bottom, right, top], scale) = (place.map(f64::from), f64::from(scale));
        let corners = [(left, bottom), (left, top), (right, bottom), (right, top)];
        let corners = corners.map(|(x, y)| ((a * x + c * y + e) * scale, (b * x + d * y + f) * scale));
        let span = |values: [f64; 4]| {
            values.into_iter().fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
        };
        let ((x0, x1), (y0, y1)) = (span(corners.map(|corner| corner.0)), span(corners.map(|corner| corner.1)));
        Ok(PixelRect([x0, y0, x1, y1]))
    }
}

impl Picture {
    /// Whether a pixel is ink.
    pub(crate) fn is_ink(&self, at: usize) -> bool {
        self.grey.get(at).is_some_and(|grey| *grey < INK)
    }

    /// Pixels within a place, with one more around it when `wider`.
    pub(crate) fn within(&self, place: PixelRect, wider: bool) -> impl Iterator<Item = usize> {
        let around = if wider { 1.5 } else { -0.5 };
        let PixelRect([left, top, right, bottom]) = place;
        let width = self.width.max(1);
        let inside = move |at: usize| {
            let middle = |pixels: usize| f64::from(u32::try_from(pixels).unwrap_or(u32::MAX)) + 0.5;
            let (x, y) = (middle(at % width), middle(at / width));
            (left - around..=right + around).contains(&x) && (top - around..=bottom + around).contains(&y)
        };
        (0..self.grey.len()).filter(move |at| inside(*at))
    }
}
