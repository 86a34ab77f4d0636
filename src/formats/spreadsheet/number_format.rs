//! How a cell shows what it holds: the decimals of a number, the parts of a date or time.

use calamine::{ExcelDateTime, Style};

use crate::base::text::number::Number;

/// Decimals that are shown at most: a spreadsheet keeps no more digits.
const MAX_DECIMALS: usize = 15;

/// Digits that a spreadsheet shows of a number whose cell says nothing.
const MAX_GENERAL_DIGITS: usize = 10;

/// Digits up to which a spreadsheet keeps a number as it was typed.
pub(crate) const MAX_EXACT_DIGITS: usize = 15;

/// Digits of a number as typed, when its binary form differs from it beyond the digits that are kept.
const MAX_CLEAN_DIGITS: usize = 12;

/// How a cell shows its number, date or time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct NumberFormat {
    /// Whether a number is shown as a percentage, so that 0,95 stands for 95%.
    pub(crate) percent: bool,
    /// Decimals it is always shown with, when the cell says.
    pub(crate) decimals: Option<u32>,
    /// Decimals it is shown with when it has them.
    pub(crate) max_decimals: Option<u32>,
    /// Digits before the decimals that it is always shown with.
    pub(crate) min_digits: usize,
    /// Whether dots part its thousands.
    pub(crate) grouped: bool,
    /// Parts of a time that are shown, those of no cell that says otherwise.
    pub(crate) day: bool,
    pub(crate) clock: bool,
    pub(crate) seconds: bool,
    /// Parts of a date that a cell shows which does not show all of it: day, month, year.
    pub(crate) date_parts: Option<(bool, bool, bool)>,
}

impl Default for NumberFormat {
    fn default() -> Self {
        let (percent, grouped) = (false, false);
        Self {
            percent,
            decimals: None,
            max_decimals: None,
            min_digits: 0,
            grouped,
            day: true,
            clock: true,
            seconds: true,
            date_parts: None,
        }
    }
}

impl NumberFormat {
    pub(crate) fn of(style: Option<&Style>) -> Self {
        code_of(style).map(Self::code).unwrap_or_default()
    }

    /// One section of a code; what stands behind a semicolon in it is part of words.
    pub(crate) fn section(code: &str) -> Self {
        Self::code(code)
    }

    /// A percentage of these decimals, if they are known.
    pub(crate) fn percentage(decimals: Option<usize>) -> Self {
        let decimals = decimals.and_then(|decimals| u32::try_from(decimals.min(MAX_DECIMALS)).ok());
        Self { percent: true, decimals, max_decimals: decimals, ..Self::default() }
    }

