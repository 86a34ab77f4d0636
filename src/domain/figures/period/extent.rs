//! What a reporting period covers, and the periods around it, whatever words name it.

use std::cmp::Ordering;

use chrono::{Datelike, Days as DayCount, Months as MonthCount, NaiveDate};

/// Years that a period may lie in.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1945..=2999;

/// What a period covers. Of two ways to say the same months only one is used: days that are whole months are those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Months of one year: a month, a quarter, a year, `9 tháng đầu năm`, `6 tháng cuối năm`.
    Months { year: i32, first: u32, last: u32 },
    /// `quý III và 9 tháng đầu năm 2025`: several that end together, the first month of each, the shortest first.
    Together { year: i32, firsts: Vec<u32>, last: u32 },
    /// `giai đoạn 2021 - 2025`
    Years { from: i32, to: i32 },
    /// `nhiệm kỳ 2021 - 2026`, which ends in the year in which the next begins.
    Term { from: i32, to: i32 },
    /// `năm học 2025 - 2026`, by its first year.
    SchoolYear(i32),
    /// `học kỳ I năm học 2025 - 2026`, the first or second half.
    Semester { from: i32, half: u32 },
    /// `tuần 12 năm 2025`, counted as the calendar counts weeks.
    Week { year: i32, week: u32 },
    /// `từ ngày 15/11/2025 đến ngày 14/12/2025`
    Days { from: NaiveDate, to: NaiveDate },
    /// `kỳ họp thứ Sáu`: held with its name, as sessions are not counted in time.
    Session(String),
}

impl Extent {
    /// Months of a year, when there are words for them.
    pub(super) fn months_of(year: i32, first: u32, last: u32) -> Option<Self> {
        let count = (last + 1).checked_sub(first).filter(|count| *count > 0 && first > 0)?;
        let is_part = matches!(count, 1 | 3) && (first - 1).is_multiple_of(count);
        let known = last <= 12 && (first == 1 || last == 12 || is_part) && YEARS.contains(&year);
        known.then_some(Self::Months { year, first, last })
    }

    /// Several stretches of months that end together, the shortest first.
    pub(super) fn together(year: i32, firsts: &[u32], last: u32) -> Option<Self> {
        let apart = firsts.windows(2).all(|pair| pair[0] > pair[1]);
        let known = firsts.iter().all(|first| Self::months_of(year, *first, last).is_some());
        match firsts {
            [first] => Self::months_of(year, *first, last),
            [_, _, ..] if apart && known => Some(Self::Together { year, firsts: firsts.to_vec(), last }),
            _ => None,
        }
    }

    /// Several years, the second later than the first.
    pub(super) fn years(from: i32, to: i32) -> Option<Self> {
        (from < to && YEARS.contains(&from) && YEARS.contains(&to)).then_some(Self::Years { from, to })
    }

    /// A school year, which ends in the year after.
    pub(super) fn school_year(from: i32, to: i32) -> Option<Self> {
        (to == from + 1 && YEARS.contains(&from) && YEARS.contains(&to)).then_some(Self::SchoolYear(from))
    }

    /// A term of office.
    pub(super) fn term(from: i32, to: i32) -> Option<Self> {
        (from < to && YEARS.contains(&from) && YEARS.contains(&to)).then_some(Self::Term { from, to })
    }

    /// Half of a school year.
    pub(super) fn semester(from: i32, to: i32, half: u32) -> Option<Self> {
        let known = matches!(half, 1 | 2) && Self::school_year(from, to).is_some();
        known.then_some(Self::Semester { from, half })
    }

    /// Whole months, from one to another, also over the end of a year.
    pub(super) fn month_to_month(from: (i32, u32), to: (i32, u32)) -> Option<Self> {
        let after = months_on(to.0, to.1, 1)?;
        let end = NaiveDate::from_ymd_opt(after.0, after.1, 1)?.pred_opt()?;
        Self::days(NaiveDate::from_ymd_opt(from.0, from.1, 1)?, end)
    }

