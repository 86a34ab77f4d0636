//! Numbers that headings and clauses begin with: `Phần I`, `Điều 3.`, `II.`, `2.1.`, `a)`.

use crate::domain::document::heading_numbers::Rung;

/// A way of numbering, as documents are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Scheme {
    Part,
    Chapter,
    Section,
    Subsection,
    Article,
    /// `A.`, which the decree does not know.
    Capital,
    Roman,
    Arabic,
    /// `1.1.`, and how many dots stand inside.
    Nested(usize),
    Letter,
}

impl Scheme {
    /// The rung that prints such numbers.
    pub(super) fn rung(self) -> Rung {
        match self {
            Self::Part => Rung::Part,
            Self::Chapter => Rung::Chapter,
            Self::Section => Rung::Section,
            Self::Subsection => Rung::Subsection,
            Self::Article => Rung::Article,
            Self::Capital | Self::Roman => Rung::Roman,
            Self::Arabic => Rung::Arabic,
            Self::Nested(_) => Rung::Nested,
            Self::Letter => Rung::Letter,
        }
    }

    /// How `bac_danh_so` calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Part => "phần",
            Self::Chapter => "chương",
            Self::Section => "mục",
            Self::Subsection => "tiểu mục",
            Self::Article => "điều",
            Self::Capital | Self::Roman => "I.",
            Self::Arabic => "khoản",
            Self::Nested(_) => "1.1.",
            Self::Letter => "điểm",
        }
    }
}

/// A number at the head of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedNumber {
    pub(super) scheme: Scheme,
    /// Without what stands around it: `I`, `2.1`, `đ`.
    pub(super) bare: String,
    /// Bytes of the line that it takes, blanks behind it too.
    pub(super) length: usize,
}

const WORDS: [(&str, Scheme); 5] = [
    ("phần", Scheme::Part),
    ("chương", Scheme::Chapter),
    ("tiểu mục", Scheme::Subsection),
    ("mục", Scheme::Section),
    ("điều", Scheme::Article),
];

/// The number that a line begins with.
pub(super) fn typed_number(text: &str) -> Option<TypedNumber> {
    named(text).or_else(|| bare_number(text))
}

/// `Điều 3.`, `CHƯƠNG II`, `Phần thứ nhất` is none.
fn named(text: &str) -> Option<TypedNumber> {
    let lower = text.to_lowercase();
    let (word, scheme) = WORDS.iter().find(|(word, _)| lower.starts_with(word))?;
    // a small `điều 3` refers to one
    if !text.starts_with(char::is_uppercase) || lower.len() != text.len() {
        return None;
    }
    let rest = text.get(word.len()..)?;
    let blanks = rest.len() - rest.trim_start().len();
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_alphanumeric).collect();
    let is_roman = !digits.is_empty() && digits.chars().all(|c| "IVXLC".contains(c));
    let is_arabic = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    if blanks == 0 || !(is_roman || is_arabic) {
        return None;
    }
    let used = word.len() + blanks + digits.len();
    // “MỤC LỤC” begins like “Mục L”
    if text[used..].starts_with(char::is_alphabetic) {
        return None;
    }
    let rest = &text[used..];
    let mark = rest.trim_start_matches([' ', '\u{a0}']);
    let closed = mark.strip_prefix(['.', ':', '-', '–', ')']);
    let ends = rest.trim().is_empty();
    // “Điều 3 của Luật …” is a sentence, “Điều 3. Phạm vi” a heading
    if closed.is_none() && !ends && !(is_heading_word(*scheme) && mark.starts_with(char::is_uppercase)) {
        return None;
    }
    let tail = closed.unwrap_or(mark).trim_start();
    Some(TypedNumber { scheme: *scheme, bare: digits, length: text.len() - tail.len() })
}

fn is_heading_word(scheme: Scheme) -> bool {
    scheme != Scheme::Article
}

