//! Pages → one PNG each.

use rayon::prelude::*;
use typst_render::RenderOptions;

use crate::base::finding::{Finding, codes};
use crate::typeset::Pages;

/// Pixels per point: 144 dots an inch, sharp on a screen.
const PIXELS_PER_POINT: f64 = 2.0;

/// Draws every page, on every core.
///
/// # Errors
/// A page cannot be written as PNG, which is our bug.
pub fn png(pages: &Pages) -> Result<Vec<Vec<u8>>, Finding> {
    (0..pages.count()).into_par_iter().map(|page| png_of(pages, page)).collect()
}

/// Draws one page, counted from 0; a page that is not there gives no bytes.
///
/// # Errors
/// The page cannot be written as PNG, which is our bug.
pub fn png_of(pages: &Pages, page: usize) -> Result<Vec<u8>, Finding> {
    let options = RenderOptions { pixel_per_pt: PIXELS_PER_POINT.into(), ..RenderOptions::default() };
    let Some(page) = pages.document.pages().get(page) else {
        return Ok(Vec::new());
    };
    typst_render::render(page, &options).encode_png().map_err(|_| {
        Finding::new(codes::OUR_BUG, "chương trình không vẽ được trang")
            .hint("gửi tệp văn bản cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)")
    })
}
