//! The year inside a number against the date beside it: `46/2002/QĐ-UBND ngày 12/09/2022`.

use crate::base::finding::codes;
use crate::check::language::signs::signs;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Citations,
    code: codes::YEAR_OF_NUMBER,
    basis: None,
    examples: &[LanguageExample {
        wrong: "Nghị định số 23/2015/NĐ-CP ngày 16/02/2025",
        right: "Nghị định số 23/2015/NĐ-CP ngày 16/02/2015",
    }],
    passes: &["418/BC-UBND ngày 05/12/2025"],
    noise: Noise { found: 3, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(
                passage,
                slip,
                |written| format!("năm trong số và năm của ngày không giống nhau: `{written}`"),
                "xem lại văn bản gốc rồi sửa số hoặc ngày",
            );
        }
    }
}

/// Every date of another year than its number; nobody can tell which of the two is wrong.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let found = signs(&passage.text).into_iter().filter_map(|sign| {
        let (year, date) = (sign.year?, sign.date?);
        (year != date.year && (1945..=2999).contains(&date.year))
            .then_some(Slip { range: sign.range.start..date.range.end, right: None })
    });
    found.collect()
}
