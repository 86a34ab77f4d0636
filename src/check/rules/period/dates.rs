//! Dates and names of periods as clerks type them, and what stands for each in the next period.

use crate::base::text::number_words;
use crate::base::text::numerals::from_roman;
use crate::base::text::tokens::{Token, year};
use crate::check::previous_period::PreviousPeriod;
use crate::domain::document::IssueDate;
use crate::domain::figures::Period;

/// A time that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Moment {
    /// `30/11/2025`, `ngày 30 tháng 11`
    Day { year: Option<i32>, month: u32, day: u32, in_words: bool },
    /// `quý IV năm 2025`
    Period(Period),
    /// `tháng 11`, its year left out
    Month(u32),
    /// `11 tháng`, counted from the beginning of the year
    Months(u32),
    /// `quý IV`, its year left out
    Quarter(u32),
    /// `2025`, `NĂM 2025` inside another name
    Year(i32),
    /// Told so that its parts are not taken for times: `nhiệm kỳ 2021 - 2026`.
    Other,
}

/// The time at the head of the tokens, and how many of them name it.
pub(crate) fn read(text: &str, tokens: &[Token]) -> Option<(Moment, usize)> {
    let word = |i: usize| tokens.get(i).map_or("", |token: &Token| token.text.as_str());
    let number = |i: usize| tokens.get(i).and_then(Token::digits);
    let named_year = |i: usize| (word(i) == "năm").then(|| tokens.get(i + 1).and_then(Token::year)).flatten();
    let first = tokens.first()?;
    if word(0) == "ngày" && number(1).is_some() && word(2) == "tháng" {
        let (moment, count) = read(text, &tokens[1..])?;
        return Some((moment, count + 1));
    }
    if let Some(named) = named(text, tokens) {
        return Some(named);
    }
    if let (Some(day), "tháng", Some(month)) = (number(0), word(1), number(2)) {
        let year = named_year(3);
        return Some((Moment::Day { year, month, day, in_words: true }, if year.is_some() { 5 } else { 3 }));
    }
    match word(0) {
        "tháng" => month(tokens, &named_year),
        "quý" => quarter(tokens, &named_year),
        "năm" => tokens
            .get(1)
            .and_then(Token::year)
            .filter(|_| span(text, &tokens[1..]).is_none())
            .and_then(|year| Some((Moment::Period(Period::of_year(year)?), 2))),
        "kỳ" if word(1) == "họp" && word(2) == "thứ" && tokens.len() > 3 => {
            Some((Moment::Period(Period::of_session(word(3))), 4))
        }
        _ if word(1) == "tháng" => number(0).map(|months| (Moment::Months(months), 2)),
        _ => span(text, tokens).or_else(|| numeric(first).map(|moment| (moment, 1))),
    }
}

/// Tokens of the longest name of a period: `từ ngày 15 tháng 11 năm 2025 đến hết ngày 14 tháng 12 năm 2025`.
const LONGEST_NAME: usize = 15;

/// A period by its whole name: `9 tháng đầu năm 2025`, `năm học 2025 - 2026`, `từ ngày 15/11/2025 đến ngày 14/12/2025`.
fn named(text: &str, tokens: &[Token]) -> Option<(Moment, usize)> {
    let word = |i: usize| tokens.get(i).map_or("", |token: &Token| token.text.as_str());
    let begins = matches!(word(0), "tháng" | "quý" | "tuần" | "từ" | "cả" | "các")
        || matches!((word(0), word(1)), ("năm" | "học", "học" | "kỳ") | ("giai", "đoạn") | ("nhiệm", "kỳ"))
        || matches!(word(1), "tháng" | "năm") && (tokens[0].digits().is_some() || number_words::is_number(word(0)));
    if !begins {
        return None;
    }
    (3..=tokens.len().min(LONGEST_NAME)).rev().find_map(|count| {
        let name = &text[tokens[0].range.start..tokens[count - 1].range.end];
        Some((Moment::Period(Period::parse(name)?), count))
    })
}

/// `tháng 11`, `tháng 11 năm 2025`, `tháng 11/2025`
fn month(tokens: &[Token], named_year: &dyn Fn(usize) -> Option<i32>) -> Option<(Moment, usize)> {
    let written = &tokens.get(1)?.text;
    if let Some((month, of)) = written.split_once('/') {
        return Some((Moment::Period(Period::of_month(year(of)?, month.parse().ok()?)?), 2));
    }
    let month = tokens[1].digits()?;
    Some(match named_year(2) {
        Some(year) => (Moment::Period(Period::of_month(year, month)?), 4),
        None => (Moment::Month(month), 2),
    })
}

