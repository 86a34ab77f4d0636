//! Where a signature shows, as people find it on paper: page, and millimetres from its upper left corner.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use lopdf::Document;

use crate::signature::pdf::acroform::{self, Rect};
use crate::signature::pdf::diff::changes::Appearance;

/// Millimetres of a point.
const POINT: f32 = 25.4 / 72.0;

/// A place on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    page: usize,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl Place {
    pub(super) fn of(document: &Document, Appearance { page, rect }: Appearance) -> Self {
        let paper = document.page_iter().nth(page).map(|id| acroform::paper(document, id));
        Self::on(paper.unwrap_or_default(), page, rect)
    }

    fn on([paper_left, _, _, paper_top]: Rect, page: usize, [left, bottom, right, top]: Rect) -> Self {
        Self {
            page,
            left: millimetres(left - paper_left),
            top: millimetres(paper_top - top),
            width: millimetres(right - left),
            height: millimetres(top - bottom),
        }
    }
}

/// Whole millimetres; places that no paper has are told as its furthest.
fn millimetres(points: f32) -> i32 {
    let wanted = (points * POINT).round().clamp(-9999.0, 9999.0);
    (-9999..=9999_i16).find(|whole| f32::from(*whole) >= wanted).map_or(0, i32::from)
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { page, left, top, width, height } = self;
        write!(f, "trang {}, cách mép trái {left} mm, mép trên {top} mm, rộng {width} mm, cao {height} mm", page + 1)
    }
}

/// Where the signatures of a file show, by the names of their fields.
pub(super) fn of_signatures(document: &Document) -> BTreeMap<String, Vec<Place>> {
    let mut pages = BTreeMap::new();
    for (at, id) in document.page_iter().enumerate() {
        let Ok(page) = document.get_dictionary(id) else { continue };
        for annotation in acroform::array(document, page, b"Annots") {
            let widget = annotation.as_reference().ok();
            widget.into_iter().for_each(|widget| _ = pages.entry(widget).or_insert((at, id)));
        }
    }
    let mut all: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for field in acroform::fields(document).into_iter().filter(|field| field.is_signature && field.has_value) {
        for widget in field.id.iter().chain(&field.widgets) {
            let rect = document.get_dictionary(*widget).ok().and_then(|own| acroform::rect(document, own));
            if let (Some((at, id)), Some(rect)) = (pages.get(widget), rect.filter(|rect| acroform::is_visible(*rect))) {
                let place = Place::on(acroform::paper(document, *id), *at, rect);
                all.entry(field.name.clone()).or_default().push(place);
            }
        }
    }
    all
}
