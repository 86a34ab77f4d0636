//! Names of bodies with a capital that they do not have: `Ủy ban Nhân dân`, `Đảng Cộng Sản Việt Nam`.

use crate::base::finding::codes;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};
use crate::check::rules::spelling::confused::stands_at;

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Capitals,
    code: codes::BODY_CAPITALS,
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III"),
    examples: &[
        LanguageExample { wrong: "Ủy ban Nhân dân phường", right: "Ủy ban nhân dân phường" },
        LanguageExample { wrong: "Đảng Cộng Sản Việt Nam", right: "Đảng Cộng sản Việt Nam" },
    ],
    passes: &["ỦY BAN NHÂN DÂN", "các ủy ban nhân dân"],
    noise: Noise { found: 4, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("`{written}` viết hoa không đúng"), "");
        }
    }
}

/// Names in small letters, and how they are written [N30-II II, III].
const NAMES: [(&str, &str); 16] = [
    ("ủy ban nhân dân", "Ủy ban nhân dân"),
    ("uỷ ban nhân dân", "Uỷ ban nhân dân"),
    ("hội đồng nhân dân", "Hội đồng nhân dân"),
    ("tòa án nhân dân", "Tòa án nhân dân"),
    ("viện kiểm sát nhân dân", "Viện kiểm sát nhân dân"),
    ("đảng cộng sản việt nam", "Đảng Cộng sản Việt Nam"),
    ("đoàn thanh niên cộng sản hồ chí minh", "Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
    ("mặt trận tổ quốc việt nam", "Mặt trận Tổ quốc Việt Nam"),
    ("hội liên hiệp phụ nữ việt nam", "Hội Liên hiệp Phụ nữ Việt Nam"),
    ("kho bạc nhà nước", "Kho bạc Nhà nước"),
    ("ngân hàng nhà nước việt nam", "Ngân hàng Nhà nước Việt Nam"),
    ("cộng hòa xã hội chủ nghĩa việt nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("văn phòng chính phủ", "Văn phòng Chính phủ"),
    ("thủ tướng chính phủ", "Thủ tướng Chính phủ"),
    ("ủy ban thường vụ quốc hội", "Ủy ban Thường vụ Quốc hội"),
    ("bộ chính trị", "Bộ Chính trị"),
];

/// Syllables that may be written both ways inside such a name: the decree wants one, bodies write the other of themselves.
const FIRST_ONLY: usize = 1;

/// Every such name with capitals of its own; one in small letters or capitals throughout is another matter.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    (0..passage.words.len())
        .filter_map(|at| NAMES.iter().find_map(|(small, right)| slip(passage, at, small, right)))
        .collect()
}

fn slip(passage: &Passage, at: usize, small: &str, right: &str) -> Option<Slip> {
    let count = small.split(' ').count();
    let words = passage.words.get(at..at + count)?;
    let stands =
        small.split(' ').zip(words).enumerate().all(|(i, (part, word))| word.small == part && (i == 0 || word.follows));
    if !stands {
        return None;
    }
    let range = words[0].range.start..words[count - 1].range.end;
    let written: Vec<&str> = passage.written(range.clone()).split_whitespace().collect();
    let written = written.join(" ");
    let first = written.chars().next().is_some_and(char::is_uppercase);
    let all = written.chars().all(|c| !c.is_lowercase());
    let title = written.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count() > FIRST_ONLY;
    (first && !all && title && written != right && !right.contains(&written))
        .then(|| Slip { range, right: Some(right.to_owned()) })
}

/// How many capitals inside sentences stand in names of the list.
pub(crate) fn capitals_of_known(passage: &Passage) -> usize {
    let known = (0..passage.words.len()).filter_map(|at| {
        let (small, _) = NAMES.iter().find(|(small, _)| stands_at(passage, at, small))?;
        passage.words.get(at..at + small.split(' ').count())
    });
    known.flatten().filter(|word| word.is_capitalized()).count()
}
