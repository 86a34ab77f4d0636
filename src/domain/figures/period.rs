//! Kỳ báo cáo: years, quarters, months, sessions, and their neighbours.

use std::fmt;

use crate::base::text::number_words::number;
use crate::base::text::numerals::{from_roman, roman};
use crate::domain::figures::measure::Measure;

/// A reporting period.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// `năm 2025`
    Year(i32),
    /// `6 tháng đầu năm 2025`
    HalfYear(i32),
    /// `9 tháng năm 2025`
    NineMonths(i32),
    /// `quý I năm 2026`
    Quarter(i32, u32),
    /// `tháng 11 năm 2025`
    Month(i32, u32),
    /// `giai đoạn 2021 - 2025`
    Span(i32, i32),
    /// `kỳ họp thứ Sáu`: held with its name, as sessions are not counted in time.
    Session(String),
}

/// Forms that [`Period::parse`] reads, for messages.
pub(crate) const FORMS: &str = "`năm 2025`, `quý I năm 2026`, `tháng 11 năm 2025`, `6 tháng đầu năm 2025`, `9 tháng năm 2025`, `giai đoạn 2021 - 2025`, `kỳ họp thứ Sáu`";

impl Period {
    /// Reads a period's name.
    pub fn parse(text: &str) -> Option<Self> {
        let mut text = text.trim().to_owned();
        // clerks write the year after a stroke too
        if let Some((part, year)) = text.rsplit_once('/').filter(|(part, _)| !is_session(part)) {
            text = format!("{part} năm {year}");
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        let number = |text: &str| text.parse::<u32>().ok();
        match lower[..] {
            ["năm", y] => year(y).map(Self::Year),
            ["quý", _, "năm", y] | ["quý", _, y] => {
                let quarter = number(words[1]).or_else(|| from_roman(&words[1].to_uppercase()));
                Some(Self::Quarter(year(y)?, quarter.filter(|q| (1..=4).contains(q))?))
            }
            ["tháng", m, "năm", y] => Some(Self::Month(year(y)?, number(m).filter(|m| (1..=12).contains(m))?)),
            ["6" | "06", "tháng", "đầu", "năm", y] => year(y).map(Self::HalfYear),
            ["9" | "09", "tháng", "năm", y] | ["9" | "09", "tháng", "đầu", "năm", y] => {
                year(y).map(Self::NineMonths)
            }
            ["giai", "đoạn", ..] => {
                // Word writes ranges with an en dash
                let years = words[2..].concat().replace('–', "-");
                let (from, to) = years.split_once('-')?;
                Some(Self::Span(year(from)?, year(to)?)).filter(|p| matches!(p, Self::Span(a, b) if a < b))
            }
            ["kỳ", "họp", "thứ", ..] if words.len() > 3 => Some(Self::Session(words[3..].join(" "))),
            _ => None,
        }
    }

    /// Kỳ trước: the period just before, of the same length.
    pub(crate) fn previous(&self) -> Option<Self> {
        Some(match *self {
            Self::Year(y) => Self::Year(y - 1),
            Self::Quarter(y, 1) => Self::Quarter(y - 1, 4),
            Self::Quarter(y, q) => Self::Quarter(y, q - 1),
            Self::Month(y, 1) => Self::Month(y - 1, 12),
            Self::Month(y, m) => Self::Month(y, m - 1),
            Self::Span(a, b) => Self::Span(a - (b - a + 1), a - 1),
            Self::HalfYear(_) | Self::NineMonths(_) => return self.year_before(),
            Self::Session(_) => return None,
        })
    }

    /// Cùng kỳ: the same period a year before.
    pub(crate) fn year_before(&self) -> Option<Self> {
        Some(match *self {
            Self::Year(y) => Self::Year(y - 1),
            Self::HalfYear(y) => Self::HalfYear(y - 1),
            Self::NineMonths(y) => Self::NineMonths(y - 1),
            Self::Quarter(y, q) => Self::Quarter(y - 1, q),
            Self::Month(y, m) => Self::Month(y - 1, m),
            Self::Span(..) => return self.previous(),
            Self::Session(_) => return None,
        })
    }

    /// The period whose result a measure of this one is.
    pub fn compared(&self, measure: Measure) -> Option<Self> {
        match measure {
            Measure::YearBefore => self.year_before(),
            Measure::Previous => self.previous(),
            Measure::Plan | Measure::Actual | Measure::Estimate => None,
        }
    }

    /// The year it lies in, or ends with; sessions are not counted in years.
    pub fn year(&self) -> Option<i32> {
        match *self {
            Self::Year(y) | Self::HalfYear(y) | Self::NineMonths(y) | Self::Quarter(y, _) | Self::Month(y, _) => {
                Some(y)
            }
            Self::Span(_, to) => Some(to),
            Self::Session(_) => None,
        }
    }

    /// The months inside, when the period is made of months.
    pub(crate) fn months(&self) -> Vec<Self> {
        let (year, months) = match *self {
            Self::Year(y) => (y, 1..=12),
            Self::HalfYear(y) => (y, 1..=6),
            Self::NineMonths(y) => (y, 1..=9),
            Self::Quarter(y, q) => (y, q * 3 - 2..=q * 3),
            Self::Month(y, m) => (y, m..=m),
            Self::Span(..) | Self::Session(_) => return Vec::new(),
        };
        months.map(|month| Self::Month(year, month)).collect()
    }

    /// The periods of the same length from the beginning of the year up to this one.
    pub(crate) fn since_new_year(&self) -> Vec<Self> {
        match *self {
            Self::Quarter(y, q) => (1..=q).map(|q| Self::Quarter(y, q)).collect(),
            Self::Month(y, m) => (1..=m).map(|m| Self::Month(y, m)).collect(),
            _ => vec![self.clone()],
        }
    }

    /// The name of a folder for this period: `nam-2026`, `quy-1-2026`.
    pub fn folder(&self) -> String {
        match self {
            Self::Year(y) => format!("nam-{y}"),
            Self::HalfYear(y) => format!("6-thang-{y}"),
            Self::NineMonths(y) => format!("9-thang-{y}"),
            Self::Quarter(y, q) => format!("quy-{q}-{y}"),
            Self::Month(y, m) => format!("thang-{m:02}-{y}"),
            Self::Span(a, b) => format!("giai-doan-{a}-{b}"),
            Self::Session(_) => "ky-hop".to_owned(),
        }
    }

    /// The period a folder's name stands for.
    pub(crate) fn from_folder(name: &str) -> Option<Self> {
        let parts: Vec<&str> = name.split('-').collect();
        let number = |text: &str| text.parse::<u32>().ok();
        match parts[..] {
            ["nam", y] => year(y).map(Self::Year),
            ["6", "thang", y] => year(y).map(Self::HalfYear),
            ["9", "thang", y] => year(y).map(Self::NineMonths),
            ["quy", q, y] => Some(Self::Quarter(year(y)?, number(q).filter(|q| (1..=4).contains(q))?)),
            ["thang", m, y] => Some(Self::Month(year(y)?, number(m).filter(|m| (1..=12).contains(m))?)),
            ["giai", "doan", a, b] => Some(Self::Span(year(a)?, year(b)?)),
            ["ky", "hop", n] => number(n).filter(|n| (1..100).contains(n)).map(|n| Self::Session(ordinal(n))),
            _ => None,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "năm {y}"),
            Self::HalfYear(y) => write!(f, "6 tháng đầu năm {y}"),
            Self::NineMonths(y) => write!(f, "9 tháng năm {y}"),
            Self::Quarter(y, q) => write!(f, "quý {} năm {y}", roman(*q)),
            Self::Month(y, m) => write!(f, "tháng {m} năm {y}"),
            Self::Span(a, b) => write!(f, "giai đoạn {a} - {b}"),
            Self::Session(name) => write!(f, "kỳ họp thứ {name}"),
        }
    }
}

