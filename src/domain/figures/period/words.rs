//! How a period is named: the words that the clerk chose, its numbers filled in anew for other periods.

use chrono::{Datelike, NaiveDate};

use super::extent::Extent;
use crate::base::text::numerals::{self, roman};

/// A number in the name of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Of months or a week.
    Year,
    Month,
    Quarter {
        is_roman: bool,
    },
    /// How many months the longest stretch has.
    Count,
    Week,
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
}

/// Whether the clerk writes `05` or `5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zero {
    Written,
    LeftOut,
    /// Nothing tells: as the decree writes dates, other numbers without.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Number(Slot, Zero),
}

/// The name of a period with places for its numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(pub(super) Vec<Piece>);

impl Words {
    /// The name of a period in these words; none when it lacks a number that they have.
    pub(super) fn fill(&self, extent: &Extent) -> Option<String> {
        let written = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Number(slot, zero) => number(*slot, *zero, extent),
        });
        written.collect::<Option<String>>().filter(|text| !text.is_empty())
    }
}

fn number(slot: Slot, zero: Zero, extent: &Extent) -> Option<String> {
    let plain = |n: u32| if zero == Zero::Written { format!("{n:02}") } else { n.to_string() };
    let month_of =
        |months: &[u32], last: u32, count: u32| months.iter().any(|first| last + 1 - first == count).then_some(last);
    let of_length = |count: u32| match extent {
        Extent::Months { first, last, .. } => month_of(&[*first], *last, count),
        Extent::Together { firsts, last, .. } => month_of(firsts, *last, count),
        _ => None,
    };
    let day = |is_end: bool| match extent {
        Extent::Days { .. } | Extent::Months { .. } | Extent::Years { .. } => {
            let (from, to) = extent.bounds();
            Some(if is_end { to } else { from })
        }
        _ => None,
    };
    let dated = |of: fn(NaiveDate) -> u32, usual: fn(u32) -> String, is_end: bool| {
        let number = of(day(is_end)?);
        Some(if zero == Zero::Unknown { usual(number) } else { plain(number) })
    };
    match slot {
        Slot::Year => match extent {
            Extent::Months { year, .. } | Extent::Together { year, .. } | Extent::Week { year, .. } => {
                Some(year.to_string())
            }
            _ => None,
        },
        Slot::Month => of_length(1).map(plain),
        Slot::Quarter { is_roman } => {
            of_length(3).map(|last| last / 3).map(|quarter| if is_roman { roman(quarter) } else { plain(quarter) })
        }
        Slot::Count => match extent {
            Extent::Months { first, last, .. } => Some(plain(last + 1 - first)),
            Extent::Together { firsts, last, .. } => firsts.last().map(|first| plain(last + 1 - first)),
            _ => None,
        },
        Slot::Week => match extent {
            Extent::Week { week, .. } => Some(plain(*week)),
            _ => None,
        },
        Slot::FirstYear | Slot::LastYear => match extent {
            Extent::Years { from, to } => Some(if slot == Slot::FirstYear { *from } else { *to }.to_string()),
            Extent::SchoolYear(from) => Some((from + i32::from(slot == Slot::LastYear)).to_string()),
            _ => None,
        },
        Slot::Day { is_end } => dated(|date| date.day(), numerals::day, is_end),
        Slot::MonthOfDay { is_end } => dated(|date| date.month(), numerals::month, is_end),
        Slot::YearOfDay { is_end } => day(is_end).map(|date| date.year().to_string()),
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
        Extent::SchoolYear(from) => format!("năm học {from} - {}", from + 1),
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
        Extent::SchoolYear(from) => format!("nam-hoc-{from}-{}", from + 1),
        Extent::Week { year, week } => format!("tuan-{week:02}-{year}"),
        Extent::Days { from, to } => format!("{}-den-{}", from.format("%d-%m-%Y"), to.format("%d-%m-%Y")),
        Extent::Session(_) => "ky-hop".to_owned(),
    }
}
