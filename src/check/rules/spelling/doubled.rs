//! A small word that stands twice: `của của`.

use crate::base::finding::codes;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Spelling,
    code: codes::DOUBLED_WORD,
    basis: None,
    examples: &[LanguageExample {
        wrong: "tổ chức của của các phòng", right: "tổ chức của các phòng"
    }],
    passes: &["số số", "luôn luôn", "công công"],
    noise: Noise { found: 8, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("`{written}`: một từ viết hai lần"), "");
        }
    }
}

/// Words that no sentence has twice beside each other; `số`, `từ`, `vi` and many others may stand so.
const WORDS: [&str; 17] = [
    "của", "các", "và", "hoặc", "bởi", "theo", "ngày", "trong", "trên", "đến", "với", "cho", "thuộc", "giữa", "những",
    "được", "tại",
];

/// Every such word of a passage: what stands twice, and the word once.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let pairs = passage.words.windows(2).filter(|pair| {
        let [first, second] = pair else { return false };
        second.follows && first.small == second.small && second.is_plain() && WORDS.contains(&second.small.as_str())
    });
    let slip = |pair: &[_]| {
        let [first, second]: &[crate::check::language::words::Word; 2] = pair.try_into().ok()?;
        let range = first.range.start..second.range.end;
        Some(Slip { range, right: Some(passage.written(first.range.clone()).to_owned()) })
    };
    pairs.filter_map(slip).collect()
}
