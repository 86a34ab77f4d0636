//! Lines of the form as people type them, known by their words: letterhead, number, date, addressees, recipients, signature.

use crate::base::text::fold::{bare_words, fold};
use crate::base::text::nfc;

/// Quốc hiệu and Tiêu ngữ, folded.
const MOTTO: [&str; 2] = ["cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc"];

/// Words that come before the position of a signer.
const CAPACITIES: [&str; 6] = ["tm.", "kt.", "tl.", "tuq.", "q.", "tun."];

/// Positions of people who sign, folded; what follows them may be longer.
const POSITIONS: [&str; 22] = [
    "chu tich",
    "pho chu tich",
    "chanh van phong",
    "pho chanh van phong",
    "truong phong",
    "pho truong phong",
    "truong ban",
    "pho truong ban",
    "giam doc",
    "pho giam doc",
    "hieu truong",
    "pho hieu truong",
    "chi huy truong",
    "truong cong an",
    "pho truong cong an",
    "bi thu",
    "pho bi thu",
    "chu toa",
    "thu ky",
    "uy vien",
    "cuc truong",
    "vu truong",
];

/// What stands where a signature is expected.
const PLACEHOLDERS: [&str; 6] = ["da ky", "ky ten", "ky, ghi", "ky va ghi", "ky, dong dau", "ky ten, dong dau"];

/// Nothing but capitals, and at least two letters.
pub(crate) fn is_capitals(text: &str) -> bool {
    !text.contains(char::is_lowercase) && text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}

/// A line of signs that draws a rule.
pub(crate) fn is_rule(text: &str) -> bool {
    let signs: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    signs.len() >= 2
        && signs.iter().all(|c| "_-–—=*.…~¯°o".contains(*c))
        && !(signs.len() < 5 && signs.contains(&'.'))
        && signs.iter().any(|c| *c != 'o')
}

/// Quốc hiệu or Tiêu ngữ, or both.
pub(crate) fn is_motto(text: &str) -> bool {
    let bare = bare_words(text);
    MOTTO.contains(&bare.as_str()) || bare == MOTTO.join(" ")
}

/// Quốc hiệu or Tiêu ngữ with words beside it, as letterheads are pasted into one line.
pub(crate) fn holds_motto(text: &str) -> bool {
    let said = text.contains("Độc lập") && text.contains("Tự do") && text.contains("Hạnh phúc");
    said || is_capitals(text) && bare_words(text).contains(MOTTO[0]) || is_motto(text)
}

/// `Số: 12/BC-UBND`, `Số:   /QĐ-UBND`: the number, where there is one, and the sign.
pub(crate) fn number_line(text: &str) -> Option<(Option<String>, String)> {
    let rest = text.trim();
    if !nfc(rest).to_lowercase().starts_with("số") || rest.chars().count() > 60 {
        return None;
    }
    let rest = rest.split_once(':').map_or_else(|| rest.chars().skip(2).collect(), |(_, rest)| rest.to_owned());
    let (number, symbol) = rest.split_once('/')?;
    let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let is_blank = number.chars().all(|c| "._…-".contains(c));
    let is_number = number.chars().all(|c| c.is_ascii_digit());
    // `TTr-UBND` has a small letter, `Đường Lê Lợi` and `BC-UBND đã gửi` are no signs
    let is_sign = |word: &str| {
        let (capitals, small) =
            word.chars().filter(|c| c.is_alphabetic()).partition::<Vec<char>, _>(|c| c.is_uppercase());
        small.is_empty() || capitals.len() > small.len()
    };
    let signs = symbol.split_whitespace().all(is_sign) && symbol.contains(char::is_uppercase);
    let symbol: String = symbol.split_whitespace().collect();
    let is_symbol = signs && symbol.starts_with(char::is_alphanumeric);
    ((is_blank || is_number) && is_symbol).then(|| ((!is_blank && is_number).then_some(number), symbol))
}

