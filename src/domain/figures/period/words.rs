//! How a period is named: the words that the clerk chose, its numbers filled in anew for other periods.

use chrono::{Datelike, NaiveDate};

use super::extent::Extent;
use crate::base::text::number_words;
use crate::base::text::numerals::{self, roman};

/// A number in the name of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Of months or a week.
    Year,
    Month,
    Quarter,
    /// How many months the longest stretch has, or how many years there are.
    Count,
    Week,
    Semester,
    FirstYear,
    LastYear,
    Day {
        is_end: bool,
    },
    MonthOfDay {
        is_end: bool,
    },
    YearOfDay {
        is_end: bool,
    },
    /// `quý I và quý II`: the month or quarter so many after the first.
    Part {
        months: u32,
        after: u32,
    },
    /// The last month or quarter of several.
    LastPart {
        months: u32,
    },
}

/// How the clerk writes a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// `05`
    WithZero,
    /// `5`
    Bare,
    /// Nothing tells: as the decree writes dates, other numbers without a zero.
    Unknown,
    /// `IV`
    Roman,
    /// `sáu`
    InWords,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Number(Slot, Written),
}

/// The name of a period with places for its numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(pub(super) Vec<Piece>);

impl Words {
    /// The name of a period in these words; none when it lacks a number that they have.
    pub(super) fn fill(&self, extent: &Extent) -> Option<String> {
        let written = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Number(slot, written) => number(*slot, *written, extent),
        });
        written.collect::<Option<String>>().filter(|text| !text.is_empty())
    }
}

fn number(slot: Slot, written: Written, extent: &Extent) -> Option<String> {
    let n = value(slot, extent)?;
    Some(match (written, slot) {
        (Written::WithZero, _) => format!("{n:02}"),
        (Written::Roman, _) => roman(n),
        (Written::InWords, _) => spelled(slot, n),
        (Written::Unknown, Slot::Day { .. }) => numerals::day(n),
        (Written::Unknown, Slot::MonthOfDay { .. } | Slot::Part { months: 1, .. } | Slot::LastPart { months: 1 }) => {
            numerals::month(n)
        }
        (Written::Unknown | Written::Bare, _) => n.to_string(),
    })
}

/// A number in words: `sáu` months, but month and quarter `tư`.
pub(super) fn spelled(slot: Slot, n: u32) -> String {
    match (slot, n) {
        (Slot::Count, _) => number_words::number(u64::from(n)),
        (Slot::Week, 1) => "nhất".to_owned(),
        (_, 4) => "tư".to_owned(),
        _ => number_words::number(u64::from(n)),
    }
}

fn value(slot: Slot, extent: &Extent) -> Option<u32> {
    let of_length = |count: u32| {
        let ends = |firsts: &[u32], last: u32| firsts.iter().any(|first| last + 1 - first == count).then_some(last);
        match extent {
            Extent::Months { first, last, .. } => ends(&[*first], *last),
            Extent::Together { firsts, last, .. } => ends(firsts, *last),
            _ => None,
        }
    };
    let day = |is_end: bool| match extent {
        Extent::Days { .. } | Extent::Months { .. } | Extent::Years { .. } => {
            let (from, to) = extent.bounds();
            Some(if is_end { to } else { from })
        }
        _ => None,
    };
    let years = || match extent {
        Extent::Years { from, to } | Extent::Term { from, to } => Some((*from, *to)),
        Extent::SchoolYear(from) | Extent::Semester { from, .. } => Some((*from, *from + 1)),
        _ => None,
    };
    let year = |year: i32| u32::try_from(year).ok();
    match slot {
        Slot::Year => match extent {
            Extent::Months { year: of, .. } | Extent::Together { year: of, .. } | Extent::Week { year: of, .. } => {
                year(*of)
            }
            _ => None,
        },
        Slot::Month => of_length(1),
        Slot::Quarter => of_length(3).map(|last| last / 3),
        Slot::Count => match extent {
            Extent::Months { first, last, .. } => Some(last + 1 - first),
            Extent::Together { firsts, last, .. } => firsts.last().map(|first| last + 1 - first),
            Extent::Years { from, to } => year(to - from + 1),
            _ => None,
        },
        Slot::Week => match extent {
            Extent::Week { week, .. } => Some(*week),
            _ => None,
        },
        Slot::Semester => match extent {
            Extent::Semester { half, .. } => Some(*half),
            _ => None,
        },
        Slot::FirstYear => year(years()?.0),
        Slot::LastYear => year(years()?.1),
        Slot::Day { is_end } => day(is_end).map(|date| date.day()),
        Slot::MonthOfDay { is_end } => day(is_end).map(|date| date.month()),
        Slot::YearOfDay { is_end } => year(day(is_end)?.year()),
        Slot::Part { months, after } => day(false).map(|date| (date.month0() / months + after) % (12 / months) + 1),
        Slot::LastPart { months } => day(true).map(|date| date.month0() / months + 1),
    }
}

