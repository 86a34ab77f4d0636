//! Văn bản quy phạm pháp luật: resolutions of a council and decisions of a committee that the Law on promulgation governs.
//!
//! Their forms are those of Nghị định 78/2025/NĐ-CP as Nghị định 187/2025/NĐ-CP has them (mẫu 17 and 18 of a council, 19
//! and 20 of a committee), not those of Nghị định 30/2020/NĐ-CP: the year stands in the number, a sentence stands for the
//! authority and `QUYẾT NGHỊ:`, articles have titles, a resolution ends with how it was adopted.

use super::date::IssueDate;
use super::heading_numbers::{Ladder, Rung};
use super::kind::Kind;
use super::layout::{Hundredths, Layout};
use crate::base::source::Text;
use crate::base::text::capitalized;
use crate::base::text::fold::fold;
use crate::base::text::numerals::roman;

/// What stands for a year that is not known, as the forms have it.
const BLANK_YEAR: &str = "20…";

/// Margins at the top and bottom, mm: 15 to 20 here, 20 to 25 in Nghị định 30/2020/NĐ-CP; only this meets both.
const TOP_AND_BOTTOM: Hundredths = Hundredths(2000);

/// What a normative document has beside the fields of any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normative {
    /// Who issues it.
    pub body: IssuingBody,
    /// How a council adopted it.
    pub adoption: Option<Adoption>,
}

/// Who issues normative documents at the levels this program serves [Luật 64/2025/QH15, Điều 4].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssuingBody {
    /// Hội đồng nhân dân: nghị quyết, mẫu 17 and 18.
    Council,
    /// Ủy ban nhân dân: quyết định, mẫu 19 and 20.
    Committee,
}

/// Thông qua: at which session a council adopted a resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// Khóa, as printed: `VII`.
    pub term: Text,
    /// Kỳ họp, behind the words `kỳ họp`: `thứ 6`, `chuyên đề lần thứ 2`.
    pub session: Text,
    /// The day of adoption, as far as known.
    pub date: IssueDate,
}

impl IssuingBody {
    /// The body of a kind; none of a kind that is never normative.
    pub fn of_kind(kind: Kind) -> Option<Self> {
        match kind.key {
            "nghi-quyet" => Some(Self::Council),
            "quyet-dinh" => Some(Self::Committee),
            _ => None,
        }
    }

    /// `Hội đồng nhân dân`, as sentences write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Council => "Hội đồng nhân dân",
            Self::Committee => "Ủy ban nhân dân",
        }
    }

    /// Its sign in symbols.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Council => "HĐND",
            Self::Committee => "UBND",
        }
    }

    /// Whether an issuer is such a body: by its sign, or by its name in one line.
    pub(crate) fn is(self, symbol: &str, name: &str) -> bool {
        symbol.trim() == self.symbol() || fold(name).starts_with(&fold(self.name()))
    }

    /// File name of the built-in arrangement.
    pub(crate) fn template(self) -> &'static str {
        match self {
            Self::Council => "mau-17-nghi-quyet-quy-pham.typ.j2",
            Self::Committee => "mau-19-quyet-dinh-quy-pham.typ.j2",
        }
    }

    /// How headings are numbered: điều, khoản, điểm.
    pub(crate) fn ladder() -> Ladder {
        Ladder::new(vec![Rung::Article, Rung::Arabic, Rung::Letter])
    }
}

impl Normative {
    /// The sentence by which the body issues the document, in the place of the authority and its formula; `kind` and
    /// `subject` are those of the document, each in one line.
    pub(crate) fn enacting_sentence(&self, kind: &str, subject: &str) -> String {
        let subject = in_sentence(subject);
        let subject = subject.trim_end_matches(['.', ';', ' ']);
        format!("{} ban hành {} {subject}.", self.body.name(), capitalized(kind))
    }
}

