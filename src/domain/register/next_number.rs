//! The next number: which one a new document of a series gets, and which số đến a document that came in.

use std::collections::HashSet;

use super::entry::{Reference, State};
use super::entry_number::EntryNumber;
use super::replay::Register;
use super::series::Series;

impl Register {
    /// The next number of a series, for a line like this one: above every number in use, and none that was given back.
    /// A number far ahead that was taken by mistake and given back takes none of those before it along. None when there
    /// is no higher number.
    pub(crate) fn next_number(&self, series: &Series, like: &Reference) -> Option<EntryNumber> {
        let mut highest = 0;
        let mut given_back = HashSet::new();
        for entry in self.in_series(series) {
            let value = entry.facts.reference.number.value;
            if entry.state == State::GivenBack {
                given_back.insert(value);
            } else {
                highest = highest.max(value);
            }
        }
        let mut free =
            (highest + 1..=EntryNumber::MAX).filter(|value| !given_back.contains(value)).map(EntryNumber::of);
        let taken = |number: EntryNumber| self.get(&Reference { number, ..like.clone() }).is_some();
        free.find(|number| !taken(*number))
    }

    /// The next number of a copy: copies of every form are numbered together, by office and year [N30-I phần II, II.2].
    pub(crate) fn next_copy_number(&self, issuer: &str, year: i32) -> EntryNumber {
        EntryNumber::of(self.copies_of(issuer, year).map(|copied| copied.reference.number.value).max().unwrap_or(0) + 1)
    }

    /// The next số đến of a year; secret documents have their own.
    pub(crate) fn next_incoming_number(&self, year: i32, secret: bool) -> u32 {
        let lines = self.incoming.iter().map(|line| &line.facts);
        let of_book = lines.filter(|line| line.year == year && line.secrecy.is_some() == secret);
        of_book.map(|line| line.number).max().unwrap_or(0) + 1
    }
}
