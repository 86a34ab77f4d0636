//! A rank among fewer than itself: `xếp thứ 35/34`.

use crate::base::finding::codes;
use crate::check::language::amounts::amounts;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Arithmetic,
    code: codes::IMPOSSIBLE_RANK,
    basis: None,
    examples: &[LanguageExample {
        wrong: "xếp thứ 35/34 địa phương", right: "xếp thứ 34/34 địa phương"
    }],
    passes: &["xếp thứ 5/34"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(
                passage,
                slip,
                |written| format!("thứ hạng `{written}` lớn hơn số được xếp"),
                "xem lại hai số rồi sửa",
            );
        }
    }
}

/// Words before a rank.
const BEFORE: [&str; 6] = ["xếp thứ", "đứng thứ", "xếp hạng", "xếp hạng thứ", "đứng vị trí thứ", "xếp vị trí thứ"];

/// Every such rank.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let text = &passage.text;
    let found = amounts(text);
    let wrong = found.windows(2).filter(|two| {
        let before = text[..two[0].range.start].trim_end().to_lowercase();
        &text[two[0].range.end..two[1].range.start] == "/"
            && BEFORE.iter().any(|words| before.ends_with(words))
            && two[0].value > two[1].value
    });
    wrong.map(|two| Slip { range: two[0].range.start..two[1].range.end, right: None }).collect()
}
