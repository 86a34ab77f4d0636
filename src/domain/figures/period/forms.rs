//! The forms in which clerks name periods, each read from its words.

use chrono::NaiveDate;

use super::extent::Extent;
use super::fault::Fault;
use super::grammar::{Reader, is_year};
use super::words::{Piece, Slot};

/// Most parts that a year has of a kind, by the months of each.
const PARTS: [(&str, u32, u32); 2] = [("tháng", 1, 12), ("quý", 3, 4)];

impl Reader<'_> {
    /// Every form, in the order in which they are tried.
    pub(super) const FORMS: [fn(&mut Self) -> Option<Extent>; 9] = [
        Self::years,
        Self::year_to_year,
        Self::school_year,
        Self::term,
        Self::week,
        Self::days,
        Self::months_in_a_row,
        Self::month_to_month,
        Self::months,
    ];

    /// `giai đoạn 2021 - 2025`, `5 năm 2021 - 2025`
    fn years(&mut self) -> Option<Extent> {
        let is_named = self.word("giai").is_some();
        if is_named {
            self.word("đoạn")?;
        }
        let is_count = !self.next().is_some_and(is_year);
        let count = if is_count { self.number_or_words(Slot::Count, 20) } else { None };
        match count {
            Some(_) => self.word("năm")?,
            None if !is_named => return None,
            None => {}
        }
        let (from, to) = self.two_years()?;
        let found = u32::try_from(to - from + 1).unwrap_or_default();
        if from < to && count.is_some_and(|count| count != found) {
            self.wrong(Fault::CountOfYears(found));
        }
        let extent = Extent::years(from, to);
        Some(self.known(extent, Fault::Backwards))
    }

    /// `từ năm 2021 đến năm 2025`
    fn year_to_year(&mut self) -> Option<Extent> {
        self.word("từ").and_then(|()| self.word("năm"))?;
        let from = self.year(Slot::FirstYear)?;
        self.word("đến")?;
        self.word("hết");
        self.word("năm")?;
        let extent = Extent::years(from, self.year(Slot::LastYear)?);
        Some(self.known(extent, Fault::Backwards))
    }

    /// `năm học 2025 - 2026`, `học kỳ I năm học 2025 - 2026`
    fn school_year(&mut self) -> Option<Extent> {
        let half = if self.word("học").is_some() {
            self.word("kỳ")?;
            let half = self.numeral(Slot::Semester, 2)?;
            if half > 2 {
                self.wrong(Fault::Semester(half));
            }
            Some(half)
        } else {
            self.word("cả");
            None
        };
        self.word("năm").and_then(|()| self.word("học"))?;
        let from = self.year(Slot::FirstYear)?;
        if self.is_at_end() {
            return Some(self.known(None, Fault::SchoolYear));
        }
        self.dash()?;
        let to = self.year(Slot::LastYear)?;
        let extent = match half {
            Some(half) => Extent::semester(from, to, half),
            None => Extent::school_year(from, to),
        };
        Some(self.known(extent, Fault::SchoolYear))
    }

    /// `nhiệm kỳ 2021 - 2026`
    fn term(&mut self) -> Option<Extent> {
        self.word("nhiệm").and_then(|()| self.word("kỳ"))?;
        let (from, to) = self.two_years()?;
        Some(self.known(Extent::term(from, to), Fault::Backwards))
    }

    fn two_years(&mut self) -> Option<(i32, i32)> {
        let from = self.year(Slot::FirstYear)?;
        self.dash()?;
        Some((from, self.year(Slot::LastYear)?))
    }

    fn week(&mut self) -> Option<Extent> {
        self.word("tuần")?;
        let week = match self.word("thứ") {
            Some(()) => self.number_or_words(Slot::Week, 53)?,
            None => self.number(Slot::Week)?,
        };
        let year = self.of_year(Slot::Year)?;
        Some(self.known(Extent::week(year, week), Fault::Week { year, week }))
    }

    fn days(&mut self) -> Option<Extent> {
        self.word("từ");
        let (day, month, year) = self.day(false)?;
        match self.word("đến") {
            Some(()) => _ = self.word("hết"),
            None => self.dash()?,
        }
        let (last_day, last_month, last_year) = self.day(true)?;
        let last_month = last_month?;
        let last_year = match last_year {
            Some(year) => year,
            None => self.year(Slot::YearOfDay { is_end: true })?,
        };
        let month = month.unwrap_or(last_month);
        // a year that is left out is the last in which the days go on to the end
        let earlier = (month, day) > (last_month, last_day);
        let year = year.unwrap_or(last_year - i32::from(earlier));
        let mut date = |year: i32, month: u32, day: u32| {
            let date = NaiveDate::from_ymd_opt(year, month, day);
            if date.is_none() {
                self.wrong(Fault::Day { year, month, day });
            }
            date
        };
        let (from, to) = (date(year, month, day), date(last_year, last_month, last_day));
        let extent = from.zip(to).and_then(|(from, to)| Extent::days(from, to));
        Some(self.known(extent, Fault::Backwards))
    }

    /// `ngày 15/11/2025`, `15 tháng 11`, `15`
    fn day(&mut self, is_end: bool) -> Option<(u32, Option<u32>, Option<i32>)> {
        self.word("ngày");
        let day = self.number(Slot::Day { is_end })?;
        let sign = match self.word("tháng") {
            Some(()) => None,
            None => match self.date_sign(None) {
                Some(sign) => Some(sign),
                None => return Some((day, None, None)),
            },
        };
        let month = self.number(Slot::MonthOfDay { is_end })?;
        let has_year = match &sign {
            Some(sign) => self.date_sign(Some(sign)).is_some(),
            None => self.word("năm").is_some(),
        };
        let year = if has_year { Some(self.year(Slot::YearOfDay { is_end })?) } else { None };
        Some((day, Some(month), year))
    }

    /// What parts the numbers of a date, the same each time; the dash of a range has blanks around it.
    fn date_sign(&mut self, same: Option<&str>) -> Option<String> {
        if self.is_folder {
            return (!self.is_at_end()).then(String::new);
        }
        let token = self.tokens.get(self.at).filter(|token| !token.after_blank)?;
        let sign = token.text.clone();
        let parts = matches!(sign.as_str(), "/" | "." | "-") && same.is_none_or(|same| same == sign);
        parts.then(|| {
            self.pieces.push(Piece::Text(sign.clone()));
            self.at += 1;
            sign
        })
    }

    /// `tháng 9, quý III và 9 tháng đầu năm 2025`: one stretch of months, or several that end together.
    fn months(&mut self) -> Option<Extent> {
        let mut stretches = Vec::new();
        let mut years = Vec::new();
        loop {
            stretches.push(self.stretch()?);
            // `tháng 9 năm 2025 và 9 tháng đầu năm 2025`
            let has_year = self.has_year();
            if has_year {
                years.push(self.of_year(Slot::Year)?);
            }
            if self.goes_on() {
                continue;
            }
            if !has_year {
                // `quý IV 2025`
                let is_short = stretches.first().is_some_and(|(first, last)| last + 1 - first == 3);
                let is_bare = is_short && self.next().is_some_and(is_year);
                years.push(if is_bare { self.year(Slot::Year)? } else { self.of_year(Slot::Year)? });
            }
            break;
        }
        let year = *years.first()?;
        let (firsts, lasts): (Vec<u32>, Vec<u32>) = stretches.into_iter().unzip();
        let last = *lasts.first()?;
        if years.iter().any(|other| *other != year) || lasts.iter().any(|other| *other != last) {
            return Some(self.known(None, Fault::Apart));
        }
        let extent = Extent::together(year, &firsts, last);
        Some(self.known(extent, Fault::LongerFirst))
    }

    /// Whether a year follows: `năm 2025`, `/2025`, `-2025`.
    fn has_year(&self) -> bool {
        let year = self.tokens.get(self.at + 1).map_or("", |token| token.text.as_str());
        match self.next() {
            Some("năm" | "/") => !year.is_empty() && year.bytes().all(|b| b.is_ascii_digit()),
            Some("-") => !self.is_folder && is_year(year),
            _ => false,
        }
    }

    /// Whether another stretch follows; in the name of a folder nothing may say so.
    fn goes_on(&mut self) -> bool {
        if self.word("và").is_some() {
            return true;
        }
        match self.is_folder {
            true => !self.next().is_none_or(|next| is_year(next) || next == "nam" && !self.is_count()),
            false => self.sign(&[","], ",").is_some(),
        }
    }

    fn stretch(&mut self) -> Option<(u32, u32)> {
        if self.word("tháng").is_some() {
            let month = self.number_or_words(Slot::Month, 12)?;
            return Some((self.month_there_is(month), self.month_there_is(month)));
        }
        if self.word("quý").is_some() {
            let quarter = self.numeral(Slot::Quarter, 4)?;
            let quarter = self.quarter_there_is(quarter);
            return Some((quarter * 3 - 2, quarter * 3));
        }
        let year = if self.is_folder { "nam" } else { "năm" };
        if self.word("cả").is_some() || self.next() == Some(year) && !self.is_count() {
            return Some((1, 12));
        }
        let count = self.number_or_words(Slot::Count, 12)?;
        self.word("tháng")?;
        let is_last = self.word("cuối").is_some();
        let is_said = is_last || self.word("đầu").is_some();
        // `6 tháng đầu/2025` and `12 tháng đầu năm` are no names
        if is_said && (self.next() != Some(year) || count == 12) {
            return None;
        }
        let after = self.tokens.get(self.at + 1).map_or("", |token| token.text.as_str());
        if is_said && matches!(after, "và" | ",") {
            self.word("năm"); // that it stands before a shorter one is told then
        }
        let known = if (2..=12).contains(&count) { count } else { 2 };
        if known != count {
            self.wrong(Fault::Count(count));
        }
        Some(if is_last { (13 - known, 12) } else { (1, known) })
    }

    /// `năm tháng đầu năm`: whether the word for a year stands for five months.
    fn is_count(&self) -> bool {
        let next = self.tokens.get(self.at + 1).map(|token| token.text.as_str());
        next == Some(if self.is_folder { "thang" } else { "tháng" })
    }

    fn month_there_is(&mut self, month: u32) -> u32 {
        if (1..=12).contains(&month) {
            return month;
        }
        self.wrong(Fault::Month(month));
        1
    }

    fn quarter_there_is(&mut self, quarter: u32) -> u32 {
        if (1..=4).contains(&quarter) {
            return quarter;
        }
        self.wrong(Fault::Quarter(quarter));
        1
    }

    /// The word for months or quarters, how many months each has, and how many a year has.
    fn part(&mut self) -> Option<(&'static str, u32, u32)> {
        PARTS.into_iter().find(|(word, _, _)| self.word(word).is_some())
    }

    /// The number of a month or quarter, as that of its last month.
    fn end_of_part(&mut self, slot: Slot, months: u32, most: u32) -> Option<u32> {
        let number = if months == 3 { self.numeral(slot, most)? } else { self.number_or_words(slot, most)? };
        Some(months * if months == 3 { self.quarter_there_is(number) } else { self.month_there_is(number) })
    }

    /// `quý I và quý II năm 2025`, `tháng 10, 11 và 12 năm 2025`
    fn months_in_a_row(&mut self) -> Option<Extent> {
        self.word("các");
        let (word, months, most) = self.part()?;
        let mut ends = vec![self.end_of_part(Slot::Part { months, after: 0 }, months, most)?];
        let mut after = 0;
        while self.word("và").is_some() || self.sign(&[","], ",").is_some() && !self.is_folder {
            self.word(word);
            after += 1;
            ends.push(self.end_of_part(Slot::Part { months, after }, months, most)?);
        }
        let year = self.of_year(Slot::YearOfDay { is_end: true })?;
        let last = *ends.last().filter(|_| after > 0)?;
        if ends.windows(2).any(|pair| pair[1] != pair[0] + months) {
            return Some(self.known(None, Fault::NotInARow));
        }
        let extent = Extent::month_to_month((year, ends[0] + 1 - months), (year, last));
        Some(self.known(extent, Fault::Backwards))
    }

    /// `từ tháng 1 đến tháng 9 năm 2025`, `từ quý IV/2025 đến quý I/2026`
    fn month_to_month(&mut self) -> Option<Extent> {
        self.word("từ");
        let (word, months, most) = self.part()?;
        let first = self.end_of_part(Slot::Part { months, after: 0 }, months, most)?;
        let parts = |text: &str| matches!(text, "đến" | "den" | "-" | "–" | "—");
        let has_year = !self.next().is_some_and(parts) && !self.is_folder;
        let from = if has_year { Some(self.of_year(Slot::YearOfDay { is_end: false })?) } else { None };
        match self.word("đến") {
            Some(()) => _ = self.word("hết"),
            None if self.is_folder => return None,
            None => self.dash()?,
        }
        self.word(word);
        let last = self.end_of_part(Slot::LastPart { months }, months, most)?;
        let year = self.of_year(Slot::YearOfDay { is_end: true })?;
        // a year that is left out is the last in which the months go on to the end
        let from = from.unwrap_or(year - i32::from(first > last));
        let extent = Extent::month_to_month((from, first + 1 - months), (year, last));
        Some(self.known(extent, Fault::Backwards))
    }
}
