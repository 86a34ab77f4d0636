//! What offices say for a kind in their everyday words: `CV`, `giấy mời họp`, `biên bản làm việc`, `thư ngỏ`.

use crate::base::text::fold::fold_words;
use crate::domain::document::kind::ALL;

/// Words, without marks, and the kind that is meant; with more behind them too.
const WORDS: [(&str, &str); 28] = [
    ("cv", "cong-van"),
    ("thu moi", "giay-moi"),
    ("moi hop", "giay-moi"),
    ("thu khen", "thu-cong"),
    ("thu ngo", "thu-cong"),
    ("thu cam on", "thu-cong"),
    ("thu chuc mung", "thu-cong"),
    ("thu chia buon", "thu-cong"),
    ("thu hoi am", "thu-cong"),
    ("bien ban ghi nho", "ban-ghi-nho"),
    ("ghi nho", "ban-ghi-nho"),
    ("mou", "ban-ghi-nho"),
    ("bien ban thoa thuan", "ban-thoa-thuan"),
    ("thoa thuan", "ban-thoa-thuan"),
    ("dien khan", "cong-dien"),
    ("dien hoa toc", "cong-dien"),
    ("ket luan", "thong-bao"),
    ("uy quyen", "giay-uy-quyen"),
    ("gioi thieu", "giay-gioi-thieu"),
    ("giay nghi", "giay-nghi-phep"),
    ("nghi phep", "giay-nghi-phep"),
    ("don xin nghi phep", "giay-nghi-phep"),
    ("don nghi phep", "giay-nghi-phep"),
    ("phieu trinh", "to-trinh"),
    ("noi quy", "quy-che"),
    ("dieu le", "quy-che"),
    ("lich cong tac", "chuong-trinh"),
    ("tt", "to-trinh"),
];

/// The key of the kind that is meant by a word or an abbreviation; the one with the most words where several begin so.
pub(crate) fn meant(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let abbreviated = ALL
        .into_iter()
        .find(|kind| !kind.abbreviation.is_empty() && kind.abbreviation.to_lowercase() == text.to_lowercase());
    if let Some(kind) = abbreviated {
        return Some(kind.key);
    }
    let said = fold_words(&text.replace(['-', '_'], " "));
    let begins = |words: &str| said.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let names = ALL.into_iter().map(|kind| (kind.key.replace('-', " "), kind.key));
    let words = WORDS.iter().map(|(words, key)| ((*words).to_owned(), *key));
    let found = names.chain(words).filter(|(words, _)| begins(words));
    found.max_by_key(|(words, _)| words.len()).map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_understood() {
        for (said, key) in [
            ("công điện", "cong-dien"),
            ("Giấy mời họp", "giay-moi"),
            ("thư mời", "giay-moi"),
            ("biên bản họp", "bien-ban"),
            ("BIÊN BẢN LÀM VIỆC", "bien-ban"),
            ("biên bản ghi nhớ", "ban-ghi-nho"),
            ("Hợp đồng kinh tế", "hop-dong"),
            ("CV", "cong-van"),
            ("cv đi", "cong-van"),
            ("QĐ", "quyet-dinh"),
            ("qđ", "quyet-dinh"),
            ("QyĐ", "quy-dinh"),
            ("HĐ", "hop-dong"),
            ("HD", "huong-dan"),
            ("TTr", "to-trinh"),
            ("thông báo kết luận", "thong-bao"),
            ("Kế hoạch năm 2026", "ke-hoach"),
            ("giay_moi", "giay-moi"),
            ("thư chúc mừng", "thu-cong"),
        ] {
            assert_eq!(meant(said), Some(key), "{said}");
        }
        for said in ["", "x", "thơ", "cong", "hoá đơn", "biên"] {
            assert_eq!(meant(said), None, "{said}");
        }
    }

    #[test]
    fn every_word_means_a_kind_there_is() {
        for (words, key) in WORDS {
            assert!(ALL.iter().any(|kind| kind.key == key), "{words}");
            assert_eq!(words, fold_words(words));
        }
    }
}
