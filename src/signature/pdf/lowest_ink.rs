//! How far down a page its words and pictures reach.

use std::sync::Arc;
use std::time::Duration;

use lopdf::Document;

use crate::signature::pdf::deadline::within;
use crate::signature::pdf::drawing::{DrawnPages, ReadFile};

/// Pixels a point.
const SCALE: f32 = 1.0;

/// Points of an inch, and its millimetres.
const POINTS: f64 = 72.0;
const INCH: f64 = 25.4;

/// Time to draw the page.
const TIME: Duration = Duration::from_secs(2);

/// How far the ink of the last page of a file reaches, mm from the top of the page; none when it cannot be drawn.
pub(crate) fn lowest_ink(bytes: &[u8], document: &Arc<Document>) -> Option<f64> {
    let file = ReadFile::new(bytes, document);
    within(TIME, move || {
        let pages = DrawnPages::open(&file).ok()?;
        let picture = pages.picture(file.document.page_iter().count().checked_sub(1)?, SCALE).ok()?;
        let is_ink = picture.ink();
        let rows = picture.grey.chunks(picture.width.max(1));
        let rows = rows.map(|row| row.iter().any(|grey| is_ink(*grey))).collect::<Vec<_>>();
        let lowest = rows.iter().rposition(|has_ink| *has_ink).map_or(0, |row| row + 1);
        Some(f64::from(u32::try_from(lowest).ok()?) / POINTS * INCH)
    })
    .flatten()
}
