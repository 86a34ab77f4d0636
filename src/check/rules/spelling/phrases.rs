//! Fixed phrases with one syllable other or lost: `Ủy ban nhân`, `Hội đồng nhân nhân`, `cơ sở dư liệu`.

use crate::base::finding::codes;
use crate::check::language::keys::{one_slip, telex};
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};
use crate::check::rules::spelling::impossible::like;

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Spelling,
    code: codes::BROKEN_PHRASE,
    basis: None,
    examples: &[
        LanguageExample { wrong: "Ủy bân nhân dân phường", right: "Ủy ban nhân dân phường" },
        LanguageExample { wrong: "cơ sở dự liệu quốc gia", right: "cơ sở dữ liệu quốc gia" },
    ],
    passes: &["Ủy ban nhân dân"],
    noise: Noise { found: 1, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("`{written}` sai trong một cụm từ cố định"), "");
        }
    }
}

/// Phrases that stand whole or not at all.
const PHRASES: [&str; 34] = [
    "ủy ban nhân dân",
    "hội đồng nhân dân",
    "mặt trận tổ quốc việt nam",
    "cơ sở dữ liệu",
    "cải cách hành chính",
    "thủ tục hành chính",
    "chính quyền địa phương",
    "an toàn thực phẩm",
    "vệ sinh môi trường",
    "phòng cháy chữa cháy",
    "bảo hiểm y tế",
    "bảo hiểm xã hội",
    "giải phóng mặt bằng",
    "xây dựng cơ bản",
    "công nghệ thông tin",
    "trách nhiệm thi hành",
    "phát triển kinh tế",
    "sản xuất kinh doanh",
    "khiếu nại tố cáo",
    "an ninh trật tự",
    "trật tự an toàn",
    "quyền sử dụng đất",
    "ngân sách nhà nước",
    "phát triển bền vững",
    "đại hội đại biểu",
    "ban chấp hành trung ương",
    "đoàn thanh niên cộng sản",
    "hội liên hiệp phụ nữ",
    "hội cựu chiến binh",
    "hội nông dân việt nam",
    "cán bộ công chức",
    "viên chức người lao động",
    "trung tâm phục vụ hành chính công",
    "dịch vụ công trực tuyến",
];

/// Every phrase of a passage with a syllable that is one slip away, or with an inner one that is lost.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    (0..passage.words.len()).filter_map(|at| PHRASES.iter().find_map(|phrase| slip(passage, at, phrase))).collect()
}

fn slip(passage: &Passage, at: usize, phrase: &str) -> Option<Slip> {
    let expected: Vec<&str> = phrase.split(' ').collect();
    let same = expected.iter().enumerate().take_while(|(i, word)| is(passage, at + i, word, *i == 0)).count();
    if same == expected.len() {
        return None;
    }
    let rest = |from: usize, skipped: usize| {
        expected[same + skipped..].iter().enumerate().all(|(i, word)| is(passage, from + i, word, false))
    };
    let wrong = passage.words.get(at + same)?;
    // two syllables at least say which phrase it is
    let is_other = (same >= 2 || expected.len() - same > 2 && same == 1) && rest(at + same + 1, 1);
    if is_other && wrong.follows && wrong.is_plain() {
        let slip = one_slip(&telex(&wrong.small)?, &telex(expected[same])?);
        return slip.then(|| Slip { range: wrong.range.clone(), right: Some(like(expected[same], wrong.case)) });
    }
    None
}

fn is(passage: &Passage, at: usize, expected: &str, first: bool) -> bool {
    passage.words.get(at).is_some_and(|word| word.small == expected && (first || word.follows))
}
