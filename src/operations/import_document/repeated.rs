//! Numbers in the sentences of an imported text that repeat a figure of one of its tables.

use std::collections::HashMap;

use crate::base::text::fold::bare_words;
use crate::base::text::number::{Number, Written};

/// A figure that a number may repeat.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) unit: Option<String>,
    pub(super) written: Written,
    /// What prints it.
    pub(super) expression: String,
}

/// A text whose numbers are written as figures where that is certain: the same number with the same unit in a paragraph that
/// names the indicator, and no other figure like it. How many were, and the words around those that may be.
pub(super) fn replaced(text: &str, known: &HashMap<(Number, u32), Vec<&Known>>) -> (String, usize, Vec<String>) {
    let (mut used, mut unsure) = (0, Vec::new());
    let lines = text.lines().map(|line| {
        if line.starts_with(['|', '#']) || line.starts_with("Bảng: ") {
            return line.to_owned();
        }
        let words = format!(" {} ", bare_words(line));
        let mut out = String::new();
        let mut end = 0;
        for (start, number) in numbers(line) {
            let behind = &line[start + number.len()..];
            let Ok(written) = Number::parse(number) else { continue };
            let alike = known.get(&(written.number, written.decimals)).map(Vec::as_slice).unwrap_or_default();
            let of_unit: Vec<&&Known> = alike.iter().filter(|one| has_unit(behind, one.unit.as_deref())).collect();
            let named = of_unit.iter().filter(|one| words.contains(&format!(" {} ", bare_words(&one.name))));
            match (of_unit.as_slice(), named.collect::<Vec<_>>().as_slice()) {
                ([_], [only]) => {
                    out.push_str(&line[end..start]);
                    out.push_str(&only.expression);
                    end = start + number.len();
                    used += 1;
                }
                ([], _) => {}
                _ => unsure.push(around(line, start, number)),
            }
        }
        out + &line[end..]
    });
    (lines.collect::<Vec<_>>().join("\n"), used, unsure)
}

/// Whether a unit stands behind a number; a number without one may be anything.
fn has_unit(behind: &str, unit: Option<&str>) -> bool {
    let Some(unit) = unit else { return false };
    let rest = behind.trim_start_matches([' ', '\u{a0}']).strip_prefix(unit);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Numbers of a line that stand on their own: not those of dates, signs and articles.
fn numbers(line: &str) -> Vec<(usize, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find(|c: char| c.is_ascii_digit()).map(|next| at + next) {
        let end = line[start..].find(|c| !is_part(c)).map_or(line.len(), |length| start + length);
        let number = line[start..end].trim_end_matches(['.', ',']);
        let before = line[..start].chars().next_back();
        let is_bound = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !"/-–−.,_{^~\\".contains(c));
        let after = line[start + number.len()..].chars().next();
        if is_bound(before) && after.is_none_or(|c| !c.is_alphanumeric() && !"/-–".contains(c)) {
            found.push((start, number));
        }
        at = end;
    }
    found
}

/// A number with some words on both sides.
fn around(line: &str, start: usize, number: &str) -> String {
    const REACH: usize = 25;
    let end = start + number.len();
    let from = line[..start].char_indices().rev().take(REACH).last().map_or(start, |(at, _)| at);
    let to = line[end..].char_indices().take(REACH).last().map_or(end, |(at, c)| end + at + c.len_utf8());
    line[from..to].trim().to_owned()
}
