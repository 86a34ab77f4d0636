//! Documents that a text cites: viện dẫn.

use crate::check::language::signs::signs;
use crate::check::passage::Reading;

pub(crate) mod calendar;
pub(crate) mod form;
pub(crate) mod kind;
pub(crate) mod known_acts;
pub(crate) mod one_act_two_dates;
pub(crate) mod year;

/// How many of the signs of a text have something to be compared with: a year inside, a date known or said elsewhere.
pub(crate) fn coverage(reading: &Reading) -> (usize, usize) {
    let (mut checked, mut all) = (0, 0);
    for passage in &reading.passages {
        for sign in signs(&passage.text) {
            let known = known_acts::has(&sign.written(&passage.text));
            all += 1;
            checked += usize::from(sign.date.is_some() && (sign.year.is_some() || known));
        }
    }
    (checked, all)
}