    /// A week that the calendar of the year has.
    pub(super) fn week(year: i32, week: u32) -> Option<Self> {
        let monday = YEARS.contains(&year).then(|| NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon));
        monday.flatten().map(|_| Self::Week { year, week })
    }

    /// The days from one to another; those of whole months, a year or years are these.
    pub(super) fn days(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        let end = to.succ_opt()?;
        if from > to || !YEARS.contains(&from.year()) || !YEARS.contains(&to.year()) {
            return None;
        }
        if from.day() == 1 && end.day() == 1 {
            let months = || Self::months_of(from.year(), from.month(), to.month());
            let whole = from.month() == 1 && to.month() == 12;
            let known = if from.year() == to.year() { months() } else { None };
            let known = known.or_else(|| whole.then(|| Self::years(from.year(), to.year())).flatten());
            if known.is_some() {
                return known;
            }
        }
        Some(Self::Days { from, to })
    }

    /// The first and the last day; a school year and its halves as the schools count them.
    pub(super) fn bounds(&self) -> (NaiveDate, NaiveDate) {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX);
        let end_of_month = |year, month| match month {
            12 => day(year, 12, 31),
            month => day(year, month + 1, 1).pred_opt().unwrap_or(NaiveDate::MAX),
        };
        match self {
            Self::Months { year, first, last } => (day(*year, *first, 1), end_of_month(*year, *last)),
            Self::Together { year, firsts, last } => {
                (day(*year, firsts.first().copied().unwrap_or(1), 1), end_of_month(*year, *last))
            }
            Self::Years { from, to } | Self::Term { from, to } => (day(*from, 1, 1), day(*to, 12, 31)),
            Self::Semester { from, half: 1 } => (day(*from, 9, 1), day(*from + 1, 1, 15)),
            Self::Semester { from, .. } => (day(*from + 1, 1, 16), day(*from + 1, 8, 31)),
            Self::SchoolYear(from) => (day(*from, 9, 1), day(*from + 1, 8, 31)),
            Self::Week { year, week } => {
                let monday = NaiveDate::from_isoywd_opt(*year, *week, chrono::Weekday::Mon).unwrap_or(NaiveDate::MAX);
                (monday, monday.checked_add_days(DayCount::new(6)).unwrap_or(NaiveDate::MAX))
            }
            Self::Days { from, to } => (*from, *to),
            Self::Session(_) => (NaiveDate::MAX, NaiveDate::MAX),
        }
    }

    /// What keeps two periods of the same days apart.
    fn kind(&self) -> (u8, &[u32], &str) {
        match self {
            Self::Months { .. } => (0, &[], ""),
            Self::Together { firsts, .. } => (1, firsts, ""),
            Self::Years { .. } => (2, &[], ""),
            Self::SchoolYear(_) => (3, &[], ""),
            Self::Week { .. } => (4, &[], ""),
            Self::Days { .. } => (5, &[], ""),
            Self::Term { .. } => (6, &[], ""),
            Self::Semester { .. } => (7, &[], ""),
            Self::Session(name) => (8, &[], name),
        }
    }

    /// The neighbour just before (-1) or after (1), of the same length: one from which the way back leads here.
    pub(super) fn neighbour(&self, by: i32) -> Option<Self> {
        self.shifted(by).filter(|other| other.shifted(-by).as_ref() == Some(self))
    }

    fn shifted(&self, by: i32) -> Option<Self> {
        match self {
            Self::Months { year, first, last } => {
                let count = last + 1 - first;
                let follows = matches!(count, 1 | 3 | 6 | 12) && (first - 1).is_multiple_of(count);
                // stretches that do not fill a year come back every year
                let by = if follows { by * i32::try_from(count).ok()? } else { by * 12 };
                let (to, last) = months_on(*year, *last, by)?;
                Self::months_of(to, (last + 1).checked_sub(count)?, last)
            }
            Self::Together { year, firsts, last } => {
                let own = firsts.iter().filter(|first| **first > 1);
                let step = i32::try_from(last + 1 - own.min()?).ok()?;
                let (to, end) = months_on(*year, *last, by * step)?;
                let moved = firsts.iter().map(|first| {
                    if *first == 1 { Some(1) } else { (end + first).checked_sub(*last).filter(|first| *first > 0) }
                });
                Self::together(to, &moved.collect::<Option<Vec<u32>>>()?, end)
            }
            Self::Years { from, to } => {
                let count = to - from + 1;
                Self::years(from + by * count, to + by * count)
            }
            // terms of five years follow each other; how long others are nobody can say
            Self::Term { from, to } if to - from == 5 => Self::term(from + by * 5, to + by * 5),
            Self::SchoolYear(from) => Self::school_year(from + by, from + by + 1),
            Self::Semester { from, half } => {
                let halves = from * 2 + i32::try_from(half - 1).ok()? + by;
                let from = halves.div_euclid(2);
                Self::semester(from, from + 1, u32::try_from(halves.rem_euclid(2)).ok()? + 1)
            }
            Self::Week { .. } => {
                let monday = self.bounds().0.checked_add_signed(chrono::TimeDelta::weeks(i64::from(by)))?;
                Self::week(monday.iso_week().year(), monday.iso_week().week())
            }
            Self::Days { from, to } => match whole_months(*from, *to) {
                Some(months) => days_on(*from, *to, by * months),
                None => {
                    let length = to.signed_duration_since(*from) + chrono::TimeDelta::days(1);
                    Self::days(from.checked_add_signed(length * by)?, to.checked_add_signed(length * by)?)
                }
            },
            Self::Term { .. } | Self::Session(_) => None,
        }
    }

    /// The same a year before.
    pub(super) fn year_before(&self) -> Option<Self> {
        match self {
            Self::Months { year, first, last } => Self::months_of(year - 1, *first, *last),
            Self::Together { year, firsts, last } => Self::together(year - 1, firsts, *last),
            Self::Week { year, week } => Self::week(year - 1, *week),
            Self::Days { from, to } if whole_months(*from, *to).is_some() => days_on(*from, *to, -12),
            Self::Days { from, to } => Self::days(from.with_year(from.year() - 1)?, to.with_year(to.year() - 1)?),
            Self::Semester { from, half } => Self::semester(from - 1, *from, *half),
            Self::Years { .. } | Self::Term { .. } | Self::SchoolYear(_) | Self::Session(_) => self.neighbour(-1),
        }
    }

    /// The year it lies in, or ends with as several years do; none where a single one would be a guess.
    pub(super) fn year(&self) -> Option<i32> {
        match self {
            Self::Months { year, .. } | Self::Together { year, .. } | Self::Week { year, .. } => Some(*year),
            Self::Years { to, .. } => Some(*to),
            Self::Days { from, to } => (from.year() == to.year()).then(|| to.year()),
            Self::Term { .. } | Self::SchoolYear(_) | Self::Semester { .. } | Self::Session(_) => None,
        }
    }

    /// The months inside, when it is made of months and nothing else.
    pub(super) fn months(&self) -> Vec<Self> {
        match self {
            Self::Months { year, first, last } => {
                (*first..=*last).filter_map(|month| Self::months_of(*year, month, month)).collect()
            }
            Self::Days { from, to } if from.day() == 1 => {
                let count = whole_months(*from, *to).unwrap_or_default();
                let months = (0..count).filter_map(|by| months_on(from.year(), from.month(), by));
                months.filter_map(|(year, month)| Self::months_of(year, month, month)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The periods of the same length from the beginning of the year up to this one; none where they do not fill it.
    pub(super) fn since_new_year(&self) -> Option<Vec<Self>> {
        match self {
            Self::Months { first: 1, .. } => Some(vec![self.clone()]),
            Self::Months { year, first, last } => {
                let count = last + 1 - first;
                let parts = (1..=*last).step_by(usize::try_from(count).ok()?);
                let parts: Vec<Self> =
                    parts.map(|first| Self::months_of(*year, first, first + count - 1)).collect::<Option<_>>()?;
                (parts.last() == Some(self)).then_some(parts)
            }
            Self::Week { year, week } => (1..=*week).map(|week| Self::week(*year, week)).collect(),
            _ => None,
        }
    }

    /// Whether another is of the same length.
    pub(super) fn is_as_long_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Months { first, last, .. }, Self::Months { first: a, last: b, .. }) => last - first == b - a,
            (Self::Together { firsts, last, .. }, Self::Together { firsts: others, last: end, .. }) => {
                let lengths = |firsts: &[u32], last: u32| -> Vec<u32> {
                    firsts.iter().filter(|first| **first > 1).map(|first| last - first).collect()
                };
                firsts.len() == others.len() && lengths(firsts, *last) == lengths(others, *end)
            }
            (Self::Days { from, to }, Self::Days { from: a, to: b }) => {
                let months = whole_months(*from, *to);
                months.is_some() && months == whole_months(*a, *b) || *to - *from == *b - *a
            }
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Whether another lies in the same part of its year.
    pub(super) fn is_in_season_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Months { first, last, .. }, Self::Months { first: a, last: b, .. }) => (first, last) == (a, b),
            (Self::Together { firsts, last, .. }, Self::Together { firsts: others, last: end, .. }) => {
                (firsts, last) == (others, end)
            }
            (Self::Week { week, .. }, Self::Week { week: other, .. }) => week == other,
            (Self::Days { from, .. }, Self::Days { from: other, .. }) => {
                (from.month(), from.day()) == (other.month(), other.day())
            }
            (Self::Semester { half, .. }, Self::Semester { half: other, .. }) => half == other,
            (Self::Session(_), _) => false,
            _ => true,
        }
    }
}

