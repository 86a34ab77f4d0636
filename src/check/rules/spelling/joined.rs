//! A word with a blank in it: `th eo`, `lấ y`.

use crate::base::finding::codes;
use crate::check::language::counted::Counted;
use crate::check::language::syllable::{Spelling, read};
use crate::check::language::words::{Case, Word};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};
use crate::check::rules::spelling::impossible::like;

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Spelling,
    code: codes::PARTED_WORD,
    basis: None,
    examples: &[LanguageExample { wrong: "thực hiện th eo quy định", right: "thực hiện theo quy định" }],
    passes: &["ông A và bà B"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("`{written}` là một từ viết rời"), "");
        }
    }
}

/// In how many documents the whole word stands.
const KNOWN: u16 = 10;

/// In how many documents it stands beside a neighbour that it has here.
const BESIDE: u16 = 3;

/// Every such word of a passage.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let at = 0..passage.words.len().saturating_sub(1);
    at.filter_map(|at| slip(passage, at)).collect()
}

fn slip(passage: &Passage, at: usize) -> Option<Slip> {
    let counted = Counted::get();
    let (first, second) = (&passage.words[at], passage.after(at)?);
    let is_part =
        |word: &Word| word.is_plain() && (counted.syllable(&word.small) == 0 || word.small.chars().count() == 1);
    let parted = is_part(first) || is_part(second);
    if !parted || !first.is_plain() || second.case != Case::Small || counted.pair(&first.small, &second.small) > 0 {
        return None;
    }
    let whole = first.small.clone() + &second.small;
    let beside = passage.before(at).is_some_and(|before| counted.pair(&before.small, &whole) >= BESIDE)
        && passage.after(at + 1).is_some_and(|after| counted.pair(&whole, &after.small) >= BESIDE);
    let is_word = read(&whole) == Spelling::Possible && counted.syllable(&whole) >= KNOWN;
    (is_word && beside)
        .then(|| Slip { range: first.range.start..second.range.end, right: Some(like(&whole, first.case)) })
}
