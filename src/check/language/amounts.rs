//! Numbers in running text with what they count, exact, and with the room that their rounding leaves.

use std::ops::Range;

use num_rational::Ratio;

/// A number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    /// The digits alone.
    pub(crate) range: Range<usize>,
    /// As written: 12,5 with `%` is 12,5.
    pub(crate) value: Ratio<i128>,
    /// Decimals written.
    pub(crate) decimals: u32,
    /// Whether `%` follows.
    pub(crate) percent: bool,
    /// Where what follows the number and its `%` begins.
    pub(crate) end: usize,
    /// Whether it is a part of a date, a sign, a range, or written so that nobody can tell.
    pub(crate) unsure: bool,
}

impl Amount {
    /// Half of its last digit: what it stands for lies within so much of it.
    pub(crate) fn half(&self) -> Ratio<i128> {
        Ratio::new(1, 2 * 10i128.pow(self.decimals))
    }

    /// The least and the most it can stand for.
    pub(crate) fn bounds(&self) -> (Ratio<i128>, Ratio<i128>) {
        (self.value - self.half(), self.value + self.half())
    }
}

/// Figures that one number may have; longer ones are no amounts.
const MAX_DIGITS: usize = 15;

/// Every number of a text, in its order.
pub(crate) fn amounts(text: &str) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        let mut end = start + run(&text[start..]);
        while !text[..end].ends_with(|c: char| c.is_ascii_digit()) {
            end -= 1;
        }
        found.extend(read(text, start..end));
        at = end;
    }
    found
}

/// How far digits and the marks inside a number go.
fn run(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(text.len())
}

fn read(text: &str, range: Range<usize>) -> Option<Amount> {
    let written = &text[range.clone()];
    let (whole, fraction) = match written.split_once(',') {
        Some((whole, fraction)) => (whole, fraction),
        None => (written, ""),
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let digits: String = groups.concat() + fraction;
    if digits.len() > MAX_DIGITS || digits.is_empty() {
        return None;
    }
    let decimals = u32::try_from(fraction.len()).ok()?;
    let value = Ratio::new(digits.parse().ok()?, 10i128.pow(decimals));
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || "/-–_".contains(c));
    let rest = text[range.end..].trim_start_matches([' ', '\u{a0}']);
    let percent = rest.starts_with('%');
    let end = if percent { text.len() - rest.len() + 1 } else { range.end };
    let unsure = !grouped
        || !fraction.bytes().all(|b| b.is_ascii_digit())
        || fraction.len() > 6
        || joined(before)
        || joined(after)
        || groups.len() == 1 && whole.len() > 1 && whole.starts_with('0') && decimals > 0;
    Some(Amount { range, value, decimals, percent, end, unsure })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_know_their_rounding() {
        let text = "đạt 1.234,50 tỷ đồng (12,5%), 3 hộ; 34.400.00 và 5/12, 07-8.";
        let found = amounts(text);
        let shown: Vec<_> = found.iter().map(|a| (&text[a.range.clone()], a.percent, a.unsure)).collect();
        assert_eq!(
            shown[..4],
            [("1.234,50", false, false), ("12,5", true, false), ("3", false, false), ("34.400.00", false, true)]
        );
        assert!(shown[4..].iter().all(|(_, _, unsure)| *unsure));
        assert_eq!(found[0].value, Ratio::new(123_450, 100));
        assert_eq!(found[1].bounds(), (Ratio::new(1245, 100), Ratio::new(1255, 100)));
        assert_eq!(&text[found[1].end..found[1].end + 1], ")");
    }
}
