//! Kỳ báo cáo: years, quarters, months, weeks, days, sessions, and their neighbours.

mod extent;
mod fault;
mod forms;
mod grammar;
mod words;

use std::cmp::Ordering;
use std::fmt;

use crate::base::text::fold::fold;
use crate::base::text::number_words::number;
use crate::base::text::numerals::roman;
use crate::domain::figures::measure::Measure;
use crate::domain::figures::period::extent::Extent;
pub(crate) use crate::domain::figures::period::fault::Fault;
use crate::domain::figures::period::words::Words;

/// A reporting period. Two are equal when they cover the same time, whatever words name them.
#[derive(Debug, Clone)]
pub struct Period {
    extent: Extent,
    words: Words,
    /// Its name, as it prints.
    name: String,
}

/// Forms that [`Period::parse`] reads, for messages.
pub(crate) const FORMS: &str = "`năm 2025`, `quý I năm 2026`, `tháng 11 năm 2025`, `6 tháng đầu năm 2025`, `6 tháng cuối năm 2025`, `9 tháng năm 2025`, `quý III và 9 tháng đầu năm 2025`, `từ tháng 4 đến tháng 8 năm 2025`, `tuần 12 năm 2025`, `từ ngày 15/11/2025 đến ngày 14/12/2025`, `học kỳ I năm học 2025 - 2026`, `năm học 2025 - 2026`, `giai đoạn 2021 - 2025`, `nhiệm kỳ 2021 - 2026`, `kỳ họp thứ Sáu`";

