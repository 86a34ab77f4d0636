//! Numbers whose groups no number has: `34.400.00`, `1.2345`.

use crate::base::finding::codes;
use crate::check::language::amounts::amounts;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Arithmetic,
    code: codes::BROKEN_GROUPS,
    basis: None,
    examples: &[LanguageExample { wrong: "trị giá 34.400.00đ", right: "trị giá 34.400.000đ" }],
    passes: &["mục 1.2.3", "12.375,3"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(
                passage,
                slip,
                |written| format!("số `{written}` tách nhóm không đúng"),
                "viết đủ ba chữ số sau mỗi dấu chấm",
            );
        }
    }
}

/// Every number of three groups and more of which one but the first has not three figures, outside dates and signs.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let text = &passage.text;
    let found = amounts(text).into_iter().filter(|amount| {
        let written = &text[amount.range.clone()];
        let whole = written.split(',').next().unwrap_or_default();
        let groups: Vec<&str> = whole.split('.').collect();
        let grouped = groups.len() > 2 && groups[1..].iter().any(|group| group.len() == 3);
        // numbers of sections, addresses and codes have points too
        let is_amount = groups[0].len() <= 3 && groups[1..].iter().filter(|group| group.len() != 3).count() == 1;
        let joined = text[..amount.range.start].ends_with(|c: char| c.is_alphanumeric() || "/-.".contains(c))
            || text[amount.range.end..].starts_with(|c: char| c.is_alphanumeric() && c != 'đ' || "/-".contains(c));
        grouped && is_amount && !joined && groups[0] != "0"
    });
    found.map(|amount| Slip { range: amount.range, right: None }).collect()
}
