//! What signatures draw on the pages they came to: within their own places, and not on words or figures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use lopdf::Document;

use crate::signature::pdf::acroform::{self, Rect, is_visible};
use crate::signature::pdf::beside::Words;
use crate::signature::pdf::deadline::within;
use crate::signature::pdf::diff::changes::Appearance;
use crate::signature::pdf::drawing::{DrawnPages, NotDrawn, Picture, PixelRect, ReadFile};

/// Pixels a point at which pages are drawn.
const SCALES: [f32; 2] = [1.0, 2.0];

/// The one of them at which words are told from one another.
const WORDS_SCALE: f32 = SCALES[1];

/// Pixels of a page that may be ink under all signatures, as the end of a rule; the dot of an amount has more.
pub(crate) const MAX_PIXELS_ON: usize = 2;

/// Time for a file, and for each page that is drawn.
const TIME: Duration = Duration::from_secs(3);
const TIME_OF_PAGE: Duration = Duration::from_millis(150);

/// What signatures do to pages, counted from zero.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Painted {
    /// Pages on which something changed outside of their places.
    pub(crate) outside: BTreeSet<usize>,
    /// Pages on which they stand on words or figures.
    pub(crate) covered: BTreeSet<usize>,
    /// Where they read as part of a line.
    pub(crate) reading_on: Vec<Appearance>,
    /// Pages that could not be looked at.
    pub(crate) not_drawn: BTreeSet<usize>,
}

/// The file before signatures came, after them, and, where signatures stand in it already, before those.
pub(crate) struct Writings {
    pub(crate) before: ReadFile,
    pub(crate) after: ReadFile,
    pub(crate) unsigned: Option<ReadFile>,
}

/// Compares the pages before signatures came with those after.
///
/// `filled` are places of fields that were filled in: they may stand on what they showed before.
pub(crate) fn painted(writings: Writings, shown: &[Appearance], filled: &[Appearance]) -> Painted {
    let mut places: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
    for (all, is_filled) in [(shown, false), (filled, true)] {
        for appearance in all {
            places.entry(appearance.page).or_default().push(Place { rect: appearance.rect, is_filled });
        }
    }
    let not_drawn = Painted { not_drawn: places.keys().copied().collect(), ..Painted::default() };
    if places.is_empty() {
        return not_drawn;
    }
    // pages are those of the file as it was before, which nobody made long to gain time
    let limit = TIME + TIME_OF_PAGE * u32::try_from(places.len()).unwrap_or(u32::MAX);
    within(limit, move || look_at(&writings, places)).and_then(Result::ok).unwrap_or(not_drawn)
}

fn look_at(writings: &Writings, places: BTreeMap<usize, Vec<Place>>) -> Result<Painted, NotDrawn> {
    let Writings { before, after, unsigned } = writings;
    let unsigned = unsigned.as_ref().map(DrawnPages::open).transpose()?;
    let document = Arc::clone(&before.document);
    let looking = Looking { before: DrawnPages::open(before)?, after: DrawnPages::open(after)?, unsigned, document };
    let mut painted = Painted::default();
    for (page, places) in places {
        if looking.at(page, &places, &mut painted).is_err() {
            painted.not_drawn.insert(page);
        }
    }
    Ok(painted)
}

/// A place on a page.
struct Place {
    rect: Rect,
    is_filled: bool,
}

struct Looking {
    before: DrawnPages,
    after: DrawnPages,
    unsigned: Option<DrawnPages>,
    /// That of the file before.
    document: Arc<Document>,
}

impl Looking {
    fn at(&self, page: usize, places: &[Place], painted: &mut Painted) -> Result<(), NotDrawn> {
        for scale in SCALES {
            let (old, new) = (self.before.picture(page, scale)?, self.after.picture(page, scale)?);
            let (mut own, mut signed) = (vec![false; old.grey.len()], vec![false; old.grey.len()]);
            for Place { rect, is_filled } in places.iter().filter(|place| is_visible(place.rect)) {
                let place = self.before.place(page, *rect, scale)?;
                old.within(place, true).for_each(|at| own[at] = true);
                old.within(place, false).for_each(|at| signed[at] |= !is_filled);
            }
            self.leave_out_signed(page, scale, &old, &mut signed)?;
            if old.ink_of(&signed) > MAX_PIXELS_ON {
                painted.covered.insert(page);
            }
            let differs = |at: usize| old.grey[at] != new.grey[at] && !own[at];
            if old.grey.len() != new.grey.len() || (0..old.grey.len()).any(differs) {
                painted.outside.insert(page);
            } else if scale == WORDS_SCALE {
                self.read(page, places, [&old, &new], painted)?;
            }
        }
        Ok(())
    }

    /// Takes out what only signatures made before show: the seal of an office stands on a third of its leader's
    /// signature [N30-I II.8], but on no word of the document under that.
    fn leave_out_signed(&self, page: usize, scale: f32, old: &Picture, signed: &mut [bool]) -> Result<(), NotDrawn> {
        let Some(unsigned) = &self.unsigned else { return Ok(()) };
        let known = self.known(page, scale)?;
        if known.is_empty() {
            return Ok(());
        }
        let bare = unsigned.picture(page, scale)?;
        if bare.grey.len() != old.grey.len() || bare.width != old.width {
            return Ok(());
        }
        let is_ink = bare.ink();
        for place in known {
            old.within(place, true).filter(|at| !is_ink(bare.grey[*at])).for_each(|at| signed[at] = false);
        }
        Ok(())
    }

    /// Where signatures stood before.
    fn known(&self, page: usize, scale: f32) -> Result<Vec<PixelRect>, NotDrawn> {
        let id = self.document.page_iter().nth(page).ok_or(NotDrawn)?;
        let known = acroform::signature_places(&self.document, id).into_iter();
        known.map(|rect| self.before.place(page, rect, scale)).collect()
    }

    /// Notes the places that read as part of the page's own lines.
    fn read(
        &self,
        page: usize,
        places: &[Place],
        pictures: [&Picture; 2],
        painted: &mut Painted,
    ) -> Result<(), NotDrawn> {
        let words = Words::of(pictures[0], &self.known(page, WORDS_SCALE)?, WORDS_SCALE);
        for Place { rect, .. } in places.iter().filter(|place| !place.is_filled && is_visible(place.rect)) {
            if words.read_on(pictures, self.before.place(page, *rect, WORDS_SCALE)?, WORDS_SCALE) {
                painted.reading_on.push(Appearance { page, rect: *rect });
            }
        }
        Ok(())
    }
}