impl Adoption {
    /// Reads a term: `VII`, or 7 in figures.
    pub(crate) fn term(written: &str) -> String {
        let written = written.trim();
        written.parse::<u8>().map_or_else(|_| written.to_owned(), |number| roman(number.into()))
    }

    /// Reads a session: `thứ sáu`, or 6 in figures.
    pub(crate) fn session(written: &str) -> String {
        let written = written.trim();
        if written.parse::<u32>().is_ok() { format!("thứ {written}") } else { written.to_owned() }
    }

    /// The sentence that closes a resolution, under its last article.
    pub fn sentence(&self, issuer: &str) -> String {
        let [day, month, year] = self.date.printed().map(|part| part.unwrap_or_else(|| "…".to_owned()));
        format!(
            "Nghị quyết này đã được {issuer} khóa {}, kỳ họp {} thông qua ngày {day} tháng {month} năm {year}./.",
            self.term.one_line(),
            self.session.one_line()
        )
    }
}

/// A derived symbol with its year: `2025/NQ-HĐND`.
pub(crate) fn symbol(plain: &str, date: IssueDate) -> String {
    let year = match date {
        IssueDate::Day { year, .. } | IssueDate::Month { year, .. } => year.to_string(),
        IssueDate::Blank => BLANK_YEAR.to_owned(),
    };
    format!("{year}/{plain}")
}

/// A symbol with the year of a date, where the year is still blank.
pub(crate) fn symbol_in(symbol: &str, year: i32) -> String {
    match symbol.strip_prefix(BLANK_YEAR) {
        Some(rest) => format!("{year}{rest}"),
        None => symbol.to_owned(),
    }
}

/// The year that begins a symbol: 2025 of `2025/NQ-HĐND`.
pub(crate) fn year_of_symbol(symbol: &str) -> Option<i32> {
    let (year, _) = symbol.split_once('/')?;
    (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())).then(|| year.parse().ok())?
}

/// The page of an office, inside the ranges of both decrees.
pub(crate) fn page(layout: &Layout) -> Layout {
    let mut layout = layout.clone();
    (layout.top, layout.bottom) = (layout.top.min(TOP_AND_BOTTOM), layout.bottom.min(TOP_AND_BOTTOM));
    layout
}

/// A subject inside a sentence: its first letter is small, unless it begins a name or an abbreviation.
fn in_sentence(subject: &str) -> String {
    let mut words = subject.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_name = first.chars().skip(1).any(char::is_uppercase) || second.starts_with(char::is_uppercase);
    let mut letters = subject.chars();
    match letters.next() {
        Some(letter) if !is_name => letter.to_lowercase().chain(letters).collect(),
        _ => subject.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_have_their_year() {
        let day = IssueDate::Day { year: 2025, month: 12, day: 16 };
        assert_eq!(symbol("NQ-HĐND", day), "2025/NQ-HĐND");
        assert_eq!(symbol("NQ-HĐND", IssueDate::Blank), "20…/NQ-HĐND");
        assert_eq!(year_of_symbol("2025/NQ-HĐND"), Some(2025));
        assert_eq!(year_of_symbol("NQ-HĐND"), None);
    }

    #[test]
    fn terms_and_sessions_are_read_in_figures_too() {
        assert_eq!((Adoption::term("7").as_str(), Adoption::term(" VII").as_str()), ("VII", "VII"));
        assert_eq!((Adoption::session("6").as_str(), Adoption::session("thứ sáu").as_str()), ("thứ 6", "thứ sáu"));
    }

    #[test]
    fn subjects_begin_small_in_a_sentence() {
        for (subject, inside) in [
            ("Quy định mức chi", "quy định mức chi"),
            ("Ủy quyền", "ủy quyền"),
            ("HĐND quyết", "HĐND quyết"),
            ("Hoa Đào xanh", "Hoa Đào xanh"),
            ("", ""),
        ] {
            assert_eq!(in_sentence(subject), inside);
        }
    }
}
