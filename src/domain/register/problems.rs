//! What a văn thư wants to know of the register before an inspector finds it: numbers left out, given twice, out of order.

use std::collections::HashMap;

use super::entry::{Entry, State};
use super::replay::Register;
use super::series::{Series, is_normative};
use super::series_rules::SeriesRules;

/// Numbers that no line of a series has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The series.
    pub series: Series,
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}

/// The series that the lines of a year belong to, with their lines in the order of numbers.
pub(super) fn series<'a>(register: &'a Register, rules: &SeriesRules, year: i32) -> Vec<(Series, Vec<&'a Entry>)> {
    let mut found: Vec<(Series, Vec<&Entry>)> = Vec::new();
    // lines are many, what decides their series takes few values
    let mut known: HashMap<(&str, &str, bool, bool), usize> = HashMap::new();
    for entry in register.of_year(year) {
        let facts = &entry.facts;
        let reference = &facts.reference;
        let decides =
            (reference.issuer.as_str(), facts.kind.as_str(), is_normative(&reference.symbol), reference.secret);
        let at = *known.entry(decides).or_insert_with(|| {
            let series = Series::of_facts(rules, facts);
            found.iter().position(|(known, _)| *known == series).unwrap_or_else(|| {
                found.push((series, Vec::new()));
                found.len() - 1
            })
        });
        found[at].1.push(entry);
    }
    for (_, entries) in &mut found {
        entries.sort_by_key(|entry| (entry.facts.reference.number, entry.sequence));
    }
    found
}

/// Numbers left out below the highest of each series of a year.
pub(crate) fn gaps(register: &Register, rules: &SeriesRules, year: i32) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (series, entries) in series(register, rules, year) {
        let mut expected = 1;
        for entry in entries {
            let value = entry.facts.reference.number.value;
            if value > expected {
                gaps.push(Gap { series: series.clone(), from: expected, to: value - 1 });
            }
            expected = expected.max(value + 1);
        }
    }
    gaps
}

/// Documents of a year whose date is before that of a lower number of their series: the later, and that before it.
pub(crate) fn out_of_order<'a>(register: &'a Register, rules: &SeriesRules, year: i32) -> Vec<(&'a Entry, &'a Entry)> {
    let mut found = Vec::new();
    for (_, entries) in series(register, rules, year) {
        let mut latest: Option<&Entry> = None;
        for entry in entries.into_iter().filter(|entry| entry.state != State::GivenBack && entry.facts.date.is_some()) {
            match latest {
                Some(before) if entry.facts.date < before.facts.date => found.push((entry, before)),
                _ => latest = Some(entry),
            }
        }
    }
    found
}

/// Lines of a year that print the same number and symbol under the same name of an issuer.
pub(crate) fn duplicates(register: &Register, year: i32) -> Vec<(&Entry, &Entry)> {
    register.of_year(year).filter_map(|entry| Some((printed_before(register, entry)?, entry))).collect()
}

/// The first line that prints the same as a line, when that is not the line itself.
pub(crate) fn printed_before<'a>(register: &'a Register, entry: &Entry) -> Option<&'a Entry> {
    let facts = &entry.facts;
    let same = |other: &&Entry| {
        other.state != State::GivenBack
            && other.facts.reference.symbol == facts.reference.symbol
            && other.facts.reference.secret == facts.reference.secret
            && other.facts.issuer_name.to_uppercase() == facts.issuer_name.to_uppercase()
    };
    let first = register.with_number(facts.reference.year, facts.reference.number).find(same)?;
    (entry.state != State::GivenBack && first.sequence != entry.sequence).then_some(first)
}
