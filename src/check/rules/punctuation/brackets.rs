//! Brackets and quotes that open and do not close, or close what is not open.

use crate::base::finding::codes;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Punctuation,
    code: codes::UNPAIRED_BRACKET,
    basis: None,
    examples: &[LanguageExample {
        wrong: "chi ngân sách (lần 1 đạt kế hoạch",
        right: "chi ngân sách (lần 1) đạt kế hoạch",
    }],
    passes: &["a) Nội dung (lần 1)", "1) Một, 2) hai"],
    noise: Noise { found: 15, wrong: 7 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(
                passage,
                slip,
                |written| format!("`{written}` không có dấu đi cùng"),
                "thêm dấu còn thiếu, hoặc xóa dấu thừa",
            );
        }
    }
}

/// Signs in pairs.
const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('“', '”')];

/// Every sign of a paragraph without its other.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut start = 0;
    // what opens in one paragraph and closes in another is a text that is quoted
    let count = |sign: char| passage.text.matches(sign).count();
    let uneven: Vec<(char, char)> =
        PAIRS.into_iter().filter(|(open, close)| count(*open) != count(*close) || *open == '(').collect();
    for paragraph in passage.text.split("\n\n") {
        for (open, close) in uneven.iter().copied() {
            found.extend(unpaired(paragraph, start, open, close));
        }
        start += paragraph.len() + 2;
    }
    found
}

fn unpaired(paragraph: &str, start: usize, open: char, close: char) -> Vec<Slip> {
    let mut waiting: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (at, c) in paragraph.char_indices() {
        if c == open {
            waiting.push(at);
        } else if c == close && waiting.pop().is_none() && !is_item(paragraph, at, close) {
            found.push(at..at + c.len_utf8());
        }
    }
    found.extend(waiting.into_iter().map(|at| at..at + open.len_utf8()));
    found.into_iter().map(|range| Slip { range: start + range.start..start + range.end, right: None }).collect()
}

/// `a)`, `1)`, `10)`: the number of an item, wherever it stands.
fn is_item(paragraph: &str, at: usize, close: char) -> bool {
    let before = &paragraph[..at];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    close == ')'
        && ((1..=2).contains(&word.chars().count())
            || word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit() || b"ivx".contains(&b)) && !word.is_empty())
}