impl PartialOrd for Extent {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By their days: the one that begins earlier first, of two that begin together the shorter.
impl Ord for Extent {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bounds().cmp(&other.bounds()).then_with(|| self.kind().cmp(&other.kind()))
    }
}

/// A month so many months on.
fn months_on(year: i32, month: u32, by: i32) -> Option<(i32, u32)> {
    let counted = year * 12 + i32::try_from(month).ok()? - 1 + by;
    Some((counted.div_euclid(12), u32::try_from(counted.rem_euclid(12)).ok()? + 1))
}

/// How many whole months lie between days: from the 15th to the 14th.
fn whole_months(from: NaiveDate, to: NaiveDate) -> Option<i32> {
    let end = to.succ_opt()?;
    let count = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month()).unwrap_or_default();
    (end.day() == from.day() && end > from).then(|| count(end) - count(from))
}

/// Whole months moved by months, when the calendar has their days there.
fn days_on(from: NaiveDate, to: NaiveDate, by: i32) -> Option<Extent> {
    let moved = |date: NaiveDate| {
        let months = MonthCount::new(by.unsigned_abs());
        let moved = if by < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) };
        moved.filter(|moved| moved.day() == date.day())
    };
    Extent::days(moved(from)?, moved(to.succ_opt()?)?.pred_opt()?)
}
