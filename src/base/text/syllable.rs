//! Which letters can be one Vietnamese syllable: a beginning, vowels, an end, one tone at most.

use unicode_normalization::UnicodeNormalization;

use crate::base::text::fold::fold;

/// What a syllable begins with, the longer first.
const BEGINNINGS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n",
    "p", "r", "s", "t", "v", "x", "",
];

/// Vowels without marks.
const VOWELS: &str = "a e i o u y ai ao au ay eo eu ia ie iu oa oe oi oo ua ue ui uo uu uy ye ya ieu yeu oai oao oay oeo uay \
                      uoi uou uya uye uyu uao";

/// What a syllable ends with.
const ENDS: [&str; 9] = ["ng", "nh", "ch", "c", "m", "n", "p", "t", ""];

/// The marks of the five tones; a syllable has one at most.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Letters of the longest, `nghiêng`.
const MAX_LETTERS: usize = 7;

/// Whether letters are one syllable. A foreign word may be taken for one, no syllable for none.
pub(crate) fn is_syllable(word: &str) -> bool {
    // letters of other languages that lose their marks would pass
    let known =
        |c: char| c.is_ascii() || "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ".contains(c);
    let is_mixed = word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let small: String = word.to_lowercase().nfc().take(MAX_LETTERS + 1).collect();
    if is_mixed
        || small.chars().count() > MAX_LETTERS
        || !small.chars().all(known)
        || small.nfd().filter(|c| TONES.contains(c)).count() > 1
    {
        return false;
    }
    let bare = fold(&small);
    let has_vowels = |rest: &str| {
        ENDS.iter()
            .filter_map(|end| rest.strip_suffix(end))
            .any(|vowels| VOWELS.split(' ').any(|known| known == vowels))
    };
    BEGINNINGS.iter().filter_map(|start| bare.strip_prefix(start)).any(has_vowels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_letters() {
        let text = "Ủy ban nhân dân phường nghiêng khuỷu quốc gì giếng quyết toán huyện yêu uống đều xoáy ngoằn thuở A";
        for word in text.split(' ').chain(["KẾT", "QUẢ", "ở", "ý"]) {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["Kếtquả", "qu¶", "hiÖn", "vô2", "", "ngânsách", "thÓ", "nhaân", "Zürich", "bb", "k"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
