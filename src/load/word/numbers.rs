//! Numbers that headings and clauses begin with: `Phần I`, `Điều 3.`, `II.`, `2.1.`, `a)`.

use crate::domain::document::heading_numbers::Rung;
use crate::domain::document::typed_number::{self, Numeral};

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

    /// The scheme of what a word counts: `Điều`.
    fn of(division: Rung) -> Option<Self> {
        let schemes = [Self::Part, Self::Chapter, Self::Section, Self::Subsection, Self::Article];
        schemes.into_iter().find(|scheme| scheme.rung() == division)
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

/// The number that a line begins with, where it counts: “Điều 3 của Luật …” is a sentence, “1.2 tỷ” a figure.
pub(super) fn typed_number(line: &str) -> Option<TypedNumber> {
    let found = typed_number::typed_number(line)?;
    let begins_capital = found.rest.starts_with(char::is_uppercase);
    let scheme = match (found.division, found.numeral, found.sign) {
        (Some(division), Numeral::Roman | Numeral::Arabic(_), sign) => {
            let scheme = Scheme::of(division)?;
            let closed = matches!(sign, Some('.' | ':' | '-' | '–' | ')'));
            let alone = sign.is_none() && (found.rest.is_empty() || scheme != Scheme::Article && begins_capital);
            // a small `điều 3` refers to one
            (line.starts_with(char::is_uppercase) && (closed || alone)).then_some(scheme)?
        }
        (None, Numeral::Roman, Some('-' | '–')) if found.is_apart && begins_capital => Scheme::Roman,
        (None, _, Some(_)) if found.is_apart => return None,
        (None, Numeral::Letter, Some(')')) if found.bare.starts_with(char::is_lowercase) => Scheme::Letter,
        (None, Numeral::Letter, Some('.' | '/' | '-')) if found.bare.starts_with(|c: char| c.is_ascii_uppercase()) => {
            Scheme::Capital
        }
        (None, Numeral::Roman, Some('.' | '/' | '-')) => Scheme::Roman,
        (None, Numeral::Arabic(0), Some('.' | '/' | '-')) => Scheme::Arabic,
        (None, Numeral::Arabic(dots @ 1..=3), Some('.' | '/' | '-')) => Scheme::Nested(dots),
        (None, Numeral::Arabic(dots @ 1..=3), None) if begins_capital => Scheme::Nested(dots),
        _ => return None,
    };
    let length = line.len() - found.rest.len();
    Some(TypedNumber { scheme, bare: found.bare.to_owned(), length })
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
            ("II - TỒN TẠI", Scheme::Roman, "II", "TỒN TẠI"),
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
