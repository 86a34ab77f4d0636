//! Signs that stand twice: `,,`, `;.`, `..`.

use crate::base::finding::codes;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Punctuation,
    code: codes::DOUBLED_SIGN,
    basis: None,
    examples: &[
        LanguageExample { wrong: "kế hoạch,, chỉ tiêu", right: "kế hoạch, chỉ tiêu" },
        LanguageExample { wrong: "hoàn thành;, báo cáo", right: "hoàn thành; báo cáo" },
    ],
    passes: &["vân vân...", "v.v..", "kèm theo./."],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            let written = passage.written(slip.range.clone()).to_owned();
            let hint = format!("sửa thành `{}`", slip.right.as_deref().unwrap_or_default());
            report.sign(passage, slip, format!("hai dấu câu liền nhau `{written}`"), &hint);
        }
    }
}

/// Pairs of signs that no sentence has, and what was meant.
const PAIRS: [(&str, &str); 10] = [
    (",,", ","),
    (";;", ";"),
    ("::", ":"),
    (",;", ";"),
    (";,", ";"),
    (",.", "."),
    (".,", ","),
    (";.", "."),
    (".;", ";"),
    ("..", "."),
];

/// Letters after which a point belongs to the word.
const SHORTENED: [&str; 4] = ["v.v", "TP", "TS", "tr"];

/// Every such pair that is no row of dots.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let text = &passage.text;
    let found = PAIRS.iter().flat_map(|(pair, right)| text.match_indices(pair).map(move |(at, _)| (at, *pair, *right)));
    let alone = found.filter(|(at, pair, _)| {
        let before = &text[..*at];
        let signs = |c: char| ".,;:…_".contains(c);
        let word = before.ends_with(|c: char| c.is_alphanumeric() || c == ')');
        let shortened =
            pair.starts_with('.') && (SHORTENED.iter().any(|word| before.ends_with(word)) || single_letter(before));
        // `.xls;.xlsx`: the second sign belongs to what follows
        let after = &text[at + pair.len()..];
        let ends = !after.starts_with(signs) && !after.starts_with(char::is_alphanumeric);
        word && ends && !shortened
    });
    let mut slips: Vec<Slip> =
        alone.map(|(at, pair, right)| Slip { range: at..at + pair.len(), right: Some(right.to_owned()) }).collect();
    slips.sort_by_key(|slip| slip.range.start);
    slips
}

/// `v.v.,`, `B.,`: a letter with its point.
fn single_letter(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.chars().count() == 1
}
