//! Numbers as clerks write them, vi-VN first, exactly: `262.000`, `1.333,6`, `99,09%`.

use std::cmp::Ordering;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

/// An exact number: typed ones have up to 24 digits, and what is worked out of them stays a fraction until it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio<i128>);

/// A number as read: its value, the decimals written, whether `%` stood behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Exactly.
    pub number: Number,
    /// Decimals written.
    pub decimals: u32,
    /// `99,09%`.
    pub percent: bool,
}

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is none.
    NotANumber,
    /// It may be any of these, written the Vietnamese way.
    Ambiguous(Vec<String>),
    /// It has too many digits to be exact.
    TooLong,
}

/// Digits a number may have.
const MAX_DIGITS: usize = 24;

/// Largest numerator and denominator of what is worked out: ten times as much can still be reckoned with.
const MAX_PART: i128 = 10_i128.pow(37);

impl Number {
    /// A whole number.
    pub fn whole(n: i64) -> Self {
        Self(Ratio::from_integer(i128::from(n)))
    }

    /// Reads a number: dots part thousands, a comma begins the decimals.
    ///
    /// # Errors
    /// No number, or one that can be read two ways (`1333.6`, `1,234.5`, `34.400.00`).
    pub fn parse(text: &str) -> Result<Written, Unreadable> {
        let text = text.trim();
        let (body, percent) = match text.strip_suffix('%') {
            Some(body) => (body.trim_end(), true),
            None => (text, false),
        };
        let (negative, digits) = match body.strip_prefix(['-', '−', '\u{2010}', '\u{2011}']) {
            Some(rest) => (true, rest),
            None => (false, body.strip_prefix('+').unwrap_or(body)),
        };
        let dotted = dots_for_hard_blanks(digits);
        let digits = dotted.as_deref().unwrap_or(digits);
        let allowed = digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
        if !allowed
            || !digits.starts_with(|c: char| c.is_ascii_digit())
            || !digits.ends_with(|c: char| c.is_ascii_digit())
        {
            return Err(Unreadable::NotANumber);
        }
        if digits.chars().filter(char::is_ascii_digit).count() > MAX_DIGITS {
            return Err(Unreadable::TooLong);
        }
        let sign = if negative { "-" } else { "" };
        let (whole, part) = match digits.split_once(',') {
            Some((whole, part)) => (whole, part),
            None => (digits, ""),
        };
        if part.contains([',', '.']) || !is_grouped(whole) {
            return Err(Unreadable::Ambiguous(readings(digits, sign, percent)));
        }
        let decimals = u32::try_from(part.len()).unwrap_or_default();
        let digits = format!("{}{part}", whole.replace('.', ""));
        let units: i128 = format!("{sign}{digits}").parse().map_err(|_| Unreadable::TooLong)?;
        Ok(Written { number: Self::decimal(units, decimals), decimals, percent })
    }

    /// So many units of the last of these decimals.
    fn decimal(units: i128, decimals: u32) -> Self {
        Self(Ratio::new(units, 10_i128.pow(decimals)))
    }

    /// Writes the number with these decimals, rounded half up: `1.333,6`.
    pub fn format(self, decimals: u32) -> String {
        let text = self.digits(decimals);
        let (is_negative, text) = text.strip_prefix('-').map_or((false, text.as_str()), |text| (true, text));
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let mut out = String::new();
        if is_negative {
            out.push('-');
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                out.push('.');
            }
            out.push(digit);
        }
        if !part.is_empty() {
            out.push(',');
            out.push_str(part);
        }
        out
    }

    /// `-1333.60` with these decimals, rounded half up; nothing is written as minus nothing.
    fn digits(self, decimals: u32) -> String {
        let (mut rest, denominator) = (self.0.numer().abs(), *self.0.denom());
        let mut digits: Vec<u8> = Vec::new();
        let whole = rest / denominator;
        rest %= denominator;
        for _ in 0..decimals {
            rest *= 10;
            digits.push(u8::try_from(rest / denominator).unwrap_or_default());
            rest %= denominator;
        }
        // half of a unit of the last digit, or more
        let mut carry = rest >= denominator - rest;
        for digit in digits.iter_mut().rev() {
            if !carry {
                break;
            }
            carry = *digit == 9;
            *digit = if carry { 0 } else { *digit + 1 };
        }
        let whole = whole + i128::from(carry);
        let is_nothing = whole == 0 && digits.iter().all(|digit| *digit == 0);
        let sign = if self.0.is_negative() && !is_nothing { "-" } else { "" };
        let part: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        let point = if decimals > 0 { "." } else { "" };
        format!("{sign}{whole}{point}{part}")
    }

    /// The decimals the number needs to be written in full, as far as programs keep digits.
    pub(crate) fn decimals(self) -> u32 {
        let plain = self.plain();
        plain.split_once('.').map_or(0, |(_, part)| u32::try_from(part.len()).unwrap_or_default())
    }

    /// These decimals, or as many more as show a number that they would print as 0.
    pub(crate) fn decimals_to_show(self, usual: u32) -> u32 {
        let shows = |decimals: &u32| self.is_zero() || !self.rounded(*decimals).is_zero();
        (usual..usual.max(MAX_SHOWN)).find(shows).unwrap_or(usual.max(MAX_SHOWN))
    }

    /// Whether it is 0.
    pub(crate) fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Below, at or above 0.
    pub fn sign(self) -> Ordering {
        self.0.cmp(&Ratio::zero())
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Sum; `None` when too large to be exact.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(&other.0).and_then(Self::within)
    }

    /// Difference.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).and_then(Self::within)
    }

    /// Product.
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(&other.0).and_then(Self::within)
    }

    /// Quotient, exactly; `None` when dividing by 0.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.is_zero() { None } else { self.0.checked_div(&other.0).and_then(Self::within) }
    }

    /// A fraction small enough to be printed digit by digit.
    fn within(fraction: Ratio<i128>) -> Option<Self> {
        let fits = fraction.numer().checked_abs()? <= MAX_PART && *fraction.denom() <= MAX_PART;
        fits.then_some(Self(fraction))
    }

    /// Rounded half up at these decimals.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let digits = self.digits(decimals);
        // with more digits than can be reckoned with there is nothing to round off
        digits.replace('.', "").parse().map_or(self, |units| Self::decimal(units, decimals))
    }

    /// The whole number it is, if it is one and not negative.
    pub(crate) fn to_whole(self) -> Option<u64> {
        self.0.is_integer().then(|| u64::try_from(*self.0.numer()).ok()).flatten()
    }

    /// `1333.6`, as programs write it; of a fraction without end its first 28 digits.
    pub fn plain(self) -> String {
        let whole = (self.0.numer() / self.0.denom()).unsigned_abs();
        let before = if whole == 0 { 0 } else { whole.to_string().len() };
        let digits = self.digits(u32::try_from(MAX_PLAIN.saturating_sub(before)).unwrap_or_default());
        match digits.split_once('.') {
            Some(_) => digits.trim_end_matches('0').trim_end_matches('.').to_owned(),
            None => digits,
        }
    }
}

