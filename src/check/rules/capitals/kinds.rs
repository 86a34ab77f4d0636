//! The kind of a document that is cited by its number has a capital: `nghị định số 30/2020/NĐ-CP` [N30-II V.6].

use crate::base::finding::codes;
use crate::check::language::signs::signs;
use crate::check::language::words::Case;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};
use crate::check::rules::spelling::impossible::like;

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Capitals,
    code: codes::KIND_CAPITALS,
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.6"),
    examples: &[LanguageExample {
        wrong: "theo nghị định số 30/2020/NĐ-CP", right: "theo Nghị định số 30/2020/NĐ-CP"
    }],
    passes: &["theo các nghị định của Chính phủ"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("`{written}` kèm số, ký hiệu thì viết hoa chữ đầu"), "");
        }
    }
}

/// Kinds that the decree writes with a capital when one is cited.
const KINDS: [&str; 12] = [
    "nghị định",
    "quyết định",
    "nghị quyết",
    "thông tư",
    "chỉ thị",
    "kế hoạch",
    "báo cáo",
    "thông báo",
    "tờ trình",
    "hướng dẫn",
    "kết luận",
    "công văn",
];

/// Every kind in small letters right before `số` and a sign.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let text = &passage.text;
    let found = signs(text).into_iter().filter_map(|sign| {
        let before = text[..sign.range.start].trim_end().strip_suffix("số")?.trim_end();
        let kind = KINDS.iter().find(|kind| before.ends_with(**kind) && **kind != "công văn")?;
        let start = before.len() - kind.len();
        // `Thông báo kết luận số 5-TB/TW` has its capital before
        let named = text[..start].trim_end().ends_with("hông báo");
        let inside = text[..start].ends_with(' ') && !named;
        inside.then(|| Slip { range: start..before.len(), right: Some(like(kind, Case::Capitalized)) })
    });
    found.collect()
}