    /// Reads `#,##0.00`, `0.0%`, `dd/mm/yyyy hh:mm`; calamine hands the code on as it stands in the file.
    fn code(code: &str) -> Self {
        let mut bare = String::new();
        let (mut quoted, mut bracket, mut escaped) = (false, false, false);
        for c in code.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' | '_' | '*' if !quoted => escaped = true,
                '"' => quoted = !quoted,
                '[' if !quoted => bracket = true,
                ']' if bracket => bracket = false,
                ';' if !quoted && !bracket => break,
                c if !quoted && !bracket => bare.push(c.to_ascii_lowercase()),
                _ => {}
            }
        }
        let (whole, part) = bare.split_once('.').unwrap_or((&bare, ""));
        // a fraction shows no decimals at all
        let is_number = bare.contains(['0', '#']) && !bare.contains('/');
        let count = |is_counted: fn(char) -> bool| {
            let count = part.chars().take_while(|c| is_counted(*c)).count();
            u32::try_from(count.min(MAX_DECIMALS)).ok().filter(|_| is_number)
        };
        let clock = bare.contains(['h', 's']);
        let dated = (bare.contains('d'), bare.contains('m'), bare.contains('y'));
        let is_part = !clock && !is_number && ![(true, true, true), (false, false, false)].contains(&dated);
        Self {
            percent: bare.contains('%'),
            decimals: count(|c| c == '0').filter(|_| bare.contains(['0', '.'])),
            max_decimals: count(|c| "0#?".contains(c)),
            min_digits: whole.matches('0').count().min(MAX_DECIMALS),
            grouped: whole.contains("#,#") || whole.contains("#,0") || whole.contains("0,0"),
            day: !clock || bare.contains(['d', 'y']),
            clock,
            seconds: bare.contains('s'),
            date_parts: is_part.then_some(dated),
        }
    }

    /// A number as it is read on the sheet; `plain` is what the cell holds, as programs write it.
    pub(crate) fn number(&self, plain: &str) -> String {
        let sign = if self.percent { "%" } else { "" };
        let written = plain.replace('.', ",");
        let Ok(read) = Number::parse(&written) else { return written + sign };
        let number = if self.percent { read.number.times(Number::whole(100)) } else { Some(read.number) };
        let Some(number) = number else { return written + sign };
        let digits = number.abs().plain().split('.').next().map_or(0, str::len);
        let general = u32::try_from(MAX_GENERAL_DIGITS.saturating_sub(digits)).unwrap_or_default();
        let rounded = number.rounded(self.max_decimals.unwrap_or(general));
        let text = rounded.format(rounded.decimals().max(self.decimals.unwrap_or(0)));
        let text = if self.grouped { text } else { text.replace('.', "") };
        let (minus, bare) = text.strip_prefix('-').map_or(("", text.as_str()), |bare| ("-", bare));
        let digits = bare.split(',').next().map_or(0, str::len);
        format!("{minus}{}{bare}{sign}", "0".repeat(self.min_digits.saturating_sub(digits)))
    }

    /// A date `2025-12-05`, a time `14:30`, or both.
    pub(crate) fn time(&self, date: &ExcelDateTime) -> String {
        if date.is_duration() {
            let seconds = format!("{:.0}", date.as_f64() * 86_400.0).parse();
            return seconds.map_or_else(|_| date.as_f64().to_string(), |seconds| self.clock_of(seconds));
        }
        let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
        let seconds = (u64::from(hour) * 60 + u64::from(minute)) * 60 + u64::from(second);
        let day = (date.as_f64() >= 1.0).then(|| format!("{year:04}-{month:02}-{day:02}"));
        self.parts(day.as_deref(), seconds)
    }

    /// The same of `2025-12-05T14:30:00`.
    pub(crate) fn iso_time(&self, text: &str) -> String {
        let (day, time) = match text.split_once('T') {
            None if text.contains(':') => ("", text),
            parted => parted.unwrap_or((text, "")),
        };
        let mut numbers =
            time.split([':', '.', ',', 'Z', '+', '-']).map(|part| part.parse::<u64>().unwrap_or(0).min(60));
        let seconds = (0..3).fold(0, |sum, _| sum * 60 + numbers.next().unwrap_or(0));
        self.parts(Some(day).filter(|day| !day.is_empty()), seconds)
    }

    /// The same of `PT14H30M00S`.
    pub(crate) fn iso_duration(&self, text: &str) -> String {
        seconds_of(text).map_or_else(|| text.to_owned(), |seconds| self.clock_of(seconds))
    }

    fn parts(&self, day: Option<&str>, seconds: u64) -> String {
        match day.filter(|_| self.day) {
            Some(day) if self.date_parts.is_some() => self.part_of_date(day),
            Some(day) if self.clock && seconds > 0 => format!("{day} {}", self.clock_of(seconds)),
            Some(day) => day.to_owned(),
            None => self.clock_of(seconds),
        }
    }

    /// `12/2025` of `2025-12-05`.
    fn part_of_date(&self, date: &str) -> String {
        let shown = self.date_parts.unwrap_or((true, true, true));
        let parts: Vec<&str> = date.split('-').rev().collect();
        let parts = parts.iter().zip([shown.0, shown.1, shown.2]).filter(|(_, is_shown)| *is_shown);
        parts.map(|(part, _)| *part).collect::<Vec<_>>().join("/")
    }

    fn clock_of(&self, seconds: u64) -> String {
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let shown = if self.seconds && seconds > 0 { format!(":{seconds:02}") } else { String::new() };
        format!("{hours:02}:{minutes:02}{shown}")
    }
}

