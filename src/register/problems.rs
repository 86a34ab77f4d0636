//! What a văn thư wants to know of the register before an inspector finds it: numbers left out, given twice, out of order.

use std::collections::BTreeMap;

use super::{Entry, Register, Series, State};
use crate::document::Numbering;

/// Numbers that no line of a series has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The series.
    pub series: Series,
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}

/// The series that the lines of a year belong to, with their lines in the order of numbers.
fn series<'a>(register: &'a Register, numbering: &Numbering, year: i32) -> Vec<(Series, Vec<&'a Entry>)> {
    let mut found: Vec<(Series, Vec<&Entry>)> = Vec::new();
    let of_year = register.entries().iter().filter(|entry| entry.facts.reference.year == year);
    for entry in of_year {
        let series = Series::of_facts(numbering, &entry.facts);
        match found.iter_mut().find(|(known, _)| *known == series) {
            Some((_, entries)) => entries.push(entry),
            None => found.push((series, vec![entry])),
        }
    }
    for (_, entries) in &mut found {
        entries.sort_by_key(|entry| (entry.facts.reference.number, entry.sequence));
    }
    found
}

/// Numbers left out below the highest of each series of a year.
pub fn gaps(register: &Register, numbering: &Numbering, year: i32) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (series, entries) in series(register, numbering, year) {
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
pub fn out_of_order<'a>(register: &'a Register, numbering: &Numbering, year: i32) -> Vec<(&'a Entry, &'a Entry)> {
    let mut found = Vec::new();
    for (_, entries) in series(register, numbering, year) {
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

/// Lines of a year that print the same number and sign under the same name of an issuer.
pub fn duplicates(register: &Register, year: i32) -> Vec<(&Entry, &Entry)> {
    let mut first: BTreeMap<String, &Entry> = BTreeMap::new();
    let mut found = Vec::new();
    let of_year = register.entries().iter().filter(|entry| entry.facts.reference.year == year);
    for entry in of_year.filter(|entry| entry.state != State::GivenBack) {
        let key = format!("{} {}", entry.facts.reference, entry.facts.issuer_name.to_uppercase());
        match first.get(&key) {
            Some(known) => found.push((*known, entry)),
            None => {
                first.insert(key, entry);
            }
        }
    }
    found
}