impl Period {
    /// Reads a period's name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text).ok()
    }

    /// Reads a period's name.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let parts: Vec<&str> = text.split_whitespace().collect();
        let lower: Vec<String> = parts.iter().take(3).map(|word| word.to_lowercase()).collect();
        if lower == ["kỳ", "họp", "thứ"] && parts.len() > 3 {
            return Ok(Self::usual(Extent::Session(parts[3..].join(" "))));
        }
        let read = grammar::read(text, false);
        read.map(|(extent, words)| Self::named(extent, &words)).map_err(|fault| fault.unwrap_or_else(|| unread(text)))
    }

    /// The name of a period as it prints.
    fn parse_exact(text: &str) -> Option<String> {
        grammar::read(text, false).ok().map(|(extent, words)| Self::named(extent, &words).name)
    }

    /// A period in some words; in the usual ones where these do not name it.
    fn named(extent: Extent, words: &Words) -> Self {
        let reads = |text: &String| grammar::read(text, false).is_ok_and(|(read, _)| read == extent);
        let name = words.fill(&extent).filter(reads).unwrap_or_else(|| words::usual(&extent));
        Self { extent, words: words.clone(), name }
    }

    fn usual(extent: Extent) -> Self {
        Self::named(extent, &Words::default())
    }

    /// A year.
    pub fn of_year(year: i32) -> Option<Self> {
        Extent::months_of(year, 1, 12).map(Self::usual)
    }

    /// A quarter of a year.
    pub fn of_quarter(year: i32, quarter: u32) -> Option<Self> {
        (1..=4)
            .contains(&quarter)
            .then(|| Extent::months_of(year, quarter * 3 - 2, quarter * 3))
            .flatten()
            .map(Self::usual)
    }

    /// A month of a year.
    pub fn of_month(year: i32, month: u32) -> Option<Self> {
        Extent::months_of(year, month, month).map(Self::usual)
    }

    /// `giai đoạn 2021 - 2025`
    pub fn of_years(from: i32, to: i32) -> Option<Self> {
        Extent::years(from, to).map(Self::usual)
    }

    /// A session, by what stands behind `kỳ họp thứ`.
    pub(crate) fn of_session(name: &str) -> Self {
        Self::usual(Extent::Session(name.to_owned()))
    }

    /// The same period in the words of another.
    #[must_use]
    pub(crate) fn in_words_of(self, other: &Self) -> Self {
        Self::named(self.extent, &other.words)
    }

    /// Kỳ trước: the period just before, of the same length; of a stretch that does not fill the year, as 9 months, the
    /// one a year before.
    pub fn previous(&self) -> Option<Self> {
        self.extent.neighbour(-1).map(|extent| Self::named(extent, &self.words))
    }

    /// The period that this one is the previous of.
    pub fn next(&self) -> Option<Self> {
        self.extent.neighbour(1).map(|extent| Self::named(extent, &self.words))
    }

    /// Cùng kỳ: the same period a year before.
    pub fn year_before(&self) -> Option<Self> {
        self.extent.year_before().map(|extent| Self::named(extent, &self.words))
    }

    /// The period whose result a measure of this one is.
    pub fn compared(&self, measure: Measure) -> Option<Self> {
        match measure {
            Measure::YearBefore => self.year_before(),
            Measure::Previous => self.previous(),
            Measure::Plan | Measure::Actual | Measure::Estimate => None,
        }
    }

    /// The year it lies in, or ends with as several years do; none where a single one would be a guess.
    pub fn year(&self) -> Option<i32> {
        self.extent.year()
    }

    /// The year that it is.
    pub(crate) fn whole_year(&self) -> Option<i32> {
        match self.extent {
            Extent::Months { year, first: 1, last: 12 } => Some(year),
            _ => None,
        }
    }

    /// The quarter that it is, or that is the first of several stretches.
    pub(crate) fn quarter(&self) -> Option<u32> {
        self.last_of(3).map(|last| last / 3)
    }

    /// The month that it is, or that is the first of several stretches.
    pub(crate) fn month(&self) -> Option<u32> {
        self.last_of(1)
    }

    fn last_of(&self, count: u32) -> Option<u32> {
        match &self.extent {
            Extent::Months { first, last, .. } => (last + 1 - first == count).then_some(*last),
            Extent::Together { firsts, last, .. } => {
                firsts.iter().any(|first| last + 1 - first == count).then_some(*last)
            }
            _ => None,
        }
    }

    /// How many months from the beginning of the year it has, when it is no month and no year.
    pub(crate) fn months_so_far(&self) -> Option<u32> {
        match &self.extent {
            Extent::Months { first: 1, last: last @ 2..=11, .. } => Some(*last),
            Extent::Together { firsts, last, .. } => (firsts.last() == Some(&1)).then_some(*last),
            _ => None,
        }
    }

    /// Whether it is a month or a quarter and nothing else.
    pub(crate) fn is_month_or_quarter(&self) -> bool {
        matches!(self.extent, Extent::Months { first, last, .. } if matches!(last + 1 - first, 1 | 3))
    }

    /// The years that `2021 - 2025` stands for, also those of a term or a school year.
    pub(crate) fn years(&self) -> Option<(i32, i32)> {
        match self.extent {
            Extent::Years { from, to } | Extent::Term { from, to } => Some((from, to)),
            Extent::SchoolYear(from) => Some((from, from + 1)),
            _ => None,
        }
    }

    /// The name of a session.
    pub(crate) fn session(&self) -> Option<&str> {
        match &self.extent {
            Extent::Session(name) => Some(name),
            _ => None,
        }
    }

    /// What it consists of, when it is several, the shortest first: of `quý III và 9 tháng đầu năm` the quarter and the
    /// nine months; of half a school year this year, which its name has too.
    pub(crate) fn stretches(&self) -> Vec<Self> {
        match &self.extent {
            Extent::Together { year, firsts, last } => {
                firsts.iter().filter_map(|first| Extent::months_of(*year, *first, *last)).map(Self::usual).collect()
            }
            Extent::Semester { from, .. } => vec![Self::usual(Extent::SchoolYear(*from))],
            _ => Vec::new(),
        }
    }

    /// The months inside, when the period is made of months.
    pub fn months(&self) -> Vec<Self> {
        self.extent.months().into_iter().map(Self::usual).collect()
    }

    /// The periods of the same length from the beginning of the year up to this one; none where the year does not fall
    /// into such periods, so that nobody can say what the sum so far is.
    pub fn since_new_year(&self) -> Option<Vec<Self>> {
        Some(self.extent.since_new_year()?.into_iter().map(Self::usual).collect())
    }

    /// Whether another is of the same length.
    pub fn is_as_long_as(&self, other: &Self) -> bool {
        self.extent.is_as_long_as(&other.extent)
    }

    /// Whether another lies in the same part of its year; of sessions nobody knows.
    pub(crate) fn is_in_season_of(&self, other: &Self) -> bool {
        self.extent.is_in_season_of(&other.extent)
    }

    /// The name of a folder for this period: `nam-2026`, `quy-1-2026`.
    pub fn folder(&self) -> String {
        words::folder(&self.extent)
    }

    /// The period a folder's name stands for.
    pub fn from_folder(name: &str) -> Option<Self> {
        Self::read_folder(name).ok()
    }

    /// The period a folder's name stands for.
    ///
    /// # Errors
    /// What is wrong with a name that has the shape of one; nothing with others.
    pub(crate) fn read_folder(name: &str) -> Result<Self, Option<Fault>> {
        if let Some(session) = name.strip_prefix("ky-hop-") {
            let number = session.parse().ok().filter(|n| (1..100).contains(n));
            return number.map(|n| Self::of_session(&ordinal(n))).ok_or(None);
        }
        grammar::read(name, true).map(|(extent, _)| Self::usual(extent))
    }

    /// Its quarter as documents write it.
    pub(crate) fn roman_quarter(&self) -> Option<String> {
        self.quarter().map(roman)
    }
}

impl PartialEq for Period {
    fn eq(&self, other: &Self) -> bool {
        self.extent == other.extent
    }
}

impl Eq for Period {}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// In time; sessions after all others, by name.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.extent.cmp(&other.extent)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
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

/// What words are missing from a text that names no period, or have other marks: `2025`, `nam 2025`, `Q4/2025`.
fn unread(text: &str) -> Fault {
    let lower = text.to_lowercase();
    let letter = |letter: char, word: &str| lower.strip_prefix(letter).map(|rest| format!("{word} {rest}"));
    let is_number = lower.starts_with(|c: char| c.is_ascii_digit());
    let prefixed =
        ["năm", "tháng", "năm học", "giai đoạn", "nhiệm kỳ"].map(|word| is_number.then(|| format!("{word} {lower}")));
    let typed = prefixed.into_iter().chain([letter('q', "quý"), letter('t', "tháng")]);
    let day = lower.strip_prefix("ngày").map(str::trim).map(|day| format!("từ ngày {day} đến ngày {day}"));
    let typed = typed.chain([day]).flatten();
    let mut meant: Vec<String> = typed.filter_map(|name| Period::parse_exact(&name)).collect();
    if meant.is_empty() {
        let bare = grammar::read(&fold(text), true).ok().map(|(extent, _)| words::usual(&extent));
        meant.extend(bare);
    }
    meant.dedup();
    Fault::Unread { meant }
}