/// The format code of a style, as it stands in the file.
pub(crate) fn code_of(style: Option<&Style>) -> Option<&str> {
    style?.number_format.as_ref().map(|format| format.format_code.as_ref())
}

/// `PT14H30M00S` in seconds; nothing for months and years, which have no fixed length.
fn seconds_of(text: &str) -> Option<u64> {
    let mut rest = text.strip_prefix('P')?;
    let (mut seconds, mut in_day) = (0_u64, false);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T').filter(|_| !in_day) {
            (rest, in_day) = (time, true);
            continue;
        }
        let at = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, unit) = (rest[..at].split(['.', ',']).next()?, rest.as_bytes()[at]);
        let length = match (unit, in_day) {
            (b'D', false) => 86_400,
            (b'H', true) => 3600,
            (b'M', true) => 60,
            (b'S', true) => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.parse::<u64>().ok()?.checked_mul(length)?)?;
        rest = &rest[at + 1..];
    }
    Some(seconds)
}

/// The decimal a number was typed as: `0.30000000000000004` is 0,3 to every spreadsheet.
pub(crate) fn shortest_decimal(float: f64) -> String {
    let plain = float.to_string();
    if significant_digits(&plain) <= MAX_EXACT_DIGITS {
        return plain;
    }
    let rounded = format!("{float:.*e}", MAX_EXACT_DIGITS - 1).parse::<f64>().unwrap_or(float).to_string();
    if significant_digits(&rounded) <= MAX_CLEAN_DIGITS { rounded } else { plain }
}

pub(crate) fn significant_digits(plain: &str) -> usize {
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    if plain.contains('.') { digits.len() } else { digits.trim_end_matches('0').len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats_say_how_a_cell_shows_its_number() {
        let read = |code| {
            let shown = NumberFormat::code(code);
            (shown.percent, shown.decimals, shown.max_decimals)
        };
        assert_eq!(read("General"), (false, None, None));
        assert_eq!(read("#,##0"), (false, Some(0), Some(0)));
        assert_eq!(read("#,##0.00;[Red]-#,##0.000"), (false, Some(2), Some(2)));
        assert_eq!(read("0.0%"), (true, Some(1), Some(1)));
        assert_eq!(read("0.00\" %\""), (false, Some(2), Some(2)));
        assert_eq!(read("0.0##"), (false, Some(1), Some(3)));
        assert_eq!(read("_(* #,##0.0_);_(* \\(#,##0.0\\)"), (false, Some(1), Some(1)));
    }

    #[test]
    fn numbers_are_written_as_they_show() {
        let read = |code, plain| NumberFormat::code(code).number(plain);
        assert_eq!(read("General", "912345678"), "912345678");
        assert_eq!(read("General", "1234567.891234"), "1234567,891");
        assert_eq!(read("#,##0", "1500000"), "1.500.000");
        assert_eq!(read("0000000000", "912345678"), "0912345678");
        assert_eq!(read("0.00", "-2.675"), "-2,68");
        assert_eq!(read("0", "100000000000000000000000000"), "100000000000000000000000000");
        assert_eq!(NumberFormat::default().number("12.5"), "12,5");
        assert_eq!(read("# ?/?", "0.5"), "0,5");
        assert_eq!(NumberFormat::percentage(Some(2)).number("0.07"), "7,00%");
        assert_eq!(NumberFormat::percentage(None).number("0.936"), "93,6%");
    }

    #[test]
    fn durations_are_read() {
        assert_eq!(seconds_of("PT14H30M00S"), Some(52_200));
        assert_eq!(seconds_of("P1DT1.5S"), Some(86_401));
        for text in ["", "P1M", "PT", "PT1", "-PT1H", "PT99999999999999999999H", "PT9999999999999999999H", "PTéH"] {
            assert_eq!(seconds_of(text), (text == "PT").then_some(0), "{text}");
        }
    }
}
