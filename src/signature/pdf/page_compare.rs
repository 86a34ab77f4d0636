//! Two PDFs as a reader sees them: the text and the picture of every page, signatures only on free space.

use std::fmt::{self, Display, Formatter};
use std::sync::Arc;
use std::time::Duration;

use lopdf::{Document, ObjectId};

use crate::base::text::one_line;
use crate::signature::pdf::about;
use crate::signature::pdf::acroform::{self, Rect};
use crate::signature::pdf::aloud;
use crate::signature::pdf::beside::Words;
use crate::signature::pdf::deadline::within;
use crate::signature::pdf::drawing::{DrawnPages, MAX_PAGES, NotDrawn, ReadFile};
use crate::signature::pdf::painting::MAX_PIXELS_ON;
use crate::signature::pdf::presented;
use crate::signature::pdf::undrawn;

/// Pixels a point: a comma is told from a full stop.
const SCALE: f32 = 2.0;

/// How far a grey value may be off before a pixel differs, and how many pixels of a page may: fewer than a small dot has.
const MAX_OFF: u8 = 24;
const MAX_PIXELS_OFF: usize = 2;

/// Bytes of text read from one page.
const MAX_TEXT: usize = 4 << 20;

/// Time for a file, and for each of its pages.
const TIME: Duration = Duration::from_secs(2);
const TIME_OF_PAGE: Duration = Duration::from_millis(250);

/// What a reader sees that is not the same in two files; pages are counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageDifference {
    Count {
        issued: usize,
        file: usize,
    },
    Text(u32),
    Picture(u32),
    /// A signature stands on words or figures.
    Covered(u32),
    /// A signature reads as part of a line.
    Beside(u32),
    /// Other words for who listens to the page or copies it.
    Aloud(u32),
    /// Other annotations, fields or units, which each reader draws in its own way.
    Undrawn(u32),
    /// Other layers, which a reader may show and hide.
    Layers,
    /// It runs something, brings files, or prints what it does not show.
    Acts,
    /// Another title or author.
    Info,
    /// Other words for who listens to the file, in its structure.
    Structure,
    /// Other numbers of pages, bookmarks, ways to open it, or another order in which it is read aloud.
    Presented,
}

impl Display for PageDifference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { issued, file } => write!(f, "bản chốt có {issued} trang, tệp này có {file} trang"),
            Self::Text(page) => write!(f, "chữ trang {page} khác"),
            Self::Picture(page) => write!(f, "hình trang {page} khác"),
            Self::Covered(page) => write!(f, "hình ảnh chữ ký số ở trang {page} che chữ hoặc hình của văn bản"),
            Self::Beside(page) => write!(f, "hình chữ ký ở trang {page} đọc lẫn vào dòng chữ của văn bản"),
            Self::Aloud(page) => write!(f, "chữ để đọc thành tiếng hoặc để sao chép của trang {page} khác"),
            Self::Undrawn(page) => write!(f, "chú thích, ô nhập hoặc cỡ trang {page} khác"),
            Self::Layers => f.write_str("lớp ẩn hiện của tệp khác"),
            Self::Acts => f.write_str("tệp có thêm việc tự chạy, tệp kèm hoặc hình chỉ hiện khi in"),
            Self::Structure => f.write_str("chữ để đọc thành tiếng trong cấu trúc của tệp khác"),
            Self::Presented => f.write_str("số trang, mục lục, cách mở hoặc thứ tự đọc của tệp khác"),
            Self::Info => f.write_str("tên, tác giả hoặc từ khóa trong thông tin về tệp khác"),
        }
    }
}

/// What two files show differently, page by page from one; empty when a reader sees the same.
///
/// # Errors
/// One of them cannot be drawn, so that nothing can be said.
pub(crate) fn compare(issued: ReadFile, file: ReadFile) -> Result<Vec<PageDifference>, NotDrawn> {
    let pages = |document: &Document| document.page_iter().take(MAX_PAGES + 1).collect::<Vec<_>>();
    let (old, new) = (pages(&issued.document), pages(&file.document));
    if old.len() != new.len() {
        return Ok(vec![PageDifference::Count { issued: old.len(), file: new.len() }]);
    }
    // a file needs as many pages as were issued to be given the time for them
    let limit = TIME + TIME_OF_PAGE * u32::try_from(old.len()).unwrap_or(u32::MAX);
    within(limit, move || compare_pages(&issued, &file, &old, &new)).unwrap_or(Err(NotDrawn))
}

