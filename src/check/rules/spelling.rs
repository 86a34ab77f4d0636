//! Slips of the pen: chính tả.

use crate::check::passage::{Passage, Reading, Slip};

pub(crate) mod confused;
pub(crate) mod doubled;
pub(crate) mod impossible;
pub(crate) mod joined;
pub(crate) mod neighbours;
pub(crate) mod phrases;

/// Whether every word of a slip is one that the office writes of itself.
fn is_known(reading: &Reading, passage: &Passage, slip: &Slip) -> bool {
    let mut words =
        passage.words.iter().filter(|word| slip.range.start <= word.range.start && word.range.end <= slip.range.end);
    words.all(|word| reading.is_of_office(&word.small))
}
