//! The years between two dates and the anniversary that a text says: `kỷ niệm 80 năm Quốc khánh (02/9/1945 - 02/9/2024)`.

use crate::base::finding::codes;
use crate::check::language::amounts::amounts;
use crate::check::language::dates::dates;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Arithmetic,
    code: codes::ANNIVERSARY,
    basis: None,
    examples: &[LanguageExample {
        wrong: "kỷ niệm 79 năm Quốc khánh (02/9/1945 - 02/9/2025)",
        right: "kỷ niệm 80 năm Quốc khánh (02/9/1945 - 02/9/2025)",
    }],
    passes: &["kỷ niệm 80 năm Quốc khánh"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("số năm `{written}` không khớp hai ngày trong ngoặc"), "");
        }
    }
}

/// Letters between the number of years and the brackets.
const MAX_BETWEEN: usize = 120;

/// Every number of years that is not the one between the dates in brackets after it.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let text = &passage.text;
    let days = dates(text);
    let found = days.windows(2).filter_map(|two| {
        let [first, second] = two else { return None };
        let between = text[first.range.end..second.range.start].trim();
        let open = text[..first.range.start].trim_end().strip_suffix('(')?;
        let same_day = (first.day, first.month) == (second.day, second.month);
        if !matches!(between, "-" | "–") || !same_day || !text[second.range.end..].trim_start().starts_with(')') {
            return None;
        }
        let start = open.rfind("năm")?;
        let before = open[..start].trim_end();
        let number = before
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let years: i32 = before[number..].parse().ok()?;
        let near = open[start..].chars().count() <= MAX_BETWEEN && !open[start..].contains([';', '.', '\n']);
        let is_anniversary = before[..number].to_lowercase().trim_end().ends_with("niệm")
            || before[..number].trim_end().ends_with("thứ");
        let right = second.year - first.year;
        (near && is_anniversary && years != right)
            .then(|| Slip { range: number..before.len(), right: Some(right.to_string()) })
    });
    found.filter(|slip| !amounts(&text[slip.range.clone()]).is_empty()).collect()
}
