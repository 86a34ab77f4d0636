//! Numbers as clerks write them, vi-VN first, exactly: `262.000`, `1.333,6`, `99,09%`.

use std::cmp::Ordering;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};

/// An exact decimal number of up to 28 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

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

impl Number {
    /// A whole number.
    pub fn whole(n: i64) -> Self {
        Self(Decimal::from(n))
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
        let (negative, digits) = match body.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, body.strip_prefix('+').unwrap_or(body)),
        };
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
        let plain = format!("{sign}{}.{}", whole.replace('.', ""), if part.is_empty() { "0" } else { part });
        let number = Decimal::from_str(&plain).map_err(|_| Unreadable::TooLong)?;
        let decimals = u32::try_from(part.len()).unwrap_or_default();
        Ok(Written { number: Self(number), decimals, percent })
    }

    /// Writes the number with these decimals, rounded half up: `1.333,6`.
    pub fn format(self, decimals: u32) -> String {
        let rounded = self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        let text = format!("{:.*}", decimals as usize, rounded.abs());
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        if rounded.is_sign_negative() && !rounded.is_zero() {
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

    /// The decimals the number needs to be written in full.
    pub(crate) fn decimals(self) -> u32 {
        self.0.normalize().scale()
    }

    /// Whether it is 0.
    pub(crate) fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Below, at or above 0.
    pub fn sign(self) -> Ordering {
        self.0.cmp(&Decimal::ZERO)
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Sum; `None` when too large to be exact.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Difference.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Product.
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(Self)
    }

    /// Quotient; `None` when dividing by 0.
    pub fn over(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(Self)
    }

    /// Rounded half up at these decimals.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        Self(self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }

    /// The whole number it is, if it is one and not negative.
    pub(crate) fn to_whole(self) -> Option<u64> {
        let whole = self.0.normalize();
        (whole.scale() == 0).then(|| whole.to_string().parse().ok()).flatten()
    }

    /// `1333.6`, as programs write it.
    pub fn plain(self) -> String {
        self.0.normalize().to_string()
    }
}

/// `262.000`, `68673`, `7`: no dots, or dots that part groups of three; `0.125` is no number of thousands.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let parted = (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3);
    if rest.is_empty() { !first.is_empty() } else { parted }
}

/// The ways a number may be meant, written the Vietnamese way.
fn readings(digits: &str, sign: &str, percent: bool) -> Vec<String> {
    let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
    let last = digits.rfind(['.', ',']).unwrap_or(digits.len());
    let after = digits.len().saturating_sub(last + 1);
    let mut found = Vec::new();
    let mut add = |plain: String, decimals: usize| {
        if let Ok(number) = Decimal::from_str(&format!("{sign}{plain}")) {
            let decimals = u32::try_from(decimals).unwrap_or_default();
            let text = Number(number).format(decimals) + if percent { "%" } else { "" };
            if !found.contains(&text) {
                found.push(text);
            }
        }
    };
    let (head, tail) = bare.split_at(bare.len() - after);
    add(format!("{head}.{tail}"), after);
    if (1..3).contains(&after) && digits.matches('.').count() > 1 {
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
            let number = Number(Decimal::new(units, decimals));
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