/// Decimals that show any number but 0: no denominator is larger.
const MAX_SHOWN: u32 = 37;

/// Digits that programs keep of a number.
const MAX_PLAIN: usize = 28;

/// `262.000`, `68673`, `7`: no dots, or dots that part groups of three; `0.125` is no number of thousands.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let parted = (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3);
    if rest.is_empty() { !first.is_empty() } else { parted }
}

/// `1 234 567` with blanks that no line breaks at, which part thousands and nothing else.
fn dots_for_hard_blanks(digits: &str) -> Option<String> {
    const HARD: [char; 4] = ['\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'];
    let whole = digits.split(',').next().unwrap_or_default();
    (whole.contains(HARD) && !whole.contains('.')).then(|| digits.replace(HARD, "."))
}

/// The ways a number may be meant, written the Vietnamese way.
fn readings(digits: &str, sign: &str, percent: bool) -> Vec<String> {
    let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
    let last = digits.rfind(['.', ',']).unwrap_or(digits.len());
    let after = digits.len().saturating_sub(last + 1);
    let mut found = Vec::new();
    let mut add = |plain: String, decimals: usize| {
        if let Ok(units) = format!("{sign}{plain}").parse() {
            let decimals = u32::try_from(decimals).unwrap_or_default();
            let text = Number::decimal(units, decimals).format(decimals) + if percent { "%" } else { "" };
            if !found.contains(&text) {
                found.push(text);
            }
        }
    };
    add(bare.clone(), after);
    if (1..3).contains(&after) && digits.matches('.').count() > 1 {
        let (head, tail) = bare.split_at(bare.len() - after);
        add(format!("{head}{tail:0<3}"), 0);
    }
    add(bare.clone(), 0);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        let written = Number::parse(text).unwrap();
        written.number.plain()
    }

    #[test]
    fn reads_numbers_as_clerks_write_them() {
        for (text, plain) in [
            ("262.000", "262000"),
            ("1.333,6", "1333.6"),
            ("99,09%", "99.09"),
            ("68.673", "68673"),
            ("262000", "262000"),
            ("-7,5", "-7.5"),
            ("2.726.400.000", "2726400000"),
            ("0,125", "0.125"),
        ] {
            assert_eq!(read(text), plain, "{text}");
        }
    }

    #[test]
    fn shows_the_readings_of_what_can_be_read_two_ways() {
        let ambiguous = |text| match Number::parse(text) {
            Err(Unreadable::Ambiguous(readings)) => readings.join(" | "),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(ambiguous("1333.6"), "1.333,6 | 13.336");
        assert_eq!(ambiguous("1,234.5"), "1.234,5 | 12.345");
        assert_eq!(ambiguous("0.125"), "0,125 | 125");
        assert_eq!(ambiguous("34.400.00"), "34.400,00 | 34.400.000 | 3.440.000");
        assert_eq!(Number::parse("ba trăm"), Err(Unreadable::NotANumber));
        assert_eq!(Number::parse("1e5"), Err(Unreadable::NotANumber));
    }

    #[test]
    fn rounds_half_up_only_when_printed() {
        let half = Number::parse("2,45").unwrap().number;
        assert_eq!(half.format(1), "2,5");
        assert_eq!(Number::parse("-2,45").unwrap().number.format(1), "-2,5");
        assert_eq!(Number::parse("-0,04").unwrap().number.format(1), "0,0");
        assert_eq!(half.format(2), "2,45");
        assert_eq!(Number::whole(1_000_000).format(0), "1.000.000");
        assert_eq!(Number::whole(999).format(0), "999");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(units in -10_i64.pow(15)..10_i64.pow(15), decimals in 0_u32..6) {
            let number = Number::decimal(i128::from(units), decimals);
            let written = Number::parse(&number.format(decimals)).unwrap();
            prop_assert_eq!(written.number, number);
            prop_assert_eq!(written.decimals, decimals);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-0-9.,% ]{0,30}") {
            let _ = Number::parse(&text);
        }
    }
}
