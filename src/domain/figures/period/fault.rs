//! What is wrong with a name that is meant for a period, in the clerk's words.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::extent::YEARS;

/// Why a name stands for no period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It has no shape of a period; what may have been meant.
    Unread {
        meant: Vec<String>,
    },
    NoYear,
    /// `12/25`
    ShortYear,
    Year(u32),
    Month(u32),
    Quarter(u32),
    Semester(u32),
    /// `13 tháng`
    Count(u32),
    /// `5 năm 2021 - 2024`
    CountOfYears(u32),
    Week {
        year: i32,
        week: u32,
    },
    Day {
        year: i32,
        month: u32,
        day: u32,
    },
    Backwards,
    SchoolYear,
    /// Two stretches that do not end together: `quý I và 6 tháng đầu năm`.
    Apart,
    /// `9 tháng đầu năm và quý III`
    LongerFirst,
    /// `quý I và quý III`
    NotInARow,
}

impl Fault {
    /// What to write instead; none where any form would do.
    pub(crate) fn instead(&self) -> Option<String> {
        Some(match self {
            Self::Unread { meant } if meant.is_empty() => return None,
            Self::Unread { meant } => {
                let meant: Vec<String> = meant.iter().map(|name| format!("`{name}`")).collect();
                format!("viết {}", meant.join(" hoặc "))
            }
            Self::NoYear => "ghi năm ở cuối, ví dụ `quý IV năm 2025`".to_owned(),
            Self::ShortYear => "viết năm đủ bốn chữ số, ví dụ `2025`".to_owned(),
            Self::Year(_) => "kiểm tra lại năm đã gõ".to_owned(),
            Self::Month(_) | Self::Count(_) => "kiểm tra lại số tháng đã gõ".to_owned(),
            Self::Quarter(_) => "viết `quý I`, `quý II`, `quý III` hoặc `quý IV`".to_owned(),
            Self::Semester(_) => "viết `học kỳ I` hoặc `học kỳ II`".to_owned(),
            Self::CountOfYears(count) => format!("viết `{count} năm`, hoặc sửa năm đầu, năm cuối"),
            Self::Week { year, week } => match weeks(*year) {
                last if *week > last => format!("tuần cuối là `tuần {last} năm {year}`, tiếp theo là `tuần 1 năm {}`", year + 1),
                _ => format!("tuần đầu là `tuần 1 năm {year}`"),
            },
            Self::Day { .. } => "kiểm tra lại ngày, tháng đã gõ".to_owned(),
            Self::Backwards => "viết đầu kỳ trước, cuối kỳ sau".to_owned(),
            Self::SchoolYear => "viết hai năm liền nhau, ví dụ `năm học 2025 - 2026`".to_owned(),
            Self::Apart => "ghép các kỳ kết thúc cùng tháng, như `quý III và 9 tháng đầu năm 2025`; không thì tách thành hai thư mục".to_owned(),
            Self::LongerFirst => "viết kỳ ngắn trước, như `quý III và 9 tháng đầu năm 2025`".to_owned(),
            Self::NotInARow => "ghép các kỳ liền nhau, như `quý I và quý II năm 2025`; không thì tách thành hai thư mục".to_owned(),
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread { .. } => f.write_str("không phải tên một kỳ"),
            Self::NoYear => f.write_str("chưa ghi năm"),
            Self::ShortYear => f.write_str("năm chưa đủ bốn chữ số"),
            Self::Year(year) => write!(f, "năm {year} ở ngoài khoảng {} – {}", YEARS.start(), YEARS.end()),
            Self::Month(month) => write!(f, "không có tháng {month}"),
            Self::Quarter(quarter) => write!(f, "không có quý {quarter}"),
            Self::Semester(half) => write!(f, "không có học kỳ {half}"),
            Self::Count(1) => f.write_str("kỳ một tháng phải ghi tên tháng"),
            Self::Count(count) => write!(f, "một năm không có {count} tháng"),
            Self::CountOfYears(count) => write!(f, "từ năm đầu đến năm cuối là {count} năm"),
            Self::Week { year, week } => match weeks(*year) {
                last if *week > last => write!(f, "năm {year} chỉ có {last} tuần"),
                _ => write!(f, "không có tuần {week}"),
            },
            Self::Day { year, month, day } => write!(f, "không có ngày {day}/{month}/{year}"),
            Self::Backwards => f.write_str("cuối kỳ ở trước đầu kỳ"),
            Self::SchoolYear => f.write_str("năm học phải ghi hai năm liền nhau"),
            Self::Apart => f.write_str("các kỳ ghép với nhau không kết thúc cùng một tháng"),
            Self::LongerFirst => f.write_str("kỳ dài hơn viết trước kỳ ngắn hơn"),
            Self::NotInARow => f.write_str("các kỳ ghép với nhau không liền nhau"),
        }
    }
}

/// How many weeks the calendar counts in a year: the 28th of December lies in the last.
fn weeks(year: i32) -> u32 {
    NaiveDate::from_ymd_opt(year, 12, 28).map_or(52, |date| date.iso_week().week())
}