/// `I.`, `1.`, `1.2.`, `a)`.
fn bare_number(text: &str) -> Option<TypedNumber> {
    let end = text.find([' ', '\t', '\u{a0}']).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let (first, glued) = unglued(first);
    let rest_begins = glued.chars().chain(rest.trim_start().chars()).next();
    let found = |scheme, bare: &str| {
        let tail = if glued.is_empty() { rest.trim_start() } else { &text[first.len()..] };
        Some(TypedNumber { scheme, bare: bare.to_owned(), length: text.len() - tail.len() })
    };
    if let Some(letter) = first.strip_suffix(')') {
        let mut letters = letter.chars();
        let is_one = letters.next().is_some_and(|c| c.is_alphabetic() && c.is_lowercase()) && letters.next().is_none();
        return if is_one { found(Scheme::Letter, letter) } else { None };
    }
    let dotted = first.strip_suffix(['.', '/', '-']);
    let body = dotted.unwrap_or(first);
    if dotted.is_some() && !body.is_empty() && body.chars().all(|c| "IVX".contains(c)) {
        return found(Scheme::Roman, body);
    }
    if dotted.is_some() && body.len() == 1 && body.chars().all(|c| c.is_ascii_uppercase()) {
        return found(Scheme::Capital, body);
    }
    let parts: Vec<&str> = body.split('.').collect();
    let is_count = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(is_count) {
        return None;
    }
    match parts.len() {
        1 if dotted.is_some() => found(Scheme::Arabic, body),
        // “1.2 tỷ” is a number, “1.2 Về thu” and “1.2. Về thu” are headings
        2..=4 if dotted.is_some() || rest_begins.is_some_and(char::is_uppercase) => {
            found(Scheme::Nested(parts.len() - 1), body)
        }
        _ => None,
    }
}

/// A number with a word right behind it, `1.Kết quả`, `a)Thu`: the number, and the word.
fn unglued(first: &str) -> (&str, &str) {
    let mark = |c: char| matches!(c, '.' | ')');
    let Some(at) = first.char_indices().find(|(at, c)| {
        mark(*c) && first[at + c.len_utf8()..].starts_with(|next: char| next.is_alphabetic() && next.is_uppercase())
    }) else {
        return (first, "");
    };
    let (number, word) = first.split_at(at.0 + 1);
    let short = number.chars().count() <= 6 && word.chars().any(char::is_lowercase);
    if short { (number, word) } else { (first, "") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings_are_known() {
        for (text, scheme, bare, rest) in [
            ("Phần I", Scheme::Part, "I", ""),
            ("PHẦN II. NHIỆM VỤ", Scheme::Part, "II", "NHIỆM VỤ"),
            ("Chương I QUY ĐỊNH CHUNG", Scheme::Chapter, "I", "QUY ĐỊNH CHUNG"),
            ("Mục 2", Scheme::Section, "2", ""),
            ("Điều 3. Tổ chức", Scheme::Article, "3", "Tổ chức"),
            ("Điều 12: Hiệu lực", Scheme::Article, "12", "Hiệu lực"),
            ("I. KẾT QUẢ", Scheme::Roman, "I", "KẾT QUẢ"),
            ("II/ Tồn tại", Scheme::Roman, "II", "Tồn tại"),
            ("A. Đánh giá", Scheme::Capital, "A", "Đánh giá"),
            ("1. Kinh tế", Scheme::Arabic, "1", "Kinh tế"),
            ("1.Kinh tế", Scheme::Arabic, "1", "Kinh tế"),
            ("2.1. Thu", Scheme::Nested(1), "2.1", "Thu"),
            ("2.1 Thu", Scheme::Nested(1), "2.1", "Thu"),
            ("1.2.3. Chi", Scheme::Nested(2), "1.2.3", "Chi"),
            ("đ) Chi", Scheme::Letter, "đ", "Chi"),
            ("a)\tThu", Scheme::Letter, "a", "Thu"),
        ] {
            let found = typed_number(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.scheme, found.bare.as_str(), &text[found.length..]), (scheme, bare, rest), "{text}");
        }
    }

    #[test]
    fn numbers_of_sentences_are_none() {
        for text in [
            "Điều 3 của Luật này",
            "12.600 triệu đồng",
            "1.2 tỷ đồng",
            "5 năm qua",
            "Phần lớn hộ dân",
            "điều 5.",
            "Mục tiêu chung",
            "Điều kiện tự nhiên",
            "1) Thu",
            "30/11/2025",
            "V/v báo cáo",
            "2025. Kết quả",
            "TM. ỦY BAN",
        ] {
            assert_eq!(typed_number(text), None, "{text}");
        }
    }
}
