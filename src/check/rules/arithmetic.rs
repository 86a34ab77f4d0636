//! Sums in running text: what a sentence says of its own numbers.

use std::ops::Range;

use crate::check::language::amounts::amounts;
use crate::check::passage::Reading;

pub(crate) mod anniversaries;
pub(crate) mod changes;
pub(crate) mod grouping;
mod judged;
pub(crate) mod parts;
pub(crate) mod ranks;
pub(crate) mod ratios;
pub(crate) mod shares;

/// How many numbers of a text stand in statements that were worked out again.
pub(crate) fn coverage(reading: &Reading) -> (usize, usize) {
    let (mut checked, mut all) = (0, 0);
    for passage in &reading.passages {
        let judged =
            [ratios::judged(passage), shares::judged(passage), changes::judged(passage), parts::judged(passage)];
        let judged: Vec<Range<usize>> = judged.into_iter().flatten().map(|judged| judged.range).collect();
        let numbers = amounts(&passage.text);
        all += numbers.len();
        let inside = |at: &Range<usize>| judged.iter().any(|range| range.start <= at.start && at.end <= range.end);
        checked += numbers.iter().filter(|number| inside(&number.range)).count();
    }
    (checked, all)
}
