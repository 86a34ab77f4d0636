//! Numbers that people type in front of headings and clauses: `Phần I`, `Điều 3.`, `II.`, `2.1.`, `a)`, `III – …`.

use crate::domain::document::heading_numbers::Rung;

/// A number at the head of a line, with what tells it from the beginning of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypedNumber<'a> {
    /// What is counted, where a word says it: `Điều`.
    pub(crate) division: Option<Rung>,
    pub(crate) numeral: Numeral,
    /// The numeral as it is typed: `I`, `2.1`, `đ`, `nhất`.
    pub(crate) bare: &'a str,
    /// What closes it.
    pub(crate) sign: Option<char>,
    /// Whether a blank stands before the sign: `II - Kết quả`.
    pub(crate) is_apart: bool,
    /// Whether a word stands right behind the sign: `1.Kết quả`.
    pub(crate) is_glued: bool,
    /// Bytes up to the end of the sign.
    pub(crate) end: usize,
    /// What stands behind, from its first word on.
    pub(crate) rest: &'a str,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    Roman,
    /// Counts of one or two digits, and how many dots part.
    Arabic(usize),
    Letter,
    /// `thứ nhất`
    Ordinal,
}

const DIVISIONS: [(&str, Rung); 5] = [
    ("phần", Rung::Part),
    ("chương", Rung::Chapter),
    ("tiểu mục", Rung::Subsection),
    ("mục", Rung::Section),
    ("điều", Rung::Article),
];

/// How parts of a document are counted in words: `Phần thứ nhất`.
const ORDINALS: [&str; 11] = ["nhất", "nhì", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];

const SIGNS: [char; 6] = ['.', ')', '/', '-', '–', ':'];

/// Signs behind which the word may stand at once.
const GLUED_SIGNS: [char; 2] = ['.', ')'];

/// The number that a line begins with, sure or not.
pub(crate) fn typed_number(line: &str) -> Option<TypedNumber<'_>> {
    named(line).or_else(|| unnamed(line))
}

/// `Điều 3.`, `CHƯƠNG II`, `Phần thứ nhất`.
fn named(line: &str) -> Option<TypedNumber<'_>> {
    let head = line.get(..line.floor_char_boundary(20))?.to_lowercase();
    let (word, division) = DIVISIONS.iter().find(|(word, _)| head.starts_with(word))?;
    let rest = line.get(word.len()..)?;
    let numeral = rest.trim_start();
    if numeral.len() == rest.len() {
        return None;
    }
    let counted = numeral.get(.."thứ ".len()).is_some_and(|word| word.to_lowercase() == "thứ ");
    let ordinal = counted.then(|| numeral["thứ ".len()..].trim_start());
    let (kind, bare) = match ordinal {
        Some(word) => {
            let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
            let known = ORDINALS.contains(&word[..end].to_lowercase().as_str());
            (known.then_some(Numeral::Ordinal)?, &word[..end])
        }
        None => {
            let end = numeral.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(numeral.len());
            let bare = &numeral[..end];
            let kind = match bare {
                "" => return None,
                _ if bare.chars().all(|c| "IVXLC".contains(c)) => Numeral::Roman,
                _ if bare.bytes().all(|b| b.is_ascii_digit()) => Numeral::Arabic(0),
                _ => return None,
            };
            (kind, bare)
        }
    };
    let tail = &ordinal.unwrap_or(numeral)[bare.len()..];
    // “MỤC LỤC” begins like “Mục L”
    if tail.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some(closed(line, tail, TypedNumber { division: Some(*division), ..number(kind, bare) }))
}

/// `I.`, `1.2.`, `a)`, `II - `.
fn unnamed(line: &str) -> Option<TypedNumber<'_>> {
    let first = line.chars().next()?;
    let roman = line.find(|c| !"IVX".contains(c)).unwrap_or(line.len());
    let (kind, bare) = match () {
        () if roman > 0 => (Numeral::Roman, &line[..roman]),
        () if first.is_ascii_digit() => {
            let run = &line[..line.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(line.len())];
            let bare = run.strip_suffix('.').unwrap_or(run);
            let is_count = |part: &str| (1..=2).contains(&part.len());
            (bare.split('.').all(is_count).then(|| Numeral::Arabic(bare.matches('.').count()))?, bare)
        }
        () if first.is_alphabetic() => (Numeral::Letter, &line[..first.len_utf8()]),
        () => return None,
    };
    let tail = &line[bare.len()..];
    if tail.starts_with(|c: char| !c.is_whitespace() && !SIGNS.contains(&c)) {
        return None;
    }
    let found = closed(line, tail, number(kind, bare));
    let is_short = bare.chars().count() < 6 && found.sign.is_some_and(|sign| GLUED_SIGNS.contains(&sign));
    let word = found.rest.split(char::is_whitespace).next().unwrap_or_default();
    let begins_word = word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    (!found.is_glued || is_short && begins_word).then_some(found)
}

fn number(numeral: Numeral, bare: &str) -> TypedNumber<'_> {
    TypedNumber { division: None, numeral, bare, sign: None, is_apart: false, is_glued: false, end: 0, rest: "" }
}

/// A number with what stands behind it: its sign, and the words.
fn closed<'a>(line: &str, tail: &'a str, number: TypedNumber<'a>) -> TypedNumber<'a> {
    let words = tail.trim_start();
    let sign = words.chars().next().filter(|sign| SIGNS.contains(sign));
    let is_apart = sign.is_some() && words.len() < tail.len();
    let behind = sign.map_or(words, |sign| &words[sign.len_utf8()..]);
    let end = line.len() - if sign.is_some() { behind.len() } else { tail.len() };
    let rest = behind.trim_start();
    let is_glued = sign.is_some() && !rest.is_empty() && rest.len() == behind.len();
    TypedNumber { sign, is_apart, is_glued, end, rest, ..number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_parted_from_its_sign_and_words() {
        for (line, numeral, bare, sign, rest) in [
            ("Phần II: Kết quả", Numeral::Roman, "II", Some(':'), "Kết quả"),
            ("PHẦN THỨ NHẤT", Numeral::Ordinal, "NHẤT", None, ""),
            ("Phần thứ nhất. Kết quả", Numeral::Ordinal, "nhất", Some('.'), "Kết quả"),
            ("2.1.\tThu", Numeral::Arabic(1), "2.1", Some('.'), "Thu"),
            ("2.1 Thu", Numeral::Arabic(1), "2.1", None, "Thu"),
            ("III – Thu", Numeral::Roman, "III", Some('–'), "Thu"),
            ("1.Thu", Numeral::Arabic(0), "1", Some('.'), "Thu"),
            ("đ) chi", Numeral::Letter, "đ", Some(')'), "chi"),
        ] {
            let found = typed_number(line).map(|found| (found.numeral, found.bare, found.sign, found.rest));
            assert_eq!(found, Some((numeral, bare, sign, rest)), "{line}");
        }
        for line in
            ["12.600 hộ", "30/11/2025", "V/v thu", "TM. ỦY BAN", "MỤC LỤC", "Điều kiện", "1.1.2025", "A4 hai mặt"]
        {
            assert_eq!(typed_number(line), None, "{line}");
        }
    }
}
