//! Số văn bản in the register: a running number with at most one letter behind it, as `05` and `215a`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::document::reference_number::printed_number;

/// Most digits a number has.
const MAX_DIGITS: u32 = 6;

/// The number of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryNumber {
    /// The running number, from 1.
    pub value: u32,
    /// The letter of a number squeezed in later.
    pub letter: Option<char>,
}

impl Default for EntryNumber {
    fn default() -> Self {
        Self::of(1)
    }
}

impl EntryNumber {
    /// The highest running number.
    pub const MAX: u32 = 10_u32.pow(MAX_DIGITS) - 1;

    /// A running number.
    pub fn of(value: u32) -> Self {
        Self { value, letter: None }
    }

    /// Reads `5`, `05` or `215a`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let plain =
            !digits.is_empty() && digits.len() <= MAX_DIGITS as usize && digits.bytes().all(|b| b.is_ascii_digit());
        let value = digits.parse().ok().filter(|value| plain && *value > 0)?;
        let mut letters = text[digits.len()..].chars();
        let letter = letters.next();
        letters.next().is_none().then_some(Self { value, letter })
    }

    /// As a clerk types it in YAML: without leading zeros, which other programs may read as octal.
    pub fn typed(self) -> String {
        self.letter.map_or_else(|| self.value.to_string(), |letter| format!("{}{letter}", self.value))
    }
}

/// As printed: below 10 with a leading 0 [N30-I II.3].
impl fmt::Display for EntryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printed_number(&self.typed()))
    }
}

impl Serialize for EntryNumber {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EntryNumber {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a number of a document"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_printed_and_typed() {
        for (text, printed, typed) in
            [("5", "05", "5"), ("05", "05", "5"), ("412", "412", "412"), ("215a", "215a", "215a")]
        {
            let number = EntryNumber::parse(text).unwrap();
            assert_eq!((number.to_string().as_str(), number.typed().as_str()), (printed, typed));
            assert_eq!(EntryNumber::parse(&number.to_string()), Some(number));
        }
        for wrong in ["", "0", "a", "12ab", "1234567", "12/BC", "-1", "5A"] {
            assert_eq!(EntryNumber::parse(wrong), None, "{wrong}");
        }
    }
}