/// `quý IV`, `quý 4 năm 2025`, `quý IV/2025`
fn quarter(tokens: &[Token], named_year: &dyn Fn(usize) -> Option<i32>) -> Option<(Moment, usize)> {
    let number = |text: &str| text.parse().ok().or_else(|| from_roman(&text.to_uppercase())).filter(|q| *q <= 4);
    let written = &tokens.get(1)?.text;
    if let Some((quarter, of)) = written.split_once('/') {
        return Some((Moment::Period(Period::of_quarter(year(of)?, number(quarter)?)?), 2));
    }
    let quarter = number(written)?;
    let bare = tokens.get(2).and_then(Token::year);
    Some(match (named_year(2), bare) {
        (Some(year), _) => (Moment::Period(Period::of_quarter(year, quarter)?), 4),
        (None, Some(year)) => (Moment::Period(Period::of_quarter(year, quarter)?), 3),
        (None, None) => (Moment::Quarter(quarter), 2),
    })
}

/// `2021 - 2025`, `2021-2025`
fn span(text: &str, tokens: &[Token]) -> Option<(Moment, usize)> {
    let first = tokens.first()?;
    let named = |from, to| Period::of_years(from, to).map_or(Moment::Other, Moment::Period);
    if let Some((from, to)) = first.text.split_once(['-', '–']) {
        return Some((named(year(from)?, year(to)?), 1));
    }
    let next = tokens.get(1)?;
    let between = text[first.range.end..next.range.start].trim();
    matches!(between, "-" | "–").then(|| Some((named(first.year()?, next.year()?), 2))).flatten()
}

/// `30/11/2025`, `30-11-2025`, `2025-11-30`, `30/11`, `11/2025`, `2025`
fn numeric(token: &Token) -> Option<Moment> {
    let parts: Vec<&str> = token.text.split(['/', '-']).collect();
    let number = |text: &str, most: u32| text.parse::<u32>().ok().filter(|n| (1..=most).contains(n));
    match parts[..] {
        [day, month, of] if year(of).is_some() => {
            Some(Moment::Day { year: year(of), month: number(month, 12)?, day: number(day, 31)?, in_words: false })
        }
        [of, month, day] if year(of).is_some() => {
            Some(Moment::Day { year: year(of), month: number(month, 12)?, day: number(day, 31)?, in_words: false })
        }
        [month, of] if year(of).is_some() => Some(Moment::Period(Period::of_month(year(of)?, number(month, 12)?)?)),
        [day, month] if token.text.contains('/') => {
            Some(Moment::Day { year: None, month: number(month, 12)?, day: number(day, 31)?, in_words: false })
        }
        [of] => year(of).map(Moment::Year),
        _ => None,
    }
}

/// A stretch of text that names the previous period.
pub(super) struct Stale {
    /// What names the same time in any period; none when the program does not know what the clerk wants to say.
    pub(super) replacement: Option<String>,
}

impl Stale {
    const WITHOUT_REPLACEMENT: Self = Self { replacement: None };
}

impl From<Option<String>> for Stale {
    fn from(replacement: Option<String>) -> Self {
        Self { replacement }
    }
}

