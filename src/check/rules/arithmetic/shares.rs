//! A whole, a part in brackets and the share it is: `6.967 hồ sơ (6.318 hồ sơ trực tuyến chiếm tỷ lệ 90,7%)`.

use num_rational::Ratio;

use crate::base::finding::codes;
use crate::check::language::amounts::{Amount, amounts};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading};
use crate::check::rules::arithmetic::judged::{Judged, Verdict, is_about, judge, plain};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Arithmetic,
    code: codes::SHARE,
    basis: None,
    examples: &[LanguageExample {
        wrong: "6.967 hồ sơ (6.318 hồ sơ trực tuyến chiếm tỷ lệ 97,7%)",
        right: "6.967 hồ sơ (6.318 hồ sơ trực tuyến chiếm tỷ lệ 90,7%)",
    }],
    passes: &["6.967 hồ sơ (khoảng 6.000 hồ sơ chiếm tỷ lệ 90%)"],
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

/// What stands between a part and its share.
const SHARES: [&str; 6] = ["chiếm", "chiếm tỷ lệ", "chiếm tỉ lệ", "tỷ lệ", "tỉ lệ", "đạt tỷ lệ"];

/// Letters between a part and its share.
const MAX_BETWEEN: usize = 50;

/// Every part in brackets after its whole, with its share.
pub(crate) fn judged(passage: &Passage) -> Vec<Judged> {
    let text = &passage.text;
    let found = amounts(text);
    let mut judged = Vec::new();
    for (open, _) in text.match_indices('(') {
        let Some(close) = text[open..].find([')', '\n']).map(|i| open + i) else { continue };
        let Some(whole) = found.iter().rev().find(|amount| amount.range.end <= open) else { continue };
        let unit = text[whole.range.end..open].trim();
        let is_whole = !whole.unsure && !whole.percent && whole.value > Ratio::ZERO && !is_about(text, whole);
        if !is_whole
            || unit.is_empty()
            || unit.split_whitespace().count() > 3
            || unit.contains([',', ';', '.', ':', ')'])
        {
            continue;
        }
        let inside: Vec<&Amount> =
            found.iter().filter(|amount| open < amount.range.start && amount.range.end < close).collect();
        judged.extend(inside.windows(2).filter_map(|two| read(text, whole, unit, two)));
    }
    judged
}

fn read(text: &str, whole: &Amount, unit: &str, two: &[&Amount]) -> Option<Judged> {
    let [part, share] = two else { return None };
    let between = text[part.range.end..share.range.start].trim();
    let words = SHARES.iter().filter(|words| between.ends_with(**words)).max_by_key(|words| words.len())?;
    let counted = between.strip_suffix(words)?.trim().trim_end_matches(',').trim();
    let fits =
        counted.starts_with(unit) && counted.chars().count() <= MAX_BETWEEN && !counted.contains([',', ';', '.', ':']);
    let sure = !part.unsure
        && !share.unsure
        && share.percent
        && !part.percent
        && part.value <= whole.value
        && !is_about(text, part);
    if !fits || !sure {
        return None;
    }
    let ((low, high), (least, most)) = (part.bounds(), whole.bounds());
    let is_whole_number = part.decimals == 0 && whole.decimals == 0;
    let value = part.value / whole.value * 100;
    let ends = if is_whole_number { (value, value) } else { (low / most * 100, high / least * 100) };
    Some(Judged {
        range: part.range.start..share.end,
        verdict: judge(ends.0, ends.1, share),
        sum: format!("{} / {}", plain(part.value), plain(whole.value)),
        expected: value,
        written: (*share).clone(),
    })
}
