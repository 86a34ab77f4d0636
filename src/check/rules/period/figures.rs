//! Numbers of a text that are figures of the previous period: typed as they stood, as a percentage that was printed of
//! them, or as an amount of money in another unit. A number that may be anything is none.

use std::ops::Range;

use crate::base::text::fold::fold_words;
use crate::base::text::number::Number;
use crate::base::text::tokens::Token;
use crate::check::previous_period::{PreviousValue, PreviousValues};
use crate::domain::figures::{Measure, unit};

/// Digits that are no zeros at an end, from which a number is hardly the same by chance.
const MIN_TELLING_DIGITS: usize = 3;

/// Words behind which bare digits count nothing: `Điều 120`, `tờ bản đồ số 415`.
const NAMING_WORDS: [&str; 24] = [
    "số",
    "điều",
    "khoản",
    "điểm",
    "mục",
    "chương",
    "phần",
    "trang",
    "bảng",
    "biểu",
    "hình",
    "lục",
    "tổ",
    "đội",
    "quyển",
    "tập",
    "ngày",
    "tháng",
    "năm",
    "lần",
    "thứ",
    "lộ",
    "phòng",
    "đường",
];

/// The stretch of a text that is a figure of the previous period, from a token on, and the expression that prints it; none
/// when several figures were worth the same.
pub(super) fn stale(
    text: &str,
    tokens: &[Token],
    at: usize,
    values: &PreviousValues,
) -> Option<(Range<usize>, Option<String>)> {
    let token = &tokens[at];
    let number = Number::parse(&token.text).ok()?.number;
    if names_something(tokens, at) {
        return None;
    }
    let range = token.range.clone();
    let after = &text[range.end..];
    let around = fold_words(sentence(text, &range));
    if let Some(rest) = after.strip_prefix('%') {
        let percent: Vec<&PreviousValue> =
            values.worth(number).iter().filter(|value| is_percent(value, token, &around)).collect();
        let end = text.len() - rest.len();
        return (!percent.is_empty()).then(|| (range.start..end, expression(&percent)));
    }
    let same: Vec<&PreviousValue> =
        values.worth(number).iter().filter(|value| is_amount(value, token, (after, &around))).collect();
    if !same.is_empty() {
        return Some((range, expression(&same)));
    }
    let (unit, end) = money(after)?;
    let converted = if telling(token) + 1 >= MIN_TELLING_DIGITS { values.worth_in(number, unit) } else { Vec::new() };
    let in_own_unit = |value: &str, own: &str| format!("{{{{ {value} }}}} {own}");
    let replacement = match converted[..] {
        [] => return None,
        [one] => one.expression.as_deref().zip(one.unit.as_deref()).map(|(value, own)| in_own_unit(value, own)),
        _ => None,
    };
    Some((range.start..range.end + end, replacement))
}

/// The expression that prints what several values are, if it is one.
fn expression(values: &[&PreviousValue]) -> Option<String> {
    // what was typed names the figure better than what was worked out of it
    let typed: Vec<&str> =
        values.iter().filter(|value| !value.is_computed).filter_map(|value| value.expression.as_deref()).collect();
    let computed = || if let [one] = values { one.expression.as_deref() } else { None };
    let expression = match typed.first() {
        Some(first) if typed.iter().all(|other| indicator(other) == indicator(first)) => Some(*first),
        Some(_) => None,
        None => computed(),
    }?;
    Some(format!("{{{{ {expression} }}}}"))
}

/// The indicator whose value an expression prints.
fn indicator(expression: &str) -> &str {
    let measures = [Measure::Plan, Measure::YearBefore, Measure::Previous];
    let field = |measure: Measure| expression.strip_suffix(measure.key())?.strip_suffix('.');
    measures.into_iter().find_map(field).unwrap_or(expression)
}

/// Whether bare digits are the number of something: a document, an article, a day.
fn names_something(tokens: &[Token], at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map_or("", |at| tokens[at].text.as_str());
    let is_total = word(1) == "số" && ["tổng", "con", "có"].contains(&word(2));
    tokens[at].digits().is_some() && NAMING_WORDS.contains(&word(1)) && !is_total
}

/// Digits that say something: those between zeros at the ends.
fn telling(token: &Token) -> usize {
    let digits: String = token.text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// A percentage that was worked out is one of many like it: the sentence must speak of its indicator.
fn is_percent(value: &PreviousValue, token: &Token, around: &str) -> bool {
    let is_rate = value.unit.as_deref().is_some_and(|unit| unit.trim() == "%");
    // a round percentage may be a target as well as a result
    let is_meant = !value.is_computed || token.text.contains(',') && is_named(value, around);
    is_rate && telling(token) + 1 >= MIN_TELLING_DIGITS && is_meant
}

/// Whether a number is a value by its digits, or by fewer with the unit behind them or its name around; one of two digits
/// counts anything.
fn is_amount(value: &PreviousValue, token: &Token, (after, around): (&str, &str)) -> bool {
    let unit = value.unit.as_deref().unwrap_or_default().trim();
    let whole = token.text.split(',').next().unwrap_or_default().bytes().filter(u8::is_ascii_digit).count();
    let has_decimals = token.text.contains(',');
    let has_unit = !unit.is_empty() && after.trim_start().starts_with(unit);
    let is_long = whole > MIN_TELLING_DIGITS || has_decimals || is_named(value, around);
    let is_small = whole < MIN_TELLING_DIGITS && !has_decimals;
    unit != "%" && !is_small && (has_unit || is_long && telling(token) >= MIN_TELLING_DIGITS)
}

/// The sentence that a stretch of a text stands in.
fn sentence<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    let start = text[..range.start].rfind(['\n', ';']).map_or(0, |at| at + 1);
    let start = text[start..range.start].rfind(". ").map_or(start, |at| start + at + 1);
    let rest = &text[range.end..];
    let ends = [rest.find(['\n', ';']), rest.find(". ")];
    &text[start..range.end + ends.into_iter().flatten().min().unwrap_or(rest.len())]
}

/// Whether most words of an indicator's name stand in a sentence.
fn is_named(value: &PreviousValue, around: &str) -> bool {
    let title = fold_words(&value.title);
    let words: Vec<&str> = title.split(' ').filter(|word| !word.is_empty()).collect();
    let there =
        words.iter().filter(|word| around.split(|c: char| !c.is_alphanumeric()).any(|other| other == **word)).count();
    !words.is_empty() && there * 2 > words.len()
}

/// The unit of money at the head of a text, and where it ends.
fn money(text: &str) -> Option<(&str, usize)> {
    let start = text.len() - text.trim_start().len();
    let words = text[start..].split(|c: char| !(c.is_alphabetic() || c == ' ')).next().unwrap_or_default();
    let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]).take(2);
    let ends: Vec<usize> = ends.collect();
    ends.into_iter()
        .rev()
        .map(|end| words[..end].trim_end())
        .find(|unit| unit::dong(unit).is_some())
        .map(|unit| (unit, start + unit.len()))
}