/// The name of a period in the words that most offices use.
pub(super) fn usual(extent: &Extent) -> String {
    match extent {
        Extent::Months { year, first, last } => match (*first, *last) {
            (1, 12) => format!("năm {year}"),
            (1, 9) => format!("9 tháng năm {year}"),
            (first, last) => format!("{} năm {year}", stretch(first, last)),
        },
        Extent::Together { year, firsts, last } => {
            let names: Vec<String> = firsts.iter().map(|first| stretch(*first, *last)).collect();
            let (end, before) = names.split_last().map_or(("", &names[..]), |(end, before)| (end.as_str(), before));
            let year = if end.is_empty() { format!("năm {year}") } else { format!("{end} năm {year}") };
            format!("{} và {year}", before.join(", "))
        }
        Extent::Years { from, to } => format!("giai đoạn {from} - {to}"),
        Extent::Term { from, to } => format!("nhiệm kỳ {from} - {to}"),
        Extent::SchoolYear(from) => format!("năm học {from} - {}", from + 1),
        Extent::Semester { from, half } => format!("học kỳ {} năm học {from} - {}", roman(*half), from + 1),
        Extent::Week { year, week } => format!("tuần {week} năm {year}"),
        Extent::Days { from, to } => {
            let day =
                |date: &NaiveDate| [numerals::day(date.day()), numerals::month(date.month()), date.year().to_string()];
            format!("từ ngày {} đến ngày {}", day(from).join("/"), day(to).join("/"))
        }
        Extent::Session(name) => format!("kỳ họp thứ {name}"),
    }
}

/// `tháng 9`, `quý III`, `9 tháng đầu`, `6 tháng cuối`; nothing for a whole year.
fn stretch(first: u32, last: u32) -> String {
    match (first, last, last + 1 - first) {
        (1, 12, _) => String::new(),
        (_, _, 1) => format!("tháng {last}"),
        (_, _, 3) => format!("quý {}", roman(last / 3)),
        (1, _, count) => format!("{count} tháng đầu"),
        (_, _, count) => format!("{count} tháng cuối"),
    }
}

/// The name of a folder for a period: `nam-2026`, `quy-3-va-9-thang-2025`.
pub(super) fn folder(extent: &Extent) -> String {
    let named = |first: u32, last: u32| match (first, last, last + 1 - first) {
        (1, 12, _) => "nam".to_owned(),
        (_, _, 1) => format!("thang-{last:02}"),
        (_, _, 3) => format!("quy-{}", last / 3),
        (1, _, count) => format!("{count}-thang"),
        (_, _, count) => format!("{count}-thang-cuoi-nam"),
    };
    match extent {
        Extent::Months { year, first, last } => format!("{}-{year}", named(*first, *last)),
        Extent::Together { year, firsts, last } => {
            let names: Vec<String> = firsts.iter().map(|first| named(*first, *last)).collect();
            let (end, before) = names.split_last().map_or(("", &names[..]), |(end, before)| (end.as_str(), before));
            format!("{}-va-{end}-{year}", before.join("-"))
        }
        Extent::Years { from, to } => format!("giai-doan-{from}-{to}"),
        Extent::Term { from, to } => format!("nhiem-ky-{from}-{to}"),
        Extent::SchoolYear(from) => format!("nam-hoc-{from}-{}", from + 1),
        Extent::Semester { from, half } => format!("hoc-ky-{half}-nam-hoc-{from}-{}", from + 1),
        Extent::Week { year, week } => format!("tuan-{week:02}-{year}"),
        Extent::Days { from, to } => format!("{}-den-{}", from.format("%d-%m-%Y"), to.format("%d-%m-%Y")),
        Extent::Session(_) => "ky-hop".to_owned(),
    }
}
