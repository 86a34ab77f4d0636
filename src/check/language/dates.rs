//! Dates in running text: `18/6/2025`, `ngày 05 tháng 12 năm 2025`.

use std::ops::Range;

/// A date as it is written; whether the calendar has it is another question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenDate {
    pub(crate) range: Range<usize>,
    pub(crate) day: u32,
    pub(crate) month: u32,
    pub(crate) year: i32,
}

impl WrittenDate {
    /// The day, if the calendar has it.
    pub(crate) fn day(&self) -> Option<chrono::NaiveDate> {
        chrono::NaiveDate::from_ymd_opt(self.year, self.month, self.day)
    }
}

/// As the decree writes a date in figures: days under 10 and the first two months with a nought [N30-I II.4.a].
pub(crate) fn written(day: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    let (d, m, y) = (day.day(), day.month(), day.year());
    if m < 3 { format!("{d:02}/{m:02}/{y}") } else { format!("{d:02}/{m}/{y}") }
}

/// Letters that a date may touch and still be one.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '/' || c == '-');
    !part(before) && !part(after)
}

/// Every date of a text, in its order.
pub(crate) fn dates(text: &str) -> Vec<WrittenDate> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        at = match read(text, start).filter(|date| stands_alone(text, &date.range)) {
            Some(date) => {
                let end = date.range.end;
                found.push(date);
                end
            }
            None => start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start),
        };
    }
    found
}

/// The date that begins at a digit.
pub(crate) fn read(text: &str, start: usize) -> Option<WrittenDate> {
    let (day, at) = digits(text, start, 2)?;
    let (month, year, end) = with_strokes(text, at).or_else(|| in_words(text, at))?;
    Some(WrittenDate { range: start..end, day, month, year })
}

/// `/6/2025`, `-6-2025`, `.6.2025`
fn with_strokes(text: &str, at: usize) -> Option<(u32, i32, usize)> {
    let stroke = text[at..].chars().next().filter(|c| "/-.".contains(*c))?;
    let (month, at) = digits(text, at + 1, 2)?;
    let at = text[at..].starts_with(stroke).then_some(at + 1)?;
    let (year, end) = year(text, at)?;
    Some((month, year, end))
}

/// ` tháng 12 năm 2025`
fn in_words(text: &str, at: usize) -> Option<(u32, i32, usize)> {
    let at = word(text, at, "tháng")?;
    let (month, at) = digits(text, at, 2)?;
    let at = word(text, at, "năm")?;
    let (year, end) = year(text, at)?;
    Some((month, year, end))
}

/// The place after a word with blanks around it.
fn word(text: &str, at: usize, word: &str) -> Option<usize> {
    let rest = text[at..].trim_start();
    let after = rest.strip_prefix(word).filter(|_| rest.len() < text.len() - at)?;
    let trimmed = after.trim_start();
    (trimmed.len() < after.len()).then_some(text.len() - trimmed.len())
}

fn digits(text: &str, at: usize, most: usize) -> Option<(u32, usize)> {
    let count = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&count).then(|| text[at..at + count].parse().ok()).flatten().map(|n| (n, at + count))
}

/// A year has four digits; with five it is a slip, and a date all the same.
fn year(text: &str, at: usize) -> Option<(i32, usize)> {
    let count = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    (4..=5).contains(&count).then(|| text[at..at + count].parse().ok()).flatten().map(|n| (n, at + count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_however_they_are_written() {
        let shown =
            |text: &str| -> Vec<(u32, u32, i32)> { dates(text).iter().map(|d| (d.day, d.month, d.year)).collect() };
        assert_eq!(
            shown("ngày 05 tháng 12 năm 2025 và 18/6/2025, 1-2-2024."),
            [(5, 12, 2025), (18, 6, 2025), (1, 2, 2024)]
        );
        assert_eq!(shown("ngày 16\u{a0}tháng 6\nnăm 2025"), [(16, 6, 2025)]);
        assert_eq!(shown("31/4/2025 29/7/20225"), [(31, 4, 2025), (29, 7, 20225)]);
        assert_eq!(shown("45/2025/NQ-HĐND 1.234/5.678 07/5 12/2025 1/2/2025/3"), []);
    }
}
