//! The date of an act against the date it has: `Nghị định số 118/2025/NĐ-CP ngày 09/5/2025`.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::base::finding::codes;
use crate::check::language::dates::written;
use crate::check::language::signs::{CitedSign, signs};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Citations,
    code: codes::DATE_OF_ACT,
    basis: None,
    examples: &[LanguageExample {
        wrong: "Nghị định số 118/2025/NĐ-CP ngày 09/5/2025",
        right: "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025",
    }],
    passes: &["Nghị định số 30/2020/NĐ-CP"],
    noise: Noise { found: 2, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("văn bản này không ban hành ngày `{written}`"), "");
        }
    }
}

/// Acts of the centre with their dates, as official documents cite them.
static ACTS: LazyLock<HashMap<&str, NaiveDate>> = LazyLock::new(|| {
    let rows = include_str!("acts.tsv").lines();
    rows.filter_map(|row| {
        let (sign, date) = row.split_once('\t')?;
        Some((sign, NaiveDate::parse_from_str(date, "%d/%m/%Y").ok()?))
    })
    .collect()
});

/// Every date that is not that of its act; what the act has is told.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let found = signs(&passage.text).into_iter().filter_map(|sign: CitedSign| {
        let date = sign.date.as_ref()?;
        let act = ACTS.get(sign.written(&passage.text).as_str())?;
        let other = date.day().is_some_and(|day| day != *act);
        other.then(|| Slip { range: date.range.clone(), right: Some(written(*act)) })
    });
    found.collect()
}

/// Whether the date of an act is known.
pub(crate) fn has(sign: &str) -> bool {
    ACTS.contains_key(sign)
}
