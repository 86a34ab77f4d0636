//! Số, ký hiệu: how number and symbol of a document are read and printed together, as `418/BC-UBND`.

use std::fmt;

/// Number and symbol of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceNumber {
    /// Số, as it was written.
    pub number: String,
    /// Ký hiệu: `BC-UBND`; that of a normative document begins with the year, as `2025/NQ-HĐND`.
    pub symbol: String,
}

impl ReferenceNumber {
    /// Of a number and a symbol.
    pub fn new(number: impl Into<String>, symbol: impl Into<String>) -> Self {
        Self { number: number.into(), symbol: symbol.into() }
    }

    /// Reads `418/BC-UBND`: the number goes up to the first slash.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, symbol) = text.split_once('/')?;
        Some(Self::new(number.trim(), symbol.trim()))
    }

    /// The first one in running text: `báo cáo, 418/BC-UBND`. Dates and fractions are none.
    pub(crate) fn find_in(text: &str) -> Option<Self> {
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'));
        words.filter_map(|word| Self::parse(word.trim_end_matches('.'))).find(Self::is_plausible)
    }

    /// Whether the number begins with a digit, and the symbol, behind a year if there is one, with a capital.
    fn is_plausible(&self) -> bool {
        let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let behind_year = self.symbol.split_once('/').is_some_and(|(year, rest)| digits(year) && capital(rest));
        self.number.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
            && self.number.chars().all(|c| c.is_ascii_alphanumeric())
            && (capital(&self.symbol) || behind_year)
    }

    /// As it was written, without the zero that printing adds.
    pub(crate) fn as_written(&self) -> String {
        format!("{}/{}", self.number, self.symbol)
    }
}

/// As printed: `05/BC-UBND`.
impl fmt::Display for ReferenceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", printed_number(&self.number), self.symbol)
    }
}

/// A number as printed: below 10 with a leading 0 [N30-I II.3]; `5` and `005` are `05`.
pub(crate) fn printed_number(number: &str) -> String {
    let number = number.trim();
    let digits = number.trim_start_matches('0');
    if digits.len() == 1 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("0{digits}")
    } else {
        digits.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_number_is_read_and_printed() {
        let printed = |text| ReferenceNumber::parse(text).map(|reference| reference.to_string());
        assert_eq!(printed("5/BC-UBND").as_deref(), Some("05/BC-UBND"));
        assert_eq!(printed(" 215a / QĐ-UBND").as_deref(), Some("215a/QĐ-UBND"));
        assert_eq!(printed("12/2025/NQ-HĐND").as_deref(), Some("12/2025/NQ-HĐND"));
        assert_eq!(printed("418"), None);
        assert_eq!(ReferenceNumber::new("5", "BC-UBND").as_written(), "5/BC-UBND");
    }

    #[test]
    fn a_reference_number_is_found_in_title_and_keywords() {
        let found = |text| ReferenceNumber::find_in(text).map(|reference| reference.to_string());
        assert_eq!(found("báo cáo, 418/BC-UBND").as_deref(), Some("418/BC-UBND"));
        assert_eq!(found("NGHỊ QUYẾT 12/2025/NQ-HĐND Về việc").as_deref(), Some("12/2025/NQ-HĐND"));
        assert_eq!(found("ngày 05/12/2025"), None);
        assert_eq!(found("1/2 số hộ"), None);
    }
}
