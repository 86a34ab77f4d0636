//! Reads the names of periods as clerks write them, and the names of their folders.

use chrono::NaiveDate;

use super::extent::Extent;
use super::words::{Piece, Slot, Words, Zero};
use crate::base::text::fold::fold;
use crate::base::text::numerals::from_roman;

/// A word, number or sign.
#[derive(Debug)]
struct Token {
    /// In small letters; without marks in the name of a folder.
    text: String,
    after_blank: bool,
}

/// Reads along the tokens and keeps the words that it reads.
struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    pieces: Vec<Piece>,
    /// Without marks and signs, and with `năm` left out before a year.
    is_folder: bool,
}

/// What a name stands for, and its words; a session is not read here.
pub(super) fn read(name: &str, is_folder: bool) -> Option<(Extent, Words)> {
    let tokens = if is_folder { tokens(&fold(name).replace(['-', '_'], " ")) } else { tokens(&name.to_lowercase()) };
    let forms = [Reader::years, Reader::school_year, Reader::week, Reader::days, Reader::months];
    forms.into_iter().find_map(|form| {
        let mut reader = Reader { tokens: &tokens, at: 0, pieces: Vec::new(), is_folder };
        let extent = form(&mut reader)?;
        (reader.at == tokens.len()).then_some((extent, Words(reader.pieces)))
    })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let kind = |c: char| (c.is_alphabetic(), c.is_ascii_digit());
    let (mut last, mut after_blank) = ((false, false), false);
    for c in text.trim().chars() {
        if c.is_whitespace() {
            (last, after_blank) = ((false, false), true);
            continue;
        }
        match found.last_mut() {
            Some(token) if kind(c) == last && last != (false, false) => token.text.push(c),
            _ => found.push(Token { text: c.to_string(), after_blank }),
        }
        (last, after_blank) = (kind(c), false);
    }
    found
}

