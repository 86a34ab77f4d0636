//! Thời hạn lưu trữ: how long a kind of document is kept, from the office profile.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How long a document is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retention {
    /// Vĩnh viễn.
    Permanent,
    /// So many years from the end of the year of issue.
    Years(u16),
}

/// The longest limited term of the Law of 2024.
pub(crate) const LONGEST: u16 = 70;

/// From memory [nd30 5.5]: the saved originals of an office's own documents are kept for good. The table of Circular
/// 10/2022 was not at hand; an office that keeps a kind for fewer years says so in its profile.
const DEFAULT: Retention = Retention::Permanent;

impl Default for Retention {
    fn default() -> Self {
        DEFAULT
    }
}

impl Retention {
    /// Reads `vĩnh viễn`, `20 năm` or `20`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        if matches!(text.as_str(), "vĩnh viễn" | "vinh-vien" | "vinh viễn") {
            return Some(Self::Permanent);
        }
        let years: u16 = text.strip_suffix("năm").unwrap_or(&text).trim().parse().ok()?;
        (1..=LONGEST).contains(&years).then_some(Self::Years(years))
    }

    /// The code of Circular 05/2025.
    pub fn code(self) -> &'static str {
        match self {
            Self::Permanent => "01",
            Self::Years(70) => "02",
            Self::Years(50) => "03",
            Self::Years(30) => "04",
            Self::Years(20) => "05",
            Self::Years(10) => "06",
            Self::Years(_) => "07",
        }
    }

    /// The first year in which a document of a year need not be kept any more.
    pub fn due(self, year: i32) -> Option<i32> {
        match self {
            Self::Permanent => None,
            Self::Years(years) => Some(year + i32::from(years) + 1),
        }
    }
}

impl fmt::Display for Retention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Permanent => f.write_str("vĩnh viễn"),
            Self::Years(years) => write!(f, "{years} năm"),
        }
    }
}

impl Serialize for Retention {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Retention {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("thời hạn"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_and_counted_from_the_end_of_the_year() {
        assert_eq!(Retention::parse("Vĩnh viễn"), Some(Retention::Permanent));
        assert_eq!(Retention::parse("20 năm"), Some(Retention::Years(20)));
        assert_eq!(Retention::parse("5"), Some(Retention::Years(5)));
        assert_eq!((Retention::parse("71"), Retention::parse("lâu"), Retention::parse("0")), (None, None, None));
        assert_eq!((Retention::Years(5).due(2020), Retention::Permanent.due(2020)), (Some(2026), None));
    }
}