/// `Hoa Đào, ngày 05 tháng 12 năm 2025`, with blanks or dots in place of what is not known yet.
pub(crate) fn place_and_date(text: &str) -> Option<(String, Option<String>)> {
    let folded = fold(text);
    let at = folded.find("ngay")?;
    let date = &folded[at..];
    let words = date.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    if text.chars().count() > 90 || !words.eq(["ngay", "thang", "nam"]) {
        return None;
    }
    let place: String = text.chars().take(folded[..at].chars().count()).collect();
    let place = place.trim().strip_suffix(',')?.trim().to_owned();
    if place.is_empty() || place.chars().count() > 40 {
        return None;
    }
    let mut numbers = date.split("thang").flat_map(|part| part.split("nam"));
    let mut next = || {
        let digits = numbers.next()?.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?;
        digits.parse::<u32>().ok()
    };
    let day = next().filter(|day| (1..=31).contains(day));
    let month = next().filter(|month| (1..=12).contains(month));
    let year = next().filter(|year| *year > 1900);
    let date = match (year, month, day) {
        (Some(year), Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
        (Some(year), Some(month), None) => Some(format!("{year:04}-{month:02}")),
        // a year alone is no date yet
        _ => None,
    };
    Some((place, date))
}

/// The words behind `V/v`, of a letter's subject.
pub(crate) fn letter_subject(text: &str) -> Option<&str> {
    let folded = fold(text);
    folded.starts_with("v/v").then(|| text.get(3..)).flatten().map(|rest| rest.trim_start_matches([':', '.', ' ']))
}

/// `TM. ỦY BAN NHÂN DÂN`: for whom a signer signs.
pub(crate) fn is_capacity(text: &str) -> bool {
    let folded = fold(text);
    CAPACITIES.iter().any(|begin| folded.starts_with(begin)) && is_capitals(text)
}

/// The position of a signer, in capitals.
pub(crate) fn is_position(text: &str) -> bool {
    let bare = bare_words(text);
    let known = |position: &&str| bare == **position || bare.starts_with(&format!("{position} "));
    is_capitals(text) && text.chars().count() < 80 && POSITIONS.iter().any(known)
}

/// A person's name: two to six words, each with a capital.
pub(crate) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=6).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic))
}

/// `(Đã ký)`, `(Ký, ghi rõ họ tên)`.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let folded = fold(text);
    let inner = folded.trim_matches(['(', ')', '[', ']', '.', ' ']);
    PLACEHOLDERS.iter().any(|known| inner.starts_with(known)) && text.chars().count() < 60
}

/// `Nơi nhận:`, alone or with the first of them behind it.
pub(crate) fn is_recipients(text: &str) -> bool {
    let folded = fold(text);
    let behind = folded.trim_start().strip_prefix("noi nhan").map(str::trim_start);
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with([':', '/', '.']))
}

/// `Kính gửi`, alone or with the first of them behind it.
pub(crate) fn is_addressees(text: &str) -> bool {
    bare_words(text).starts_with("kinh gui")
}

/// `QUYẾT NGHỊ:`, `QUYẾT ĐỊNH:` before the articles.
pub(crate) fn is_formula(text: &str) -> bool {
    is_capitals(text) && ["quyet nghi", "quyet dinh"].contains(&bare_words(text).as_str())
}

/// A word that only what lays out the page has: letterhead, number, date, recipients, signature.
pub(crate) fn is_frame(text: &str) -> bool {
    let text = text.trim();
    is_motto(text)
        || number_line(text).is_some()
        || is_recipients(text)
        || is_capacity(text)
        || (is_position(text) && text.split_whitespace().count() <= 4)
        || place_and_date(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_read_with_their_blanks() {
        let sign = |text| number_line(text).map(|(number, symbol)| (number.unwrap_or_default(), symbol));
        assert_eq!(sign("Số: 418/BC-UBND"), Some(("418".into(), "BC-UBND".into())));
        assert_eq!(sign("Số :  05 / QĐ-UBND"), Some(("05".into(), "QĐ-UBND".into())));
        assert_eq!(sign("Số:       /2025/NQ-HĐND"), Some((String::new(), "2025/NQ-HĐND".into())));
        assert_eq!(sign("Số: …../TTr-UBND"), Some((String::new(), "TTr-UBND".into())));
        assert_eq!(sign("Số hộ nghèo giảm 12/30 hộ"), None);
        assert_eq!(sign("Sở Tài chính: 12/BC"), None);
        assert_eq!(sign("Số: 12/BC-UBND của phường."), None);
        assert_eq!(sign("Số 5/Đường Lê Lợi"), None);
        let date = |text: &str| place_and_date(text).map(|(place, date)| (place, date.unwrap_or_default()));
        assert_eq!(date("Hoa Đào, ngày 05 tháng 12 năm 2025"), Some(("Hoa Đào".into(), "2025-12-05".into())));
        assert_eq!(date("Hoa Đào, ngày     tháng 12 năm 2025"), Some(("Hoa Đào".into(), "2025-12".into())));
        assert_eq!(date("Hoa Đào, ngày … tháng … năm 20…"), Some(("Hoa Đào".into(), String::new())));
        assert_eq!(date("Căn cứ Luật ngày 16 tháng 6 năm 2025 của Quốc hội"), None);
    }

    #[test]
    fn frames_are_told_from_text() {
        for text in [
            "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Nơi nhận:",
            "KT. CHỦ TỊCH",
            "CHỦ TỊCH",
        ] {
            assert!(is_frame(text), "{text}");
        }
        for text in ["Chủ tịch Ủy ban nhân dân phường", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO", "1", "Thu ngân sách"]
        {
            assert!(!is_frame(text), "{text}");
        }
        assert!(is_rule("________") && is_rule("-------***-------") && !is_rule("- Như trên") && !is_rule("..."));
        assert!(is_placeholder("(Đã ký)") && is_placeholder("(Ký, ghi rõ họ tên)"));
    }
}
