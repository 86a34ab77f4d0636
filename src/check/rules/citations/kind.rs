//! The kind that a text names against the letters of the sign: `Nghị định số 30/2020/QĐ-TTg`.

use crate::base::finding::codes;
use crate::check::language::signs::{CitedSign, signs};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Citations,
    code: codes::KIND_OF_SIGN,
    basis: None,
    examples: &[LanguageExample {
        wrong: "Quyết định số 30/2020/NĐ-CP", right: "Nghị định số 30/2020/NĐ-CP"
    }],
    passes: &["Luật số 59/2020/QH14", "Nghị quyết số 57-NQ/TW"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(
                passage,
                slip,
                |written| format!("tên loại đứng trước không hợp với ký hiệu `{written}`"),
                "xem lại văn bản gốc rồi sửa tên loại hoặc ký hiệu",
            );
        }
    }
}

/// Kinds with the letters that their signs begin or, for the Party's, end with.
const KINDS: [(&str, &[&str]); 15] = [
    ("nghị định", &["NĐ"]),
    ("quyết định", &["QĐ"]),
    ("nghị quyết", &["NQ", "UBTVQH", "QH"]),
    ("thông tư", &["TT"]),
    ("thông tư liên tịch", &["TTLT"]),
    ("chỉ thị", &["CT"]),
    ("kế hoạch", &["KH"]),
    ("báo cáo", &["BC"]),
    ("thông báo", &["TB"]),
    ("thông báo kết luận", &["TB", "KL"]),
    ("tờ trình", &["TTr"]),
    ("hướng dẫn", &["HD"]),
    ("kết luận", &["KL"]),
    ("công điện", &["CĐ"]),
    ("luật", &["QH"]),
];

/// Every sign whose letters are those of another kind than the words before `số` name.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    signs(&passage.text).into_iter().filter_map(|sign| slip(passage, &sign)).collect()
}

fn slip(passage: &Passage, sign: &CitedSign) -> Option<Slip> {
    let before = passage.text[..sign.range.start].trim_end().to_lowercase();
    let before = before.strip_suffix("số").unwrap_or(&before).trim_end();
    let named = KINDS.iter().filter(|(kind, _)| before.ends_with(kind)).max_by_key(|(kind, _)| kind.len())?;
    let is_kind = |letters: &str, kind: &str| {
        letters.strip_prefix(kind).is_some_and(|rest| !rest.starts_with(char::is_lowercase))
    };
    let first = sign.letters.split(['-', '/']).next().unwrap_or_default();
    let names = |letters: &[&str]| letters.iter().any(|known| is_kind(first, known));
    // only letters that name some kind can contradict
    let other = KINDS.iter().find(|(_, letters)| names(letters))?;
    (!names(named.1) && other.0 != named.0).then(|| Slip { range: sign.range.clone(), right: None })
}
