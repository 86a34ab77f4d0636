//! A number as its cell shows it, by the whole of its format: sections, scale, literal text, leading zeros; and what of
//! that makes it another number than the one the cell holds.

use crate::base::text::number::Number;
use crate::base::text::word_signs::DASHES;
use crate::formats::spreadsheet::number_format::{NumberFormat, shortest_decimal};

/// A number as it is read on the sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ShownNumber {
    /// With sign, percent sign and literal text.
    pub(crate) text: String,
    /// Why a reader may take it for another number than the cell holds.
    pub(crate) doubt: Option<Doubt>,
}

/// What makes a shown number another than the held one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// It is shown in thousands or millions.
    Scaled,
    /// Words stand before or behind it: `12 tỷ`.
    Words(String),
    /// Zeros stand before it, or signs inside it: `0012`, `12-34`.
    Code,
    /// Nothing of it is shown.
    Hidden,
    /// It is below 0 and shown without a sign.
    WithoutSign,
    /// It is shown as a fraction, with an exponent, or otherwise by its size.
    Other,
}

/// The format of cells that say nothing.
const GENERAL: &str = "General";

/// One part of a format, between semicolons.
#[derive(Debug, Default)]
struct Section {
    /// Digits and marks, as they stand in the code.
    pattern: String,
    before: String,
    after: String,
    /// Digits with literal text between them: `0000-000`; empty when none stands there.
    parted: Vec<Slot>,
    /// Whether that text is more than blanks.
    is_parted: bool,
    /// Commas behind the digits, each a division by a thousand.
    thousands: u32,
    has_condition: bool,
    is_general: bool,
}

/// One sign of a format whose digits have text between them.
#[derive(Debug, Clone, Copy)]
enum Slot {
    Digit(char),
    Literal(char),
}

impl ShownNumber {
    /// A number under a format code; none is `General`.
    pub(crate) fn of(code: Option<&str>, float: f64) -> Self {
        let code = code.unwrap_or("General");
        let sections = sections(code);
        let parsed: Vec<Section> = sections.iter().map(|code| section(code)).collect();
        let own_negative = float < 0.0 && parsed.len() > 1;
        let at = match parsed.len() {
            _ if own_negative => 1,
            3.. if float == 0.0 => 2,
            _ => 0,
        };
        let (Some(chosen), Some(code)) = (parsed.get(at), sections.get(at)) else { return Self::default() };
        let has_condition = parsed.iter().any(|section| section.has_condition);
        chosen.show(code, float, own_negative, has_condition)
    }
}

impl Section {
    fn show(&self, code: &str, float: f64, own_negative: bool, has_condition: bool) -> ShownNumber {
        if self.pattern.is_empty() && !self.is_general {
            let words = format!("{}{}", self.before, self.after);
            // sheets of accounts show nothing as a dash
            if float == 0.0 && !words.trim().is_empty() && words.trim().chars().all(|c| c == '-' || DASHES.contains(&c))
            {
                return ShownNumber { text: words.trim().to_owned(), doubt: None };
            }
            return ShownNumber { text: format!("{}{}", self.before, self.after), doubt: Some(Doubt::Hidden) };
        }
        let format = NumberFormat::section(code);
        let plain = shortest_decimal(float.abs());
        let divisor = (0..self.thousands).try_fold(Number::whole(1), |product, _| product.times(Number::whole(1000)));
        let scaled = Number::parse(&plain.replace('.', ",")).ok().and_then(|read| read.number.over(divisor?));
        let number = format.number(&scaled.map_or(plain, Number::plain));
        let number = self.with_literals(&number).unwrap_or(number);
        // `#` alone shows no digit of nothing
        if !self.is_general && !self.pattern.contains(['0', '?']) && number.chars().all(|c| c == '0') {
            return ShownNumber {
                text: format!("{}{}", self.before, self.after).trim().to_owned(),
                doubt: Some(Doubt::Hidden),
            };
        }
        let sign = if float < 0.0 && !own_negative { "-" } else { "" };
        let text = format!("{sign}{}{number}{}", self.before, self.after);
        let words = format!("{} {}", self.before, self.after);
        let signed = text.contains(['-', '−', '(']);
        let digits = number.split(',').next().unwrap_or_default();
        let doubt = if has_condition || self.pattern.contains(['/', 'e', 'E']) {
            Some(Doubt::Other)
        } else if self.thousands > 0 {
            Some(Doubt::Scaled)
        } else if self.is_parted || digits.len() > 1 && digits.starts_with('0') {
            Some(Doubt::Code)
        } else if own_negative && !signed {
            Some(Doubt::WithoutSign)
        } else if words.chars().any(char::is_alphanumeric) {
            Some(Doubt::Words(words.trim().to_owned()))
        } else {
            None
        };
        ShownNumber { text, doubt }
    }
}

impl Section {
    /// The digits of a whole number at their places among literal text, those that have none in front.
    fn with_literals(&self, number: &str) -> Option<String> {
        if self.parted.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut digits: Vec<char> = number.trim_start_matches('0').chars().collect();
        let first = self.parted.iter().position(|slot| matches!(slot, Slot::Digit(_)))?;
        let mut shown = Vec::new();
        for (at, slot) in self.parted.iter().enumerate().rev() {
            match slot {
                Slot::Digit(_) if at == first => {
                    let pad = matches!(slot, Slot::Digit('0')) && digits.is_empty();
                    shown.extend(digits.drain(..).rev());
                    shown.extend(pad.then_some('0'));
                }
                Slot::Digit(kind) => shown.extend(digits.pop().or((*kind == '0').then_some('0'))),
                Slot::Literal(sign) => shown.push(*sign),
            }
        }
        Some(shown.into_iter().rev().collect())
    }
}

