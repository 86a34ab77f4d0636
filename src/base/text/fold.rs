//! Text without marks: what somebody types who leaves them out, and names that any system can hold.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small letters without marks, `đ` as `d`: `Điều ĐỘNG` is `dieu dong`.
pub(crate) fn fold(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    bare.flat_map(char::to_lowercase).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// The words of a text without marks, capitals and the signs `*:.`: `Kế  hoạch:` and `KE HOACH` are one.
pub(crate) fn fold_words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| c.is_whitespace() || "*:.".contains(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a text without marks, capitals and any sign: `Độc lập - Tự do` is `doc lap tu do`.
pub(crate) fn bare_words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A name of a-z, 0-9, dot and dash: `418/BC-UBND` is `418-bc-ubnd`.
pub(crate) fn ascii_name(text: &str) -> String {
    let mut name = String::new();
    for c in fold(text).chars() {
        let kept = c.is_ascii_alphanumeric() || c == '.';
        if kept {
            name.push(c);
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    name.trim_end_matches(['-', '.']).trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_the_barred_d_are_dropped() {
        assert_eq!(fold("Quyết định ĐIỀU ĐỘNG"), "quyet dinh dieu dong");
        assert_eq!(fold("Quyê\u{301}t"), "quyet");
        assert_eq!(fold_words(" Kế  hoạch:\nNĂM*2025. "), "ke hoach nam 2025");
        assert_eq!(bare_words("Độc lập – Tự do;"), "doc lap tu do");
        assert_eq!(ascii_name("05/QyĐ-HĐND"), "05-qyd-hdnd");
        assert_eq!(ascii_name("Hình ảnh (1).PNG"), "hinh-anh-1-.png");
        assert_eq!(ascii_name("../.."), "");
    }
}