/// Whether a name is that of a session, which may hold any sign.
fn is_session(name: &str) -> bool {
    name.trim_start().to_lowercase().starts_with("kỳ họp")
}

/// `Nhất`, `Hai`, `Tư`, `Sáu`: what follows `thứ` in the name of a session.
fn ordinal(n: u32) -> String {
    let word = match n {
        1 => "nhất".to_owned(),
        4 => "tư".to_owned(),
        _ => number(u64::from(n)),
    };
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn year(text: &str) -> Option<i32> {
    let year = text.trim().parse().ok()?;
    (1945..=2999).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_reads_and_writes_back() {
        for text in [
            "năm 2025",
            "quý I năm 2026",
            "tháng 11 năm 2025",
            "6 tháng đầu năm 2025",
            "9 tháng năm 2025",
            "giai đoạn 2021 - 2025",
            "kỳ họp thứ Sáu",
        ] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Period::parse("giai đoạn 2021-2025"), Some(Period::Span(2021, 2025)));
        assert_eq!(Period::parse("Quý 1 năm 2026"), Some(Period::Quarter(2026, 1)));
        for (text, written) in [
            ("quý IV/2025", "quý IV năm 2025"),
            ("Quý 4/2025", "quý IV năm 2025"),
            ("tháng 12/2025", "tháng 12 năm 2025"),
            ("tháng 12 / 2025", "tháng 12 năm 2025"),
            ("6 tháng đầu năm/2025", ""),
            ("giai đoạn 2021–2025", "giai đoạn 2021 - 2025"),
            ("giai đoạn 2021 – 2025", "giai đoạn 2021 - 2025"),
            ("quý V/2025", ""),
            ("tháng 13/2025", ""),
            ("tháng 12/25", ""),
            ("12/2025", ""),
            ("ngày 1/12/2025", ""),
            ("kỳ họp thứ Sáu/2025", "kỳ họp thứ Sáu/2025"),
        ] {
            assert_eq!(Period::parse(text).map(|p| p.to_string()).unwrap_or_default(), written, "{text}");
        }
        for text in ["năm", "tháng 13 năm 2025", "quý V năm 2025", "hôm nay", "giai đoạn 2025 - 2021"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_know_their_neighbours() {
        let previous = |text| Period::parse(text).and_then(|p| p.previous()).map(|p| p.to_string());
        assert_eq!(previous("tháng 1 năm 2026").as_deref(), Some("tháng 12 năm 2025"));
        assert_eq!(previous("quý I năm 2026").as_deref(), Some("quý IV năm 2025"));
        assert_eq!(previous("giai đoạn 2021 - 2025").as_deref(), Some("giai đoạn 2016 - 2020"));
        assert_eq!(Period::Quarter(2026, 2).year_before(), Some(Period::Quarter(2025, 2)));
        assert_eq!(Period::Quarter(2026, 2).months(), [4, 5, 6].map(|m| Period::Month(2026, m)));
        assert_eq!(Period::Month(2026, 3).since_new_year().len(), 3);
    }

    #[test]
    fn folders_stand_for_periods() {
        for period in [Period::Year(2026), Period::Quarter(2026, 1), Period::Month(2025, 11), Period::Span(2021, 2025)]
        {
            assert_eq!(Period::from_folder(&period.folder()), Some(period));
        }
        let session = |folder| Period::from_folder(folder).map(|period| period.to_string());
        assert_eq!(session("ky-hop-1").as_deref(), Some("kỳ họp thứ Nhất"));
        assert_eq!(session("ky-hop-6").as_deref(), Some("kỳ họp thứ Sáu"));
        assert_eq!(session("ky-hop-0"), None);
    }
}
