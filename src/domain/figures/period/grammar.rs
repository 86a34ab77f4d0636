//! Reads the names of periods as clerks write them, and the names of their folders: the words and numbers of which the
//! forms are made.

use super::extent::{Extent, YEARS};
use super::fault::Fault;
use super::words::{Piece, Slot, Words, Written, spelled};
use crate::base::text::fold::fold;
use crate::base::text::numerals::from_roman;

/// A word, number or sign.
#[derive(Debug)]
pub(super) struct Token {
    /// In small letters; without marks in the name of a folder.
    pub(super) text: String,
    pub(super) after_blank: bool,
}

/// Reads along the tokens and keeps the words that it reads.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    pub(super) pieces: Vec<Piece>,
    /// Without marks and signs, and with `năm` left out before a year.
    pub(super) is_folder: bool,
    /// What is wrong with a number, while the name has the shape of a period.
    fault: Option<Fault>,
}

/// What a name stands for, and its words; a session is not read here.
///
/// # Errors
/// What is wrong with a name that has the shape of a period; nothing with others.
pub(super) fn read(name: &str, is_folder: bool) -> Result<(Extent, Words), Option<Fault>> {
    let tokens = if is_folder { tokens(&fold(name).replace(['-', '_'], " ")) } else { tokens(&name.to_lowercase()) };
    let mut fault = None;
    for form in Reader::FORMS {
        let mut reader = Reader { tokens: &tokens, at: 0, pieces: Vec::new(), is_folder, fault: None };
        let Some(extent) = form(&mut reader).filter(|_| reader.at == tokens.len()) else { continue };
        match reader.fault {
            None => return Ok((extent, Words(reader.pieces))),
            found => fault = fault.or(found),
        }
    }
    Err(fault)
}

pub(super) fn is_year(text: &str) -> bool {
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
    pub(super) fn next(&self) -> Option<&str> {
        self.tokens.get(self.at).map(|token| token.text.as_str())
    }

    pub(super) fn blank(&self) -> &'static str {
        let is_after_blank = self.tokens.get(self.at).is_some_and(|token| token.after_blank);
        // ranges and strokes bring their own blanks
        let closed = matches!(self.pieces.last(), Some(Piece::Text(text)) if text.ends_with([' ', '/', '-']));
        if is_after_blank && !closed { " " } else { "" }
    }

    /// A word, when it stands here.
    pub(super) fn word(&mut self, word: &str) -> Option<()> {
        let is_it = self.next().is_some_and(|next| if self.is_folder { next == fold(word) } else { next == word });
        is_it.then(|| {
            self.pieces.push(Piece::Text(format!("{}{word}", self.blank())));
            self.at += 1;
        })
    }

    pub(super) fn sign(&mut self, signs: &[&str], written: &str) -> Option<()> {
        if self.is_folder {
            return Some(());
        }
        self.next().filter(|next| signs.contains(next))?;
        self.pieces.push(Piece::Text(written.to_owned()));
        self.at += 1;
        Some(())
    }

    /// Word writes ranges with an en dash.
    pub(super) fn dash(&mut self) -> Option<()> {
        self.sign(&["-", "–", "—"], " - ")
    }

    /// Keeps what is wrong, so that the rest of the name is still read.
    pub(super) fn wrong(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    /// What a form stands for, or in its place what is wrong.
    pub(super) fn known(&mut self, extent: Option<Extent>, fault: Fault) -> Extent {
        extent.unwrap_or_else(|| {
            self.wrong(fault);
            Extent::Session(String::new())
        })
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.tokens.len()
    }

    /// A number in digits.
    pub(super) fn number(&mut self, slot: Slot) -> Option<u32> {
        let text = self.next().filter(|text| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()))?;
        let number: u32 = text.parse().ok()?;
        let is_month =
            matches!(slot, Slot::MonthOfDay { .. } | Slot::Part { months: 1, .. } | Slot::LastPart { months: 1 });
        let written = match text.len() {
            1 => Written::Bare,
            // the decree itself writes `01` and `02`
            _ if is_month && number <= 2 => Written::Unknown,
            _ if text.starts_with('0') => Written::WithZero,
            _ => Written::Unknown,
        };
        self.push(slot, written, 1);
        Some(number)
    }

    /// A number in digits or words: `sáu`, `mười một`.
    pub(super) fn number_or_words(&mut self, slot: Slot, most: u32) -> Option<u32> {
        self.number(slot).or_else(|| {
            // `mười một` before `mười`
            let (number, count) = (1..=most).rev().find_map(|n| Some((n, self.spells(&spelled(slot, n))?)))?;
            self.push(slot, Written::InWords, count);
            Some(number)
        })
    }

    /// A number in digits, words or Roman numerals.
    pub(super) fn numeral(&mut self, slot: Slot, most: u32) -> Option<u32> {
        self.number_or_words(slot, most).or_else(|| {
            let number = from_roman(&self.next()?.to_uppercase())?;
            self.push(slot, Written::Roman, 1);
            Some(number)
        })
    }

    /// How many tokens these words are, when they stand here.
    fn spells(&self, words: &str) -> Option<usize> {
        let words: Vec<&str> = words.split(' ').collect();
        let there = self.tokens.get(self.at..self.at + words.len())?;
        let same = |(token, word): (&Token, &&str)| {
            if self.is_folder { token.text == fold(word) } else { token.text == **word }
        };
        there.iter().zip(&words).all(same).then_some(words.len())
    }

    fn push(&mut self, slot: Slot, written: Written, tokens: usize) {
        self.pieces.extend([Piece::Text(self.blank().to_owned()), Piece::Number(slot, written)]);
        self.at += tokens;
    }

    /// A year of four digits.
    pub(super) fn year(&mut self, slot: Slot) -> Option<i32> {
        if self.is_at_end() {
            self.wrong(Fault::NoYear);
            return Some(*YEARS.start());
        }
        let is_whole = self.next().is_some_and(is_year);
        let year = self.number(slot)?;
        match i32::try_from(year).ok().filter(|year| YEARS.contains(year)) {
            Some(year) if is_whole => Some(year),
            _ => {
                self.wrong(if is_whole { Fault::Year(year) } else { Fault::ShortYear });
                Some(*YEARS.start())
            }
        }
    }

    /// `năm 2025`, `/2025`, `-2025`
    pub(super) fn of_year(&mut self, slot: Slot) -> Option<i32> {
        if !self.is_at_end() && self.word("năm").is_none() && !self.is_folder {
            self.sign(&["/"], "/").or_else(|| self.sign(&["-"], "-"))?;
        }
        self.year(slot)
    }
}