impl Reader<'_> {
    fn next(&self) -> Option<&str> {
        self.tokens.get(self.at).map(|token| token.text.as_str())
    }

    fn blank(&self) -> &'static str {
        let is_after_blank = self.tokens.get(self.at).is_some_and(|token| token.after_blank);
        // ranges and strokes bring their own blanks
        let closed = matches!(self.pieces.last(), Some(Piece::Text(text)) if text.ends_with([' ', '/']));
        if is_after_blank && !closed { " " } else { "" }
    }

    /// A word, when it stands here.
    fn word(&mut self, word: &str) -> Option<()> {
        let is_it = self.next().is_some_and(|next| if self.is_folder { next == fold(word) } else { next == word });
        is_it.then(|| {
            self.pieces.push(Piece::Text(format!("{}{word}", self.blank())));
            self.at += 1;
        })
    }

    fn sign(&mut self, signs: &[&str], written: &str) -> Option<()> {
        if self.is_folder {
            return Some(());
        }
        self.next().filter(|next| signs.contains(next))?;
        self.pieces.push(Piece::Text(written.to_owned()));
        self.at += 1;
        Some(())
    }

    /// Word writes ranges with an en dash.
    fn dash(&mut self) -> Option<()> {
        self.sign(&["-", "–", "—"], " - ")
    }

    fn number(&mut self, slot: Slot) -> Option<u32> {
        let text = self.next().filter(|text| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()))?;
        let number: u32 = text.parse().ok()?;
        let zero = match text.len() {
            1 => Zero::LeftOut,
            // the decree itself writes `01` and `02`
            _ if matches!(slot, Slot::MonthOfDay { .. }) && number <= 2 => Zero::Unknown,
            _ if text.starts_with('0') => Zero::Written,
            _ => Zero::Unknown,
        };
        self.pieces.extend([Piece::Text(self.blank().to_owned()), Piece::Number(slot, zero)]);
        self.at += 1;
        Some(number)
    }

    /// A year of four digits; which years there are the extent knows.
    fn year(&mut self, slot: Slot) -> Option<i32> {
        self.next().filter(|text| is_year(text))?;
        self.number(slot).and_then(|year| i32::try_from(year).ok())
    }

    /// `năm 2025`, `/2025`
    fn of_year(&mut self) -> Option<i32> {
        if self.word("năm").is_none() && !self.is_folder {
            self.sign(&["/"], "/")?;
        }
        self.year(Slot::Year)
    }

    fn years(&mut self) -> Option<Extent> {
        self.word("giai").and_then(|()| self.word("đoạn"))?;
        let from = self.year(Slot::FirstYear)?;
        self.dash()?;
        Extent::years(from, self.year(Slot::LastYear)?)
    }

    fn school_year(&mut self) -> Option<Extent> {
        self.word("năm").and_then(|()| self.word("học"))?;
        let from = self.year(Slot::FirstYear)?;
        self.dash()?;
        Extent::school_year(from, self.year(Slot::LastYear)?)
    }

    fn week(&mut self) -> Option<Extent> {
        self.word("tuần")?;
        self.word("thứ");
        let week = self.number(Slot::Week)?;
        Extent::week(self.of_year()?, week)
    }

    fn days(&mut self) -> Option<Extent> {
        self.word("từ");
        let (day, month, year) = self.day(false)?;
        match self.word("đến") {
            Some(()) => _ = self.word("hết"),
            None => self.dash()?,
        }
        let (last_day, last_month, last_year) = self.day(true)?;
        let (last_month, last_year) = (last_month?, last_year?);
        let to = NaiveDate::from_ymd_opt(last_year, last_month, last_day)?;
        let month = month.unwrap_or(last_month);
        // a year that is left out is the last in which the days go on to the end
        let earlier = (month, day) > (last_month, last_day);
        let year = year.unwrap_or(last_year - i32::from(earlier));
        Extent::days(NaiveDate::from_ymd_opt(year, month, day)?, to)
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
            return Some(String::new());
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
        let mut firsts = Vec::new();
        let mut end = None;
        loop {
            let (first, last) = self.stretch()?;
            if *end.get_or_insert(last) != last {
                return None;
            }
            firsts.push(first);
            if self.word("và").is_none() && (self.is_folder || self.sign(&[","], ",").is_none()) {
                let is_year = self.next().is_none_or(|next| is_year(next) || next == "nam");
                if !self.is_folder || is_year {
                    break;
                }
            }
        }
        let last = end?;
        // `quý IV 2025`
        let year = match self.tokens.get(self.at) {
            Some(token) if is_year(&token.text) && last + 1 - firsts[0] == 3 => self.year(Slot::Year)?,
            _ => self.of_year()?,
        };
        Extent::together(year, &firsts, last)
    }

    fn stretch(&mut self) -> Option<(u32, u32)> {
        if self.word("tháng").is_some() {
            let month = self.number(Slot::Month)?;
            return Some((month, month));
        }
        if self.word("quý").is_some() {
            let quarter = self.quarter().filter(|quarter| (1..=4).contains(quarter))?;
            return Some((quarter * 3 - 2, quarter * 3));
        }
        if self.word("cả").is_some() || self.next() == Some(if self.is_folder { "nam" } else { "năm" }) {
            return Some((1, 12));
        }
        let count = self.number(Slot::Count).filter(|count| (2..=12).contains(count))?;
        self.word("tháng")?;
        let is_last = self.word("cuối").is_some();
        let is_said = is_last || self.word("đầu").is_some();
        // `6 tháng đầu/2025` and `12 tháng đầu năm` are no names
        let is_name = || matches!(self.next(), Some("năm" | "nam")) && count < 12;
        (!is_said || is_name()).then_some(if is_last { (13 - count, 12) } else { (1, count) })
    }

    fn quarter(&mut self) -> Option<u32> {
        let slot = |is_roman| Slot::Quarter { is_roman };
        if let Some(quarter) = self.number(slot(false)) {
            return Some(quarter);
        }
        let quarter = from_roman(&self.next()?.to_uppercase())?;
        self.pieces.extend([Piece::Text(self.blank().to_owned()), Piece::Number(slot(true), Zero::Unknown)]);
        self.at += 1;
        Some(quarter)
    }
}
