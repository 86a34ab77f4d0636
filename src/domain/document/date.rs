//! Ngày ban hành: a whole date, or as much of it as is known.

use chrono::{Datelike, NaiveDate};

use crate::base::text::numerals;

/// The date of issue; what is not known stays a blank for the văn thư.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueDate {
    /// The whole date.
    Day {
        /// Four digits.
        year: i32,
        /// 1–12.
        month: u32,
        /// 1–31.
        day: u32,
    },
    /// Only the month is known: `ngày … tháng 12 năm 2025`.
    Month {
        /// Four digits.
        year: i32,
        /// 1–12.
        month: u32,
    },
    /// Nothing is known.
    Blank,
}

/// Why a written date is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Not `năm-tháng-ngày`; holds the date rewritten that way when it can be guessed.
    Format(Option<String>),
    /// Written well, but the calendar has no such day.
    Impossible,
}

impl IssueDate {
    /// Reads `2025-12-05` or `2025-12`.
    ///
    /// # Errors
    /// Another way of writing, or a day the calendar does not have.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().unwrap_or_default())
        };
        let year = parts.first().and_then(|part| number(part, 4));
        let month = parts.get(1).and_then(|part| number(part, 2));
        let day = parts.get(2).and_then(|part| number(part, 2));
        let (Some(year), Some(month)) = (year, month) else {
            return Err(guess(text));
        };
        let year = i32::try_from(year).unwrap_or_default();
        let real = |day| NaiveDate::from_ymd_opt(year, month, day).filter(|d| d.year() >= 1945);
        match (parts.len(), day) {
            (2, None) => real(1).map(|_| Self::Month { year, month }).ok_or(DateError::Impossible),
            (3, Some(day)) => real(day).map(|_| Self::Day { year, month, day }).ok_or(DateError::Impossible),
            _ => Err(guess(text)),
        }
    }

    /// Reads a whole day, also one written as on paper: `05/12/2025`.
    pub(crate) fn parse_day(text: &str) -> Option<NaiveDate> {
        let parsed = match Self::parse(text) {
            Err(DateError::Format(Some(meant))) => Self::parse(&meant),
            other => other,
        };
        match parsed {
            Ok(Self::Day { year, month, day }) => NaiveDate::from_ymd_opt(year, month, day),
            _ => None,
        }
    }

    /// Day, month and year as printed in the letterhead; `None` stands for a blank.
    pub fn printed(self) -> [Option<String>; 3] {
        match self {
            Self::Day { year, month, day } => {
                [Some(numerals::day(day)), Some(numerals::month(month)), Some(year.to_string())]
            }
            Self::Month { year, month } => [None, Some(numerals::month(month)), Some(year.to_string())],
            Self::Blank => [None, None, None],
        }
    }
}

/// A day as registers write it: `05/12/2025`.
pub fn short(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// What is wrong with a date written otherwise (`05/12/2025`, `ngày 5 tháng 12 năm 2025`): its form, or also the day.
fn guess(text: &str) -> DateError {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::parse::<u32>);
    let numbers: Vec<u32> = numbers.collect::<Result<_, _>>().unwrap_or_default();
    let (year, month, day) = match numbers[..] {
        [day, month, year] if (1945..3000).contains(&year) => (year, month, day),
        [year, month, day] if (1945..3000).contains(&year) => (year, month, day),
        _ => return DateError::Format(None),
    };
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    date.map_or(DateError::Impossible, |date| DateError::Format(Some(date.format("%Y-%m-%d").to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_known() {
        let whole = IssueDate::parse("2025-12-05").unwrap();
        assert_eq!(whole.printed(), [Some("05".into()), Some("12".into()), Some("2025".into())]);
        let month = IssueDate::parse("2025-01").unwrap();
        assert_eq!(month.printed(), [None, Some("01".into()), Some("2025".into())]);
    }

    #[test]
    fn says_how_to_write_a_date_written_otherwise() {
        for text in ["05/12/2025", "5-12-2025", "ngày 5 tháng 12 năm 2025"] {
            let expected = DateError::Format(Some("2025-12-05".into()));
            assert_eq!(IssueDate::parse(text), Err(expected));
        }
        assert_eq!(IssueDate::parse("hôm nay"), Err(DateError::Format(None)));
    }

    #[test]
    fn refuses_days_the_calendar_does_not_have() {
        assert_eq!(IssueDate::parse("2025-02-29"), Err(DateError::Impossible));
        assert_eq!(IssueDate::parse("2025-13"), Err(DateError::Impossible));
        assert_eq!(IssueDate::parse("31/11/2025"), Err(DateError::Impossible));
    }
}
