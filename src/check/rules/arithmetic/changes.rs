//! A value, its change and the value it is compared with in one clause: `11.580 tỷ đồng, tăng 10,48% so với cùng kỳ (10.482 tỷ
//! đồng)`.

use num_rational::Ratio;

use crate::base::finding::codes;
use crate::check::language::amounts::{Amount, amounts};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading};
use crate::check::rules::arithmetic::judged::{Judged, Verdict, is_about, judge, plain};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Arithmetic,
    code: codes::CHANGE,
    basis: None,
    examples: &[LanguageExample {
        wrong: "11.580 tỷ đồng, tăng 12,48% so với cùng kỳ (10.482 tỷ đồng)",
        right: "11.580 tỷ đồng, tăng 10,48% so với cùng kỳ (10.482 tỷ đồng)",
    }],
    passes: &["ước 11.580 tỷ đồng, tăng 12% so với cùng kỳ (10.482 tỷ đồng)"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for judged in judged(passage).into_iter().filter(|judged| judged.verdict == Verdict::Wrong) {
            report.push(
                passage,
                judged.range.clone(),
                judged.percent_told(),
                "xem lại các số trong câu rồi sửa".to_owned(),
                None,
            );
        }
    }
}

/// How the percent compares the two values.
#[derive(Debug, Clone, Copy, PartialEq)]
enum How {
    Rise,
    Fall,
    Share,
}

/// The word before the percent.
const CHANGES: [(&str, How); 6] = [
    ("tăng", How::Rise),
    ("vượt", How::Rise),
    ("giảm", How::Fall),
    ("đạt", How::Share),
    ("bằng", How::Share),
    ("đạt tỷ lệ", How::Share),
];

/// What the values before and after are, between the percent and the other value.
const BASES: [&str; 9] =
    ["cùng kỳ", "năm trước", "năm ngoái", "kế hoạch", "dự toán", "chỉ tiêu", "nghị quyết", "tháng trước", "quý trước"];

/// Letters between the percent and the value it is compared with.
const MAX_BETWEEN: usize = 60;

/// Every value with its change and the value it changed from.
pub(crate) fn judged(passage: &Passage) -> Vec<Judged> {
    let found = amounts(&passage.text);
    (1..found.len().saturating_sub(1)).filter_map(|at| read(&passage.text, &found, at)).collect()
}

fn read(text: &str, found: &[Amount], at: usize) -> Option<Judged> {
    let [now, percent, then] = &found[at - 1..=at + 1] else { return None };
    let sure = [now, percent, then].iter().all(|amount| !amount.unsure);
    if !sure || !percent.percent || now.percent || then.percent || then.value == Ratio::ZERO {
        return None;
    }
    let first = text.get(now.range.end..percent.range.start)?;
    let second = text.get(percent.end..then.range.start)?;
    let (unit, change) = first.rsplit_once([',', '('])?;
    let change = change.trim().to_lowercase();
    let (_, how) = CHANGES.iter().find(|(word, _)| change == *word)?;
    let base = second.trim_end_matches([' ', '(', '\u{a0}']).to_lowercase();
    let is_base = second.contains('(') && BASES.iter().any(|known| base.contains(known));
    let clause = second.chars().count() <= MAX_BETWEEN
        && !second.contains([';', ':', '.', ','])
        && !unit.contains([';', ':', '.']);
    let after = &text[then.range.end..];
    let same_unit = after.trim_start().starts_with(unit.trim()) && !unit.trim().is_empty();
    if !is_base || !clause || !same_unit || is_about(text, now) || is_about(text, then) {
        return None;
    }
    let value = |now: Ratio<i128>, then: Ratio<i128>| match how {
        How::Rise => (now / then - 1) * 100,
        How::Fall => (Ratio::ONE - now / then) * 100,
        How::Share => now / then * 100,
    };
    let ((now_low, now_high), (then_low, then_high)) = (now.bounds(), then.bounds());
    if then_low <= Ratio::ZERO {
        return None;
    }
    let ends = [value(now_low, then_high), value(now_high, then_low)];
    let (low, high) = if ends[0] <= ends[1] { (ends[0], ends[1]) } else { (ends[1], ends[0]) };
    Some(Judged {
        range: now.range.start..then.range.end,
        verdict: judge(low, high, percent),
        sum: format!("{} so với {}", plain(now.value), plain(then.value)),
        expected: value(now.value, then.value),
        written: percent.clone(),
    })
}