/// The parts of a format code between semicolons that stand for themselves.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if !quoted => escaped = true,
            '"' if !bracket => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' if !quoted => bracket = false,
            ';' if !quoted && !bracket => {
                sections.push(String::new());
                continue;
            }
            _ => {}
        }
        sections.last_mut().unwrap_or(&mut String::new()).push(c);
    }
    // the fourth is for words
    sections.truncate(3);
    sections
}

/// Parts one section into its digits and the words around them.
fn section(code: &str) -> Section {
    let mut read = Section::default();
    if let Some(after) = code.trim().get(..GENERAL.len()).filter(|start| start.eq_ignore_ascii_case(GENERAL)) {
        read.is_general = true;
        read.after = code.trim()[after.len()..].replace(['"', '\\'], "");
        return read;
    }
    if code.trim() == "@" {
        return Section { is_general: true, ..read };
    }
    let mut chars = code.chars();
    let mut commas = 0;
    let (mut slots, mut is_parted, mut is_plain) = (Vec::new(), false, true);
    let mut literal = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => literal.extend(chars.by_ref().take_while(|c| *c != '"')),
            '\\' => literal.extend(chars.next()),
            '_' | '*' => _ = chars.next(),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                read.has_condition |= inside.starts_with(['<', '>', '=']);
                let currency = inside.strip_prefix('$').and_then(|rest| rest.split('-').next());
                literal.push_str(currency.unwrap_or_default());
            }
            '0' | '#' | '?' | '.' | '/' | 'e' | 'E' => {
                if read.pattern.is_empty() {
                    read.before = std::mem::take(&mut literal);
                } else if !literal.is_empty() {
                    read.is_parted |= !literal.trim().is_empty();
                    is_parted = true;
                    slots.extend(literal.drain(..).map(Slot::Literal));
                }
                is_plain &= matches!(c, '0' | '#' | '?');
                slots.push(Slot::Digit(c));
                if c == '0' || c == '#' || c == '?' {
                    commas = 0;
                }
                read.pattern.push(c);
            }
            ',' => commas += 1,
            '%' => {}
            c => literal.push(c),
        }
    }
    if read.pattern.is_empty() {
        read.before = literal;
    } else {
        read.after = literal;
        read.thousands = commas;
        if is_parted && is_plain && commas == 0 {
            read.parted = slots;
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, float: f64) -> (String, Option<Doubt>) {
        let ShownNumber { text, doubt } = ShownNumber::of(Some(code), float);
        (text, doubt)
    }

    #[test]
    fn plain_formats_show_the_number_that_is_held() {
        for (code, float, text) in [
            ("General", 1333.6, "1333,6"),
            ("#,##0", 1_500_000.0, "1.500.000"),
            ("#,##0.00", -2.675, "-2,68"),
            ("0.0%", 0.936, "93,6%"),
            ("#,##0;(#,##0)", -5.0, "(5)"),
            ("#,##0;-#,##0;0", 0.0, "0"),
            ("_(* #,##0.0_);_(* \\(#,##0.0\\)", 1.25, "1,3"),
            ("0.00\" %\"", 12.0, "12,00 %"),
            ("[Red]0", -3.0, "-3"),
            ("# ##0", 1_234_567.0, "1234 567"),
            ("_-* #,##0_-;-* #,##0_-;_-* \"-\"_-", 0.0, "-"),
            ("#,###", 12.0, "12"),
            ("0", 7.0, "7"),
        ] {
            assert_eq!(shown(code, float), (text.to_owned(), None), "{code}");
        }
    }

    #[test]
    fn formats_that_show_another_number_are_in_doubt() {
        let words = |words: &str| Doubt::Words(words.to_owned());
        for (code, float, text, doubt) in [
            ("#,##0,", 12_345_678.0, "12.346", Doubt::Scaled),
            ("0.0,,", 12_345_678.0, "12,3", Doubt::Scaled),
            ("#,##0\" tỷ\"", 12.0, "12 tỷ", words("tỷ")),
            ("0\\k", 12.0, "12k", words("k")),
            ("[$USD-409] 0", 12.0, "USD 12", words("USD")),
            ("0000", 12.0, "0012", Doubt::Code),
            ("00\\-00", 1234.0, "12-34", Doubt::Code),
            ("0000-000-000", 912_345_678.0, "0912-345-678", Doubt::Code),
            ("0\\.000", 12345.0, "12.345", Doubt::Code),
            ("#,###", 0.0, "", Doubt::Hidden),
            (";;;", 5.0, "", Doubt::Hidden),
            ("0;0", -5.0, "5", Doubt::WithoutSign),
            ("0;[Red]0", -5.0, "5", Doubt::WithoutSign),
            ("0.00E+00", 12345.0, "12345,00", Doubt::Other),
            ("# ?/?", 0.5, "0,5", Doubt::Other),
            ("[>=1000]0,;0", 5.0, "0,005", Doubt::Other),
        ] {
            let found = shown(code, float);
            assert_eq!(found.1, Some(doubt), "{code}");
            assert!(matches!(found.1, Some(Doubt::Other)) || found.0 == text, "{code} {found:?}");
        }
    }
}
