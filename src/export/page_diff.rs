//! Pages of two versions → which are the same as pictures, and a picture of each that is not.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use typst_render::RenderOptions;

use super::output::Output;
use crate::base::finding::{Finding, codes};
use crate::typeset::Pages;

/// Pixels per point: enough to see a comma, small enough for a hundred pages.
const PIXELS_PER_POINT: f64 = 1.5;

/// Pixels between the two pages of a picture, and of the bar that marks the rows that differ.
const GAP_PIXELS: usize = 24;
const BAR_PIXELS: usize = 6;

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageState {
    /// The very same picture.
    Same,
    /// Another picture.
    Changed,
    /// Only in the new version.
    Added,
    /// Only in the old version.
    Removed,
}

/// A page in its two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagePair {
    /// Page in the old version, from 1.
    pub old: Option<usize>,
    /// Page in the new version, from 1.
    pub new: Option<usize>,
    /// What became of it.
    pub state: PageState,
}

/// A drawn page.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Clone)]
struct Drawn {
    width: usize,
    height: usize,
    /// Red, green, blue and opacity of each pixel; a page has no pixel to see through.
    pixels: Vec<u8>,
}

/// The pages of two versions, drawn.
#[derive(Debug)]
pub struct PagesCompared {
    old: Vec<Drawn>,
    new: Vec<Drawn>,
    /// In the order of the new version.
    pub pages: Vec<PagePair>,
}

impl PagesCompared {
    /// Draws and pairs the pages.
    pub fn new(old: &Pages, new: &Pages) -> Self {
        let (old, new) = (drawn(old), drawn(new));
        let mut pages = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (from, to) = (op.old_range(), op.new_range());
            let same = matches!(op, DiffOp::Equal { .. });
            for k in 0..from.len().max(to.len()) {
                let old = Some(from.start + k + 1).filter(|n| *n <= from.end);
                let new = Some(to.start + k + 1).filter(|n| *n <= to.end);
                let state = match (old, new) {
                    _ if same => PageState::Same,
                    (Some(_), Some(_)) => PageState::Changed,
                    (None, _) => PageState::Added,
                    (_, None) => PageState::Removed,
                };
                pages.push(PagePair { old, new, state });
            }
        }
        Self { old, new, pages }
    }

    /// Whether any page is not the same.
    pub fn differ(&self) -> bool {
        self.pages.iter().any(|page| page.state != PageState::Same)
    }

    /// A picture of each page that is not the same, by its name: the old page beside the new one, with a bar
    /// between them where they differ.
    ///
    /// # Errors
    /// A picture cannot be written, which is our bug.
    pub fn pictures(&self, stem: &str) -> Result<Vec<Output>, Finding> {
        let changed = self.pages.iter().filter(|page| page.state != PageState::Same);
        changed
            .map(|page| {
                let path = match (page.old, page.new) {
                    (_, Some(new)) => format!("{stem}-trang-{new:02}.png"),
                    (old, None) => format!("{stem}-trang-cu-{:02}.png", old.unwrap_or_default()),
                };
                let of = |pages: &'_ [Drawn], n: Option<usize>| n.and_then(|n| pages.get(n - 1)).cloned();
                Ok(Output { path, bytes: side_by_side(of(&self.old, page.old), of(&self.new, page.new))? })
            })
            .collect()
    }
}

fn drawn(pages: &Pages) -> Vec<Drawn> {
    let options = RenderOptions { pixel_per_pt: PIXELS_PER_POINT.into(), ..RenderOptions::default() };
    let draw = |page| {
        let picture = typst_render::render(page, &options);
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        Drawn { width, height, pixels: picture.data().to_vec() }
    };
    pages.document.pages().iter().map(draw).collect()
}

impl Drawn {
    fn row(&self, y: usize) -> &[u8] {
        let width = self.width * 4;
        self.pixels.get(y * width..(y + 1) * width).unwrap_or_default()
    }
}

/// Two pages in one picture; a page that is not there stays white.
fn side_by_side(old: Option<Drawn>, new: Option<Drawn>) -> Result<Vec<u8>, Finding> {
    let width = |page: &Option<Drawn>| page.as_ref().map_or(0, |page| page.width);
    let (left, right) = match (width(&old), width(&new)) {
        (0, width) | (width, 0) => (width, width),
        both => both,
    };
    let heights = [&old, &new].map(|page| page.as_ref().map_or(0, |page| page.height));
    let height = heights[0].max(heights[1]);
    let total = left + GAP_PIXELS + right;
    let mut pixels = vec![255; total * height * 4];
    for (y, out) in pixels.chunks_exact_mut(total * 4).enumerate() {
        let row = |page: &Option<Drawn>| page.as_ref().map(|page| page.row(y).to_vec()).unwrap_or_default();
        let (a, b) = (row(&old), row(&new));
        out[..a.len()].copy_from_slice(&a);
        let start = (left + GAP_PIXELS) * 4;
        out[start..start + b.len()].copy_from_slice(&b);
        let bar = if a == b { [225, 225, 225, 255] } else { [0, 0, 0, 255] };
        let middle = left + (GAP_PIXELS - BAR_PIXELS) / 2;
        out[middle * 4..(middle + BAR_PIXELS) * 4].chunks_exact_mut(4).for_each(|pixel| pixel.copy_from_slice(&bar));
    }
    encode(total, height, &pixels).map_err(|_| {
        Finding::new(codes::OUR_BUG, "chương trình không ghi được hình so sánh trang")
            .hint("gửi hai bản văn bản cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)")
    })
}

fn encode(width: usize, height: usize, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let side = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut encoder = png::Encoder::new(&mut bytes, side(width), side(height));
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}
