//! One document cited with two dates in one text.

use std::collections::HashMap;

use crate::base::finding::codes;
use crate::check::language::dates::written;
use crate::check::language::signs::signs;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::Reading;

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Citations,
    code: codes::TWO_DATES,
    basis: None,
    examples: &[LanguageExample {
        wrong: "Quyết định số 12/QĐ-UBND ngày 05/3/2025; theo Quyết định số 12/QĐ-UBND ngày 06/3/2025",
        right: "Quyết định số 12/QĐ-UBND ngày 05/3/2025; theo Quyết định số 12/QĐ-UBND ngày 05/3/2025",
    }],
    passes: &["Quyết định số 12/QĐ-UBND ngày 05/3/2025; Quyết định số 13/QĐ-UBND ngày 06/3/2025"],
    noise: Noise { found: 2, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    let mut first = HashMap::new();
    for passage in &reading.passages {
        for sign in signs(&passage.text) {
            let Some((date, day)) = sign.date.as_ref().and_then(|date| Some((date, date.day()?))) else { continue };
            let name = sign.written(&passage.text);
            let known = *first.entry(name.clone()).or_insert(day);
            if known != day {
                let message = format!("`{name}` ở đây ghi ngày {}, ở trên ghi ngày {}", written(day), written(known));
                report.push(
                    passage,
                    date.range.clone(),
                    message,
                    "xem lại văn bản gốc rồi sửa một trong hai".to_owned(),
                    None,
                );
            }
        }
    }
}
