//! Two PDFs as a reader sees them: the text and the picture of every page, what stands under signatures left out.

use std::fmt::{self, Display, Formatter};
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use lopdf::Document;

use crate::signature::pdf::acroform::{self, Rect};

/// Pixels a point; words and lines are still distinguished.
const SCALE: f32 = 1.0;

/// How far a grey value may be off before a pixel differs, and how many pixels of a page may.
const MAX_OFF: u8 = 48;
const MAX_PIXELS_OFF: usize = 4;

/// Grey values below this are ink.
const INK: u8 = 128;

/// Pages that are drawn, and points of the longer side of the paper.
const MAX_PAGES: usize = 500;
const MAX_SIDE: f32 = 5000.0;

/// Bytes of text read from one page.
const MAX_TEXT: usize = 16 << 20;

/// A PDF as bytes and as what was read from them.
#[derive(Clone, Copy)]
pub(crate) struct File<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) document: &'a Document,
}

/// What a reader sees that is not the same in two files; pages are counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageDifference {
    Count { issued: usize, file: usize },
    Text(u32),
    Picture(u32),
}

impl Display for PageDifference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { issued, file } => write!(f, "bản phát hành có {issued} trang, tệp này có {file} trang"),
            Self::Text(page) => write!(f, "chữ trang {page} khác"),
            Self::Picture(page) => write!(f, "hình trang {page} khác"),
        }
    }
}

/// A page that cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotDrawn;

/// The pages of a file, ready to be drawn.
pub(crate) struct DrawnPages {
    pdf: Pdf,
}

/// One page as grey values.
struct Picture {
    width: usize,
    grey: Vec<u8>,
}

impl DrawnPages {
    /// Opens a file; `None` when it cannot be drawn.
    pub(crate) fn open(bytes: &[u8]) -> Option<Self> {
        let pdf = Pdf::new(Arc::new(bytes.to_vec())).ok()?;
        (pdf.pages().len() <= MAX_PAGES).then_some(Self { pdf })
    }

    fn picture(&self, page: usize) -> Option<Picture> {
        let page = self.pdf.pages().get(page)?;
        let (width, height) = page.render_dimensions();
        if !(1.0..=MAX_SIDE).contains(&width) || !(1.0..=MAX_SIDE).contains(&height) {
            return None;
        }
        let settings = RenderSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE, ..RenderSettings::default() };
        let pixels = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let grey = pixels.data().iter().map(|pixel| pixel.r.min(pixel.g).min(pixel.b)).collect();
        Some(Picture { width: usize::from(pixels.width()), grey })
    }

    /// Whether something is drawn on a page within a place.
    pub(crate) fn has_ink(&self, page: usize, paper: Rect, place: Rect) -> bool {
        let Some(picture) = self.picture(page) else {
            return false;
        };
        let dark = picture
            .grey
            .iter()
            .enumerate()
            .filter(|(at, grey)| **grey < INK && inside(picture.point(*at, paper), place));
        dark.count() > MAX_PIXELS_OFF
    }
}

impl Picture {
    /// Where a pixel lies on the paper.
    fn point(&self, at: usize, paper: Rect) -> (f32, f32) {
        let scaled = |pixels: usize| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX)) / SCALE;
        (paper[0] + scaled(at % self.width), paper[3] - scaled(at / self.width))
    }
}

fn inside((x, y): (f32, f32), [left, bottom, right, top]: Rect) -> bool {
    (left - 1.0..=right + 1.0).contains(&x) && (bottom - 1.0..=top + 1.0).contains(&y)
}

/// What two files show differently, page by page from one; empty when a reader sees the same.
///
/// # Errors
/// One of them cannot be drawn, so that nothing can be said.
pub(crate) fn compare(issued: File<'_>, file: File<'_>) -> Result<Vec<PageDifference>, NotDrawn> {
    let pages = |document: &Document| document.page_iter().take(MAX_PAGES + 1).collect::<Vec<_>>();
    let (old, new) = (pages(issued.document), pages(file.document));
    if old.len() != new.len() {
        return Ok(vec![PageDifference::Count { issued: old.len(), file: new.len() }]);
    }
    let drawn_old = DrawnPages::open(issued.bytes).ok_or(NotDrawn)?;
    let drawn_new = DrawnPages::open(file.bytes).ok_or(NotDrawn)?;
    let mut found = Vec::new();
    for (at, id) in new.iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let words = |document: &Document| {
            let text = document.extract_text_with_limit(&[number], MAX_TEXT).ok();
            text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        if words(issued.document) != words(file.document) {
            found.push(PageDifference::Text(number));
            continue;
        }
        let paper = acroform::paper(file.document, *id);
        let (Some(a), Some(b)) = (drawn_old.picture(at), drawn_new.picture(at)) else {
            return Err(NotDrawn);
        };
        let covered = signature_places(file.document, *id);
        let differs = |at: &usize| {
            a.grey[*at].abs_diff(b.grey[*at]) > MAX_OFF
                && !covered.iter().any(|place| inside(b.point(*at, paper), *place))
        };
        if a.grey.len() != b.grey.len()
            || a.width != b.width
            || (0..a.grey.len()).filter(differs).count() > MAX_PIXELS_OFF
        {
            found.push(PageDifference::Picture(number));
        }
    }
    Ok(found)
}

/// Where signatures show on a page.
fn signature_places(document: &Document, page: lopdf::ObjectId) -> Vec<Rect> {
    let fields = acroform::fields(document);
    let signatures: Vec<_> =
        fields.iter().filter(|field| field.is_signature).flat_map(|f| f.id.iter().chain(&f.widgets)).collect();
    let page = document.get_dictionary(page).ok();
    let annotations = page.map(|page| acroform::array(document, page, b"Annots")).unwrap_or_default().iter();
    let own = annotations.filter(|annotation| annotation.as_reference().is_ok_and(|id| signatures.contains(&&id)));
    own.filter_map(|annotation| acroform::rect(document, acroform::follow(document, annotation).as_dict().ok()?))
        .collect()
}

/// Whether a file is pictures of paper: pages without text, each with a picture.
pub(crate) fn is_scan(document: &Document) -> bool {
    let pages: Vec<_> = document.get_pages().into_iter().take(MAX_PAGES).collect();
    let bare =
        |number: u32| document.extract_text_with_limit(&[number], MAX_TEXT).is_ok_and(|text| text.trim().is_empty());
    !pages.is_empty()
        && pages
            .iter()
            .all(|(number, id)| bare(*number) && document.get_page_images(*id).is_ok_and(|images| !images.is_empty()))
}
