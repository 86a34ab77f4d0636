//! Signs written in a form that no register has: `30/2020/NĐCP`, `05/NQHĐND`, `57/NQ-TW`.

use crate::base::finding::codes;
use crate::check::language::signs::{CitedSign, signs};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Citations,
    code: codes::FORM_OF_SIGN,
    basis: None,
    examples: &[
        LanguageExample { wrong: "Nghị định số 118/2025/NĐCP", right: "Nghị định số 118/2025/NĐ-CP" },
        LanguageExample { wrong: "Nghị quyết số 57/NQ-TW", right: "Nghị quyết số 57-NQ/TW" },
    ],
    passes: &["57-NQ/TW", "418/BC-UBND", "Decree No. 120/2016/ND-CP"],
    noise: Noise { found: 2, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("ký hiệu `{written}` viết không đúng dạng"), "");
        }
    }
}

/// Letters that run into one another, and how they are written.
const RUN_TOGETHER: [(&str, &str); 14] = [
    ("NĐCP", "NĐ-CP"),
    ("ND-CP", "NĐ-CP"),
    ("NDCP", "NĐ-CP"),
    ("NQCP", "NQ-CP"),
    ("QĐTTG", "QĐ-TTg"),
    ("QĐTTg", "QĐ-TTg"),
    ("QD-TTg", "QĐ-TTg"),
    ("QĐ-TTG", "QĐ-TTg"),
    ("QĐUBND", "QĐ-UBND"),
    ("QD-UBND", "QĐ-UBND"),
    ("NQHĐND", "NQ-HĐND"),
    ("NQ-HDND", "NQ-HĐND"),
    ("KHUBND", "KH-UBND"),
    ("BCUBND", "BC-UBND"),
];

/// Bodies of the Party, whose signs have the stroke before them: `57-NQ/TW`.
const PARTY: [&str; 3] = ["TW", "TU", "ĐU"];

/// Every such sign with its usual form.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let found = signs(&passage.text).into_iter().filter_map(|sign| {
        // a translation writes `Decree No. 120/2016/ND-CP`
        if passage.text[..sign.range.start].trim_end().ends_with("No.") {
            return None;
        }
        let right = usual(&passage.text, &sign)?;
        Some(Slip { range: sign.range, right: Some(right) })
    });
    found.collect()
}

fn usual(text: &str, sign: &CitedSign) -> Option<String> {
    let written = sign.written(text);
    let head = written.strip_suffix(sign.letters.as_str())?;
    if let Some((_, right)) = RUN_TOGETHER.iter().find(|(wrong, _)| *wrong == sign.letters) {
        return Some(format!("{head}{right}"));
    }
    let (kind, body) = sign.letters.split_once('-')?;
    let is_party = PARTY.contains(&body) && sign.year.is_none() && head.ends_with('/');
    is_party.then(|| format!("{}-{kind}/{body}", sign.number))
}