/// Whether a typed time is of the previous period.
pub(super) fn stale(moment: &Moment, typed: &str, previous: &PreviousPeriod<'_>) -> Option<Stale> {
    let names = names(previous.period);
    let named = |wanted: &dyn Fn(&Period) -> bool| names.iter().find(|(period, _)| wanted(period));
    let whole = |(_, expression): &(Period, &str)| Stale::from(previous.expression(expression, typed));
    let months = previous.period.map(Period::months).unwrap_or_default();
    let of_year = |year: i32| previous.years().find(|(known, _)| *known == year);
    match moment {
        Moment::Day { year, month, day, in_words } => previous.day((*year, *month, *day), *in_words, &months),
        Moment::Period(period) if period.session().is_some() => {
            let session = |period: &Period| period.session().map(str::to_lowercase);
            named(&|known| session(known).is_some_and(|name| Some(name) == session(period))).map(whole)
        }
        // half a school year later it is the same school year
        Moment::Period(period) if previous.new_period.is_some_and(|new| new.stretches().contains(period)) => None,
        Moment::Period(period) => named(&|known| known == period || is_school_year(known, period))
            .map(whole)
            .or_else(|| previous.period_inside(period, typed, &months)),
        Moment::Month(month) => named(&|known| known.month() == Some(*month))
            .map(|(_, expression)| previous.part(expression, "thang", typed).into())
            .or_else(|| {
                let inside = previous.period.is_some_and(|period| period.quarter().is_some());
                let is_it = |known: &Period| inside && known.month() == Some(*month);
                months.iter().any(is_it).then_some(Stale::WITHOUT_REPLACEMENT)
            }),
        Moment::Months(count) => {
            let so_far = |period: &Period| period.months_so_far().or(period.month().filter(|month| *month > 1));
            let is_old = previous.period.and_then(so_far) == Some(*count);
            let is_new = previous.new_period.and_then(so_far) == Some(*count);
            (is_old && !is_new).then_some(Stale::WITHOUT_REPLACEMENT)
        }
        Moment::Quarter(quarter) => named(&|known| known.quarter() == Some(*quarter))
            .map(|(_, expression)| previous.part(expression, "quy", typed).into()),
        Moment::Year(year) => of_year(*year).map(|(_, expression)| previous.expression(expression, "").into()),
        Moment::Other => None,
    }
}

/// `2025 - 2026`, said of a school year or a term; of what a text names by another word it is not said.
fn is_school_year(known: &Period, period: &Period) -> bool {
    period.year().is_some() && known.years().is_some() && known.years() == period.years()
}

/// A period and its neighbours, each with the expression that names it in any period.
fn names(period: Option<&Period>) -> Vec<(Period, &'static str)> {
    let Some(period) = period else {
        return Vec::new();
    };
    let next = if period.is_month_or_quarter() { period.next() } else { None };
    let mut names = vec![(period.clone(), "ky")];
    names.extend(period.previous().map(|period| (period, "ky.truoc")));
    names.extend(period.year_before().map(|period| (period, "ky.cung_ky")));
    names.extend(next.into_iter().chain(period.stretches()).map(|period| (period, "")));
    names
}