fn compare_pages(
    issued: &ReadFile,
    file: &ReadFile,
    old: &[ObjectId],
    new: &[ObjectId],
) -> Result<Vec<PageDifference>, NotDrawn> {
    let drawn = [DrawnPages::open(issued)?, DrawnPages::open(file)?];
    let documents = [issued, file].map(|read| &*read.document);
    let mut found = Vec::new();
    found.extend(undrawn::has_new_layers(documents).then_some(PageDifference::Layers));
    let is_other = about::has_other_words(documents) || about::has_other_metadata(documents);
    found.extend(is_other.then_some(PageDifference::Info));
    found.extend(presented::differs(documents).then_some(PageDifference::Presented));
    found.extend(undrawn::acts_otherwise(documents).then_some(PageDifference::Acts));
    let is_other = aloud::of_objects(documents[0]) != aloud::of_objects(documents[1]);
    found.extend(is_other.then_some(PageDifference::Structure));
    for (at, (before, id)) in old.iter().zip(new).enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let words = |document: &Document| {
            let text = document.extract_text_with_limit(&[number], MAX_TEXT).ok();
            text.as_deref().map(one_line)
        };
        if words(&issued.document) != words(&file.document) {
            found.push(PageDifference::Text(number));
            continue;
        }
        if aloud::of_page(documents[0], *before) != aloud::of_page(documents[1], *id) {
            found.push(PageDifference::Aloud(number));
            continue;
        }
        if undrawn::differs(documents, [*before, *id]) {
            found.push(PageDifference::Undrawn(number));
            continue;
        }
        let places =
            [(documents[0], *before), (documents[1], *id)].map(|(of, page)| acroform::signature_places(of, page));
        found.extend(compare_pictures(&drawn, at, &places)?.map(|differs| differs(number)));
    }
    Ok(found)
}

type OfPage = fn(u32) -> PageDifference;

/// The pictures of one page; a signature may show where the issued page has no ink.
fn compare_pictures(
    [issued, file]: &[DrawnPages; 2],
    page: usize,
    [known, places]: &[Vec<Rect>; 2],
) -> Result<Option<OfPage>, NotDrawn> {
    let (a, b) = (issued.picture(page, SCALE)?, file.picture(page, SCALE)?);
    if a.grey.len() != b.grey.len() || a.width != b.width {
        return Ok(Some(PageDifference::Picture));
    }
    let (mut inner, mut signed) = (vec![false; a.grey.len()], vec![false; a.grey.len()]);
    for place in places {
        let place = issued.place(page, *place, SCALE)?;
        a.within(place, false).for_each(|at| inner[at] = true);
        a.within(place, true).for_each(|at| signed[at] = true);
    }
    if a.ink_of(&inner) > MAX_PIXELS_ON {
        return Ok(Some(PageDifference::Covered));
    }
    let off = |at: &usize| a.grey[*at].abs_diff(b.grey[*at]) > MAX_OFF && !signed[*at];
    if (0..a.grey.len()).filter(off).count() > MAX_PIXELS_OFF {
        return Ok(Some(PageDifference::Picture));
    }
    let on_page = |places: &[Rect]| -> Result<Vec<_>, _> {
        places.iter().map(|place| issued.place(page, *place, SCALE)).collect()
    };
    let words = Words::of(&a, &on_page(known)?, SCALE);
    let reads_on = on_page(places)?.into_iter().any(|place| words.read_on([&a, &b], place, SCALE));
    Ok(reads_on.then_some(PageDifference::Beside))
}

/// Whether a file is pictures of paper: pages without text, each with a picture.
pub(crate) fn is_scan(document: &Arc<Document>) -> bool {
    let document = Arc::clone(document);
    within(TIME, move || has_pictures_alone(&document)).unwrap_or_default()
}

fn has_pictures_alone(document: &Document) -> bool {
    let pages: Vec<_> = document.get_pages().into_iter().take(MAX_PAGES).collect();
    let bare =
        |number: u32| document.extract_text_with_limit(&[number], MAX_TEXT).is_ok_and(|text| text.trim().is_empty());
    !pages.is_empty()
        && pages
            .iter()
            .all(|(number, id)| bare(*number) && document.get_page_images(*id).is_ok_and(|images| !images.is_empty()))
}
