//! Days that the calendar does not have: `31/4/2025`, `29/7/20225`.

use crate::base::finding::codes;
use crate::check::language::dates::dates;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Citations,
    code: codes::NO_SUCH_DAY,
    basis: None,
    examples: &[
        LanguageExample { wrong: "trước ngày 31/4/2025", right: "trước ngày 30/4/2025" },
        LanguageExample { wrong: "ngày 29/7/20225", right: "ngày 29/7/2022" },
    ],
    passes: &["ngày 29/02/2024"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("không có ngày `{written}`"), "xem lại rồi sửa ngày");
        }
    }
}

/// Every such date.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let found = dates(&passage.text).into_iter().filter(|date| date.day().is_none() || date.year > 2999);
    found.map(|date| Slip { range: date.range, right: None }).collect()
}