impl PreviousPeriod<'_> {
    /// A year that has an expression, and stretches of months of the old period or its year.
    fn period_inside(&self, period: &Period, typed: &str, months: &[Period]) -> Option<Stale> {
        let of_year = |year: i32| self.years().find(|(known, _)| *known == year);
        if let Some(year) = period.whole_year() {
            return of_year(year).map(|(_, expression)| self.after_word(expression, typed).into());
        }
        // `từ tháng 10 năm 2025 đến tháng 3 năm 2026`, by the months in it
        let in_old_year = |month: &Period| month.year().and_then(of_year).is_some();
        let is_old = period.months().iter().any(in_old_year);
        (is_old || months.contains(period)).then_some(Stale::WITHOUT_REPLACEMENT)
    }

    /// The years that an old text speaks of, with the expression for each; none when the new period has the same.
    fn years(&self) -> impl Iterator<Item = (i32, &'static str)> {
        let of = |period: Option<&Period>| period.and_then(Period::year);
        let old = of(self.period).filter(|year| of(self.new_period) != Some(*year));
        // a school year has no year of its own; its second is the first of the next
        let school = self.period.filter(|period| period.year().is_none()).and_then(Period::years);
        let years = old.map(|y| [(y, "ky.nam"), (y - 1, "ky.nam_truoc"), (y + 1, "ky.nam_sau")]);
        years.into_iter().flatten().chain(school.map(|(first, _)| (first, "")))
    }

    fn day(&self, date: (Option<i32>, u32, u32), in_words: bool, months: &[Period]) -> Option<Stale> {
        let (year, month, day) = date;
        let is = |date: Option<IssueDate>| match date {
            Some(IssueDate::Day { year: y, month: m, day: d }) => {
                (m, d) == (month, day) && year.is_none_or(|year| year == y)
            }
            _ => false,
        };
        if is(self.closing_date) {
            let filter = if in_words { "ngay_dai" } else { "ngay_ngan" };
            let expression = year.filter(|_| self.has_figures).map(|_| format!("{{{{ den_ngay|{filter} }}}}"));
            return Some(expression.into());
        }
        let old = year.is_some_and(|year| {
            self.years().any(|(known, _)| known == year)
                || Period::of_month(year, month).is_some_and(|month| months.contains(&month))
        });
        (old || is(self.issued_on)).then_some(Stale::WITHOUT_REPLACEMENT)
    }

    /// `{{ ky }}`, with the capitals of what was typed.
    fn expression(&self, expression: &str, typed: &str) -> Option<String> {
        self.new_period.filter(|_| self.has_figures && !expression.is_empty())?;
        let mut letters = typed.chars().filter(|c| c.is_alphabetic());
        let filter = match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if first.is_uppercase() && second.is_uppercase() => "|in_hoa",
            (Some(first), _) if first.is_uppercase() => "|hoa_dau",
            _ => "",
        };
        Some(format!("{{{{ {expression}{filter} }}}}"))
    }

    /// `năm {{ ky.nam }}`, the word as typed.
    fn after_word(&self, expression: &str, typed: &str) -> Option<String> {
        let word = typed.split_whitespace().next().unwrap_or_default();
        self.expression(expression, "").map(|expression| format!("{word} {expression}"))
    }

    /// `tháng {{ ky.thang }}`; only the period itself gives its parts.
    fn part(&self, expression: &str, part: &str, typed: &str) -> Option<String> {
        if expression == "ky" { self.after_word(&format!("ky.{part}"), typed) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::tokens::tokens;

    fn first(text: &str) -> Moment {
        let (moment, count) = read(text, &tokens(text)).unwrap();
        assert_eq!(count, tokens(text).len(), "{text}");
        moment
    }

    #[test]
    fn times_read_as_clerks_type_them() {
        let period = |name| Moment::Period(Period::parse(name).unwrap());
        let day = |year, in_words| Moment::Day { year, month: 11, day: 30, in_words };
        for (text, moment) in [
            ("30/11/2025", day(Some(2025), false)),
            ("2025-11-30", day(Some(2025), false)),
            ("30/11", day(None, false)),
            ("ngày 30 tháng 11 năm 2025", day(Some(2025), true)),
            ("ngày 30 tháng 11", day(None, true)),
            ("NĂM 2025", period("năm 2025")),
            ("Quý IV năm 2025", period("quý IV năm 2025")),
            ("quý 4/2025", period("quý IV năm 2025")),
            ("quý IV", Moment::Quarter(4)),
            ("tháng 11 năm 2025", period("tháng 11 năm 2025")),
            ("tháng 11/2025", period("tháng 11 năm 2025")),
            ("tháng 11", Moment::Month(11)),
            ("11 tháng", Moment::Months(11)),
            ("2021 - 2025", period("giai đoạn 2021 - 2025")),
            ("2021-2025", period("giai đoạn 2021 - 2025")),
            ("kỳ họp thứ Sáu", period("kỳ họp thứ sáu")),
            ("2025", Moment::Year(2025)),
            ("6 tháng cuối năm 2025", period("6 tháng cuối năm 2025")),
            ("Quý III và 9 tháng đầu năm 2025", period("quý III và 9 tháng đầu năm 2025")),
            ("năm học 2025-2026", period("năm học 2025 - 2026")),
            ("tuần 12 năm 2025", period("tuần 12 năm 2025")),
            ("sáu tháng đầu năm 2025", period("6 tháng đầu năm 2025")),
            ("Nhiệm kỳ 2021-2026", period("nhiệm kỳ 2021 - 2026")),
            ("học kỳ I năm học 2025-2026", period("học kỳ I năm học 2025 - 2026")),
            ("từ tháng 4 đến tháng 8 năm 2025", period("từ tháng 4 đến tháng 8 năm 2025")),
            ("quý I và quý II năm 2025", period("6 tháng đầu năm 2025")),
            ("từ ngày 15/11/2025 đến ngày 14/12/2025", period("15/11/2025 - 14/12/2025")),
        ] {
            assert_eq!(first(text), moment, "{text}");
        }
    }

    #[test]
    fn numbers_and_signs_are_no_times() {
        for text in ["262.000", "168/2025/NĐ-CP", "95", "45/NQ-HĐND", "thứ Sáu"] {
            assert_eq!(read(text, &tokens(text)), None, "{text}");
        }
    }
}
