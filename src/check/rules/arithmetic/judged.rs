//! A statement about numbers, worked out again: exact, within the room that rounding leaves.

use std::ops::Range;

use num_rational::Ratio;

use crate::check::language::amounts::Amount;

/// What was found of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It holds as far as its rounding can tell.
    Right,
    /// No rounding makes it hold.
    Wrong,
}

/// A statement about numbers that was worked out again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judged {
    /// From its first number to its last.
    pub(crate) range: Range<usize>,
    pub(crate) verdict: Verdict,
    /// `12 / 15`, `80 + 45`.
    pub(crate) sum: String,
    /// What comes out, exact.
    pub(crate) expected: Ratio<i128>,
    /// What the text says.
    pub(crate) written: Amount,
}

impl Judged {
    /// What comes out, against the percent that is written.
    pub(crate) fn percent_told(&self) -> String {
        let written = plain(self.written.value);
        format!("{} là {}%, câu ghi {written}%", self.sum, plain_near(self.expected, &self.written))
    }

    /// What comes out, against the whole that is written.
    pub(crate) fn sum_told(&self) -> String {
        format!("{} = {}, câu ghi {}", self.sum, plain(self.expected), plain(self.written.value))
    }
}

/// A value with as many decimals as tell it from what is written.
fn plain_near(value: Ratio<i128>, written: &Amount) -> String {
    let rounded = (value * 10i128.pow(written.decimals)).round() / 10i128.pow(written.decimals);
    if rounded == written.value { plain(value) } else { plain(rounded) }
}

/// Whether what is written can stand for something between two values: rounded to its decimals, or cut off.
pub(crate) fn judge(low: Ratio<i128>, high: Ratio<i128>, written: &Amount) -> Verdict {
    let (least, most) = written.bounds();
    let cut = written.value + written.half() * 2;
    let meets = high >= least && low <= most || low >= written.value && low < cut;
    if meets { Verdict::Right } else { Verdict::Wrong }
}

/// Words that make a value no exact one.
const ABOUT: [&str; 12] =
    ["trên", "hơn", "gần", "khoảng", "ước", "xấp xỉ", "dự kiến", "ít nhất", "tối đa", "tối thiểu", "dưới", "không quá"];

/// Whether the words before a value say that it is no exact one.
pub(crate) fn is_about(text: &str, amount: &Amount) -> bool {
    let before = text[..amount.range.start].trim_end().to_lowercase();
    ABOUT.iter().any(|word| before.ends_with(word))
}

/// A value as offices write it: `12.375,3`.
pub(crate) fn plain(value: Ratio<i128>) -> String {
    let scaled = (value * 100).round().to_integer();
    let (whole, rest) = (scaled.abs() / 100, scaled.abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let fraction = match (rest / 10, rest % 10) {
        (0, 0) => String::new(),
        (tenth, 0) => format!(",{tenth}"),
        (tenth, hundredth) => format!(",{tenth}{hundredth}"),
    };
    let sign = if scaled < 0 { "-" } else { "" };
    format!("{sign}{grouped}{fraction}")
}
