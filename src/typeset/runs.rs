//! The finished page as numbers: where every run of text and every rule stands, in mm and pt.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::{FontStyle, FontWeight};
use typst::visualize::{Geometry, Paint};
use typst_layout::PagedDocument;

use crate::base::digest::Digest;

/// What stands on one page.
#[derive(Debug, Clone, Default)]
pub struct PageRuns {
    /// Width, mm.
    pub width: f64,
    /// Height, mm.
    pub height: f64,
    /// Runs of text in the order of drawing.
    pub texts: Vec<Run>,
    /// Horizontal and vertical rules.
    pub rules: Vec<Rule>,
    /// Images: x, y, width, height in mm.
    pub images: Vec<[f64; 4]>,
}

/// Text set in one size and style without a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Left end, mm from the left edge.
    pub x: f64,
    /// Baseline, mm from the top edge.
    pub y: f64,
    /// Length, mm.
    pub width: f64,
    /// Size, pt.
    pub size: f64,
    /// Whether the face is bold.
    pub bold: bool,
    /// Whether the face is italic.
    pub italic: bool,
    /// Its colour: red, green, blue; black is none of them.
    pub colour: [u8; 3],
    /// Family of the face.
    pub family: String,
    /// The characters.
    pub text: String,
    /// Left, top, right and bottom of its small letters, mm, also when it is turned.
    pub ink: [f64; 4],
}

/// Height of small letters, in parts of the size.
const SMALL_LETTERS: f64 = 0.42;

/// A straight rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Left end, mm.
    pub x: f64,
    /// Top, mm.
    pub y: f64,
    /// Length to the right, mm.
    pub width: f64,
    /// Length downwards, mm.
    pub height: f64,
    /// Thickness, pt.
    pub thickness: f64,
}

pub(super) fn collect(document: &PagedDocument) -> Vec<PageRuns> {
    let pages = document.pages().iter();
    pages
        .map(|page| {
            let mut runs = PageRuns {
                width: page.frame.width().to_mm(),
                height: page.frame.height().to_mm(),
                ..PageRuns::default()
            };
            walk(&page.frame, Transform::identity(), &mut runs);
            runs
        })
        .collect()
}

/// What a reader sees of a page, in one.
pub(super) fn digest(page: &PageRuns) -> Digest {
    let mut bytes = Vec::new();
    let mut add = |numbers: &[f64]| {
        for number in numbers {
            bytes.extend(((number * 100.0).round() as i64).to_le_bytes());
        }
    };
    add(&[page.width, page.height]);
    for run in &page.texts {
        add(&[run.x, run.y, run.width, run.size, f64::from(run.bold), f64::from(run.italic)]);
    }
    page.rules.iter().for_each(|rule| add(&[rule.x, rule.y, rule.width, rule.height, rule.thickness]));
    page.images.iter().for_each(|image| add(image));
    let words = page.texts.iter().map(|run| run.text.as_bytes());
    Digest::of_all(std::iter::once(&bytes[..]).chain(words))
}

/// The box around a run of this width and height that stands on its origin.
fn ink(here: Transform, width: Abs, height: Abs) -> [f64; 4] {
    let corners = [(Abs::zero(), -height), (width, -height), (Abs::zero(), Abs::zero()), (width, Abs::zero())];
    let corners = corners.map(|(x, y)| Point::new(x, y).transform(here));
    let (xs, ys) = (corners.map(|corner| corner.x.to_mm()), corners.map(|corner| corner.y.to_mm()));
    let least = |lengths: [f64; 4]| lengths.into_iter().fold(f64::INFINITY, f64::min);
    let most = |lengths: [f64; 4]| lengths.into_iter().fold(f64::NEG_INFINITY, f64::max);
    [least(xs), least(ys), most(xs), most(ys)]
}

/// The colour of a text; of another paint than a plain one black.
fn colour(paint: &Paint) -> [u8; 3] {
    match paint {
        Paint::Solid(color) => {
            let [red, green, blue, _] = color.to_vec4_u8();
            [red, green, blue]
        }
        _ => [0; 3],
    }
}

fn walk(frame: &Frame, place: Transform, runs: &mut PageRuns) {
    for (point, item) in frame.items() {
        let here = place.pre_concat(Transform::translate(point.x, point.y));
        let origin = Point::zero().transform(here);
        match item {
            FrameItem::Group(group) => walk(&group.frame, here.pre_concat(group.transform), runs),
            FrameItem::Text(text) => {
                let info = text.font.info();
                runs.texts.push(Run {
                    x: origin.x.to_mm(),
                    y: origin.y.to_mm(),
                    width: text.width().to_mm(),
                    size: text.size.to_pt(),
                    bold: info.variant.weight >= FontWeight::BOLD,
                    italic: info.variant.style != FontStyle::Normal,
                    colour: colour(&text.fill),
                    family: info.family.clone(),
                    text: text.text.to_string(),
                    ink: ink(here, text.width(), text.size * SMALL_LETTERS),
                });
            }
            FrameItem::Shape(shape, _) => {
                let size = match &shape.geometry {
                    Geometry::Line(end) => (end.x, end.y),
                    Geometry::Rect(size) => (size.x, size.y),
                    Geometry::Curve(_) => (Abs::zero(), Abs::zero()),
                };
                runs.rules.push(Rule {
                    x: origin.x.to_mm(),
                    y: origin.y.to_mm(),
                    width: size.0.to_mm(),
                    height: size.1.to_mm(),
                    thickness: shape.stroke.as_ref().map_or(0.0, |stroke| stroke.thickness.to_pt()),
                });
            }
            FrameItem::Image(_, size, _) => {
                runs.images.push([origin.x.to_mm(), origin.y.to_mm(), size.x.to_mm(), size.y.to_mm()]);
            }
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
