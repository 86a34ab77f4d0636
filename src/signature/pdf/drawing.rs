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

/// Grey values below this are ink on any paper.
const INK: u8 = 160;

/// How far a grey value is from that of the paper before it is ink, and how many times the noise of the paper more: faint
/// and coloured words are ink, the grain of a scan is none.
const FAINT: u8 = 24;
const NOISE_TIMES: u8 = 5;

/// Values so far from that of the paper are not its noise.
const MAX_NOISE: u8 = 64;

/// Pixels of the shorter side of a place whose edges are not told from its middle.
const THIN: f64 = 3.0;

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
    /// How many of the marked pixels are ink.
    pub(crate) fn ink_of(&self, marked: &[bool]) -> usize {
        let is_ink = self.ink();
        self.grey.iter().zip(marked).filter(|(grey, marked)| **marked && is_ink(**grey)).count()
    }

    /// Which grey values are ink on the paper of this page, which is its most frequent value.
    pub(crate) fn ink(&self) -> impl Fn(u8) -> bool + use<> {
        let mut counts = [0_usize; 256];
        self.grey.iter().for_each(|grey| counts[usize::from(*grey)] += 1);
        let paper = (0..=u8::MAX).max_by_key(|grey| counts[usize::from(*grey)]).unwrap_or(u8::MAX);
        let off = |distance: u8| -> usize {
            let values = [paper.checked_sub(distance), paper.checked_add(distance).filter(|_| distance > 0)];
            values.into_iter().flatten().map(|grey| counts[usize::from(grey)]).sum()
        };
        // the distance of the middle one of all that are paper
        let all: usize = (0..MAX_NOISE).map(off).sum();
        let mut seen = 0;
        let noise = (0..MAX_NOISE).find(|distance| {
            seen += off(*distance);
            seen * 2 >= all
        });
        let far = FAINT.saturating_add(noise.unwrap_or(0).saturating_mul(NOISE_TIMES));
        move |grey| grey < INK || grey.abs_diff(paper) > far
    }

    /// Pixels within a place, with one more around it when `wider`; of a thin place all that it touches.
    pub(crate) fn within(&self, place: PixelRect, wider: bool) -> impl Iterator<Item = usize> {
        let PixelRect([left, top, right, bottom]) = place;
        let around = match f64::min(right - left, bottom - top) {
            _ if wider => 1.5,
            ..THIN => 0.5,
            _ => -0.5,
        };
        let width = self.width.max(1);
        let is_between = move |low: f64, high: f64, pixels: usize| {
            let middle = f64::from(u32::try_from(pixels).unwrap_or(u32::MAX)) + 0.5;
            (low - around..=high + around).contains(&middle)
        };
        let rows = (0..self.grey.len() / width).filter(move |row| is_between(top, bottom, *row));
        let columns = (0..width).filter(move |column| is_between(left, right, *column)).collect::<Vec<_>>();
        rows.flat_map(move |row| columns.clone().into_iter().map(move |column| row * width + column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faint_and_coloured_marks_are_ink_and_the_grain_of_paper_is_none() {
        // grain of a scan: each value as often as its distance from the paper is rare, twice as far as half of all
        let grain = |at: usize, spread: usize| {
            u8::try_from((at * 7919 % 97 * spread / 48 + at * 104_729 % 89 * spread / 44) / 2).unwrap()
        };
        for (paper, spread, mark, is_ink) in [
            (255, 0, 230, true),
            (255, 0, 254, false),
            (255, 0, 232, false),
            (250, 6, 190, true),
            (245, 10, 165, true),
            (60, 0, 160, true),
        ] {
            let mut picture = Picture { width: 100, grey: (0..10_000).map(|at| paper - grain(at, spread)).collect() };
            let free = vec![true; 10_000];
            assert_eq!(picture.ink_of(&free), if paper < INK { 10_000 } else { 0 }, "{paper}, {spread}");
            picture.grey[5050] = mark;
            let mut marked = vec![false; 10_000];
            marked[5050] = true;
            assert_eq!(picture.ink_of(&marked), usize::from(is_ink), "{paper}, {spread}, {mark}");
        }
    }

    #[test]
    fn a_thin_place_has_all_pixels_that_it_touches_and_a_wide_one_those_inside() {
        let picture = Picture { width: 10, grey: vec![0; 100] };
        let count = |place| picture.within(PixelRect(place), false).count();
        assert_eq!(count([2.0, 2.0, 8.0, 8.0]), 36);
        assert_eq!(count([2.0, 4.2, 8.0, 4.3]), 8);
        let strips = (0..20_u8).map(|at| f64::from(at) * 0.4 + 1.0);
        let mut marked = [false; 100];
        strips.for_each(|top| {
            picture.within(PixelRect([1.0, top, 9.0, top + 0.01]), false).for_each(|at| marked[at] = true)
        });
        assert!(marked.iter().filter(|marked| **marked).count() >= 64);
    }
}
