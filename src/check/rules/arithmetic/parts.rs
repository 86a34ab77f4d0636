//! A whole and the parts that a sentence lists: `Tổng số 125 hộ, gồm: 80 hộ nghèo, 45 hộ cận nghèo`.

use num_rational::Ratio;

use crate::base::finding::codes;
use crate::check::language::amounts::{Amount, amounts};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading};
use crate::check::rules::arithmetic::judged::{Judged, Verdict, is_about, plain};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Arithmetic,
    code: codes::PARTS,
    basis: None,
    examples: &[LanguageExample {
        wrong: "tổng số 126 hộ, gồm: 80 hộ nghèo, 45 hộ cận nghèo",
        right: "tổng số 125 hộ, gồm: 80 hộ nghèo, 45 hộ cận nghèo",
    }],
    passes: &["125 hộ, trong đó 80 hộ nghèo"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for judged in judged(passage).into_iter().filter(|judged| judged.verdict == Verdict::Wrong) {
            report.push(
                passage,
                judged.range.clone(),
                judged.sum_told(),
                "xem lại các số trong câu rồi sửa".to_owned(),
                None,
            );
        }
    }
}

/// Words after which all parts follow.
const ALL_PARTS: [&str; 3] = ["gồm", "bao gồm", "gồm có"];

/// Letters between the whole and the word that begins its parts.
const MAX_BEFORE: usize = 60;

/// Every whole with the parts that are listed after it in one sentence.
pub(crate) fn judged(passage: &Passage) -> Vec<Judged> {
    let found = amounts(&passage.text);
    (0..found.len()).filter_map(|at| read(&passage.text, &found, at)).collect()
}

fn read(text: &str, found: &[Amount], at: usize) -> Option<Judged> {
    let whole = &found[at];
    let next = found.get(at + 1)?;
    let between = text.get(whole.range.end..next.range.start)?;
    let begin = ALL_PARTS.iter().filter_map(|word| between.find(word).map(|i| (i, i + word.len()))).min()?;
    let unit = unit(&between[..begin.0]);
    let fits = between[..begin.0].chars().count() <= MAX_BEFORE && !between[..begin.0].contains([';', '.', ':']);
    if whole.unsure || whole.percent || !fits || unit.is_empty() {
        return None;
    }
    let sentence = whole.range.end + begin.1;
    let end = sentence + end_of_sentence(&text[sentence..]);
    let parts: Vec<&Amount> = found[at + 1..].iter().take_while(|part| part.range.end <= end).collect();
    let counts_same = |part: &&Amount| text[part.range.end..].trim_start().starts_with(unit);
    let brackets = text[sentence..end].contains(['(', ')']);
    // a part of a part, a percent or another unit among them: which belong to the whole is anyone's guess
    let certain = parts.len() > 1
        && parts.iter().all(|part| !part.unsure && !part.percent && counts_same(part) && !is_about(text, part))
        && !is_about(text, whole)
        && !brackets
        && !text[sentence..end].contains("trong đó");
    if !certain {
        return None;
    }
    let sum: Ratio<i128> = parts.iter().map(|part| part.value).sum();
    let room: Ratio<i128> = parts.iter().map(|part| part.half()).sum::<Ratio<i128>>() + whole.half();
    let exact = parts.iter().all(|part| part.decimals == 0) && whole.decimals == 0;
    let off = if sum > whole.value { sum - whole.value } else { whole.value - sum };
    let wrong = if exact { off != Ratio::ZERO } else { off > room };
    Some(Judged {
        range: whole.range.start..parts.last()?.range.end,
        verdict: if wrong { Verdict::Wrong } else { Verdict::Right },
        sum: parts.iter().map(|part| plain(part.value)).collect::<Vec<_>>().join(" + "),
        expected: sum,
        written: whole.clone(),
    })
}

/// The first two words of what is counted: `triệu đồng`, `hộ`.
fn unit(between: &str) -> &str {
    let words = between.trim().trim_end_matches([',', '(', ' ']);
    let money = ["triệu đồng", "tỷ đồng", "nghìn đồng"];
    money
        .iter()
        .find(|unit| words.starts_with(**unit))
        .copied()
        .unwrap_or_else(|| words.split_whitespace().next().unwrap_or_default())
}

fn end_of_sentence(text: &str) -> usize {
    let ends = text.match_indices(['.', '\n', ';']).find(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        *sign != "." || rest.is_empty() || rest.starts_with(char::is_whitespace)
    });
    ends.map_or(text.len(), |(at, _)| at)
}
