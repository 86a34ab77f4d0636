//! A part of a whole and its percent in one clause: `12/15 hộ, đạt 80%`, `12.375,3/10.200 triệu đồng, vượt 21,3% kế hoạch`.

use num_rational::Ratio;

use crate::base::finding::codes;
use crate::check::language::amounts::{Amount, amounts};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading};
use crate::check::rules::arithmetic::judged::{Judged, Verdict, judge, plain};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Arithmetic,
    code: codes::RATIO,
    basis: None,
    examples: &[LanguageExample {
        wrong: "giải quyết 6.521/6.967 hồ sơ, đạt tỷ lệ 95,6%",
        right: "giải quyết 6.521/6.967 hồ sơ, đạt tỷ lệ 93,6%",
    }],
    passes: &["02/3 diện tích có độ dốc từ 15%", "06/34 địa phương tỷ lệ đạt dưới 90%"],
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

/// What stands between the whole and the percent: how the two are compared, and the words for it.
const CONNECTORS: [(&str, How); 14] = [
    ("đạt", How::Share),
    ("đạt tỷ lệ", How::Share),
    ("đạt tỉ lệ", How::Share),
    ("chiếm", How::Share),
    ("chiếm tỷ lệ", How::Share),
    ("chiếm tỉ lệ", How::Share),
    ("bằng", How::Share),
    ("tỷ lệ", How::Share),
    ("tỉ lệ", How::Share),
    ("tương ứng", How::Share),
    ("tương đương", How::Share),
    ("", How::Share),
    ("vượt", How::Above),
    ("tăng", How::Above),
];

#[derive(Debug, Clone, Copy, PartialEq)]
enum How {
    /// c = 100a/b
    Share,
    /// c = 100(a/b − 1)
    Above,
}

/// Words that the whole may count, at most.
const MAX_WORDS: usize = 4;

/// Every part with its whole and percent.
pub(crate) fn judged(passage: &Passage) -> Vec<Judged> {
    let found = amounts(&passage.text);
    found.windows(3).filter_map(|three| read(&passage.text, three)).collect()
}

fn read(text: &str, three: &[Amount]) -> Option<Judged> {
    let [part, whole, percent] = three else { return None };
    let between = &text[part.range.end..whole.range.start];
    let is_ratio = between == "/" && !part.percent && !whole.percent && percent.percent && !percent.unsure;
    let before = text[..part.range.start].chars().next_back();
    let alone = !before.is_some_and(|c| c.is_alphanumeric() || "/-".contains(c));
    if !is_ratio || !alone || whole.value == Ratio::ZERO || text[whole.range.end..].starts_with(['/', '-']) {
        return None;
    }
    let how = connector(&text[whole.range.end..percent.range.start])?;
    let share = part.value / whole.value * 100;
    let expected = if how == How::Share { share } else { share - 100 };
    Some(Judged {
        range: part.range.start..percent.end,
        verdict: judge(expected, expected, percent),
        sum: format!("{} / {}", plain(part.value), plain(whole.value)),
        expected,
        written: percent.clone(),
    })
}

/// ` hộ, đạt `: a few words the whole counts, then one connector and nothing else.
fn connector(between: &str) -> Option<How> {
    let bracket = between.trim_end().ends_with('(');
    let words = between.trim_end().trim_end_matches('(').trim();
    let (noun, phrase) = match words.rsplit_once(',') {
        Some((noun, phrase)) => (noun.trim(), phrase.trim()),
        None => ("", words),
    };
    let fits =
        |noun: &str| noun.split_whitespace().count() <= MAX_WORDS && !noun.contains([',', ';', ':', '.', '(', ')']);
    let mut known: Vec<_> =
        CONNECTORS.iter().filter(|(words, _)| phrase == *words || phrase.ends_with(&format!(" {words}"))).collect();
    known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    let (words, how) = known.into_iter().find(|(words, _)| !words.is_empty() || bracket || words == &phrase)?;
    let rest = phrase.strip_suffix(words)?.trim();
    let noun = if noun.is_empty() {
        rest
    } else if rest.is_empty() {
        noun
    } else {
        return None;
    };
    (fits(noun) && (!words.is_empty() || bracket)).then_some(*how)
}
