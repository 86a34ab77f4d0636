//! Words of two syllables that are often written with another that sounds alike: `sát nhập`, `bổ xung`.

use crate::base::finding::codes;
use crate::check::language::counted::Counted;
use crate::check::language::words::Case;
use crate::check::language_rule::{Family, LanguageExample, LanguageRule, Noise, Report};
use crate::check::passage::{Passage, Reading, Slip};
use crate::check::rules::spelling::impossible::like;

pub(crate) const RULE: LanguageRule = LanguageRule {
    family: Family::Spelling,
    code: codes::CONFUSED_WORD,
    basis: None,
    examples: &[
        LanguageExample { wrong: "bổ xung kinh phí", right: "bổ sung kinh phí" },
        LanguageExample { wrong: "sát nhập thôn", right: "sáp nhập thôn" },
    ],
    passes: &["gia công xuất bản phẩm"],
    noise: Noise { found: 0, wrong: 0 },
    check,
};

fn check(reading: &Reading, report: &mut Report<'_>) {
    for passage in &reading.passages {
        for slip in slips(passage) {
            report.slip(passage, slip, |written| format!("`{written}` là lỗi hay gặp"), "");
        }
    }
}

/// What is written, and what was meant; none of the first stands in the documents that were counted.
const PAIRS: [(&str, &str); 62] = [
    ("sát nhập", "sáp nhập"),
    ("xáp nhập", "sáp nhập"),
    ("bổ xung", "bổ sung"),
    ("bỗ sung", "bổ sung"),
    ("sử lý", "xử lý"),
    ("sử phạt", "xử phạt"),
    ("sử lí", "xử lí"),
    ("xử dụng", "sử dụng"),
    ("xữ lý", "xử lý"),
    ("xuất xắc", "xuất sắc"),
    ("suất sắc", "xuất sắc"),
    ("xuất sứ", "xuất xứ"),
    ("cọ sát", "cọ xát"),
    ("giao động", "dao động"),
    ("tựu chung", "tựu trung"),
    ("vô hình chung", "vô hình trung"),
    ("đường xá", "đường sá"),
    ("cập nhập", "cập nhật"),
    ("sữa chữa", "sửa chữa"),
    ("sữa đổi", "sửa đổi"),
    ("sửa chửa", "sửa chữa"),
    ("chuẩn đoán", "chẩn đoán"),
    ("chẩn bị", "chuẩn bị"),
    ("xúc tích", "súc tích"),
    ("chín mùi", "chín muồi"),
    ("sơ xuất", "sơ suất"),
    ("trao dồi", "trau dồi"),
    ("chau dồi", "trau dồi"),
    ("xem sét", "xem xét"),
    ("sắp sếp", "sắp xếp"),
    ("xắp xếp", "sắp xếp"),
    ("năng xuất", "năng suất"),
    ("công xuất", "công suất"),
    ("lãi xuất", "lãi suất"),
    ("xác xuất", "xác suất"),
    ("sản suất", "sản xuất"),
    ("đề suất", "đề xuất"),
    ("đột suất", "đột xuất"),
    ("xuất ăn", "suất ăn"),
    ("chỉnh chu", "chỉn chu"),
    ("dành giật", "giành giật"),
    ("giành cho", "dành cho"),
    ("giành riêng", "dành riêng"),
    ("dành thắng lợi", "giành thắng lợi"),
    ("rà xoát", "rà soát"),
    ("kiểm xoát", "kiểm soát"),
    ("khảo xát", "khảo sát"),
    ("giám xát", "giám sát"),
    ("quan xát", "quan sát"),
    ("sác định", "xác định"),
    ("sây dựng", "xây dựng"),
    ("truyên truyền", "tuyên truyền"),
    ("tuyên chuyền", "tuyên truyền"),
    ("chuyền thống", "truyền thống"),
    ("phổ biết", "phổ biến"),
    ("đảm bão", "đảm bảo"),
    ("bão đảm", "bảo đảm"),
    ("nghĩ hưu", "nghỉ hưu"),
    ("nghĩ phép", "nghỉ phép"),
    ("kỹ luật", "kỷ luật"),
    ("kỹ niệm", "kỷ niệm"),
    ("kỷ thuật", "kỹ thuật"),
];

/// In how many documents the first word stands after the one before, and the last before the one after.
const OTHERWISE: u16 = 3;

/// Every such word of a passage.
pub(crate) fn slips(passage: &Passage) -> Vec<Slip> {
    let found = passage.words.iter().enumerate().filter_map(|(at, word)| {
        let (written, right) = PAIRS.iter().find(|(written, _)| stands_at(passage, at, written))?;
        let count = written.split(' ').count();
        let last = &passage.words[at + count - 1];
        // `gia công` and `xuất bản` beside each other
        let counted = Counted::get();
        let belongs = |pair: Option<u16>| pair.is_some_and(|pair| pair >= OTHERWISE);
        let begins = passage.after(at + count - 1).map(|after| counted.pair(&last.small, &after.small));
        if belongs(begins) && belongs(passage.before(at).map(|before| counted.pair(&before.small, &word.small))) {
            return None;
        }
        let capitals =
            if word.case == Case::Capitals && last.case != Case::Capitals { Case::Capitalized } else { word.case };
        Some(Slip { range: word.range.start..last.range.end, right: Some(like(right, capitals)) })
    });
    found.collect()
}

/// Whether these words stand from a word on, with nothing but blanks between them.
pub(crate) fn stands_at(passage: &Passage, at: usize, words: &str) -> bool {
    words.split(' ').enumerate().all(|(i, expected)| {
        passage.words.get(at + i).is_some_and(|word| word.small == expected && (i == 0 || word.follows))
    })
}
