//! Finding lines of the register: by document, number, symbol, series and year.

use super::copy::Copied;
use super::entry::{Entry, Reference, State};
use super::entry_number::EntryNumber;
use super::incoming::IncomingEntry;
use super::lifecycle::Waiting;
use super::replay::Register;
use super::series::Series;
use crate::base::text::nfc;
use crate::domain::document::ReferenceNumber;

impl Register {
    /// Every line in the order of the log, given back ones too.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The lines of a year, in the order of the log.
    pub(crate) fn of_year(&self, year: i32) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.facts.reference.year == year)
    }

    /// Every document that came in, in the order of the log.
    pub fn incoming(&self) -> &[IncomingEntry] {
        &self.incoming
    }

    /// Every copy made of a document, in the order of the log.
    pub fn copies(&self) -> &[Copied] {
        &self.copies
    }

    /// The copies of an office and year.
    pub(crate) fn copies_of(&self, issuer: &str, year: i32) -> impl Iterator<Item = &Copied> {
        self.copies.iter().filter(move |copied| copied.reference.issuer == issuer && copied.reference.year == year)
    }

    /// Paper documents that are finalized and wait for their signature and number, by their file.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.values()
    }

    /// How a paper document waits for its signature and number, by its file from the workspace.
    pub(crate) fn waiting_of(&self, document: &str) -> Option<&Waiting> {
        self.waiting.get(&nfc(document))
    }

    /// Events of the register that this program cannot read, by their number in the log.
    pub fn unread(&self) -> &[u64] {
        &self.unread
    }

    /// The line of a document, by its file from the workspace; none when its number was given back.
    pub fn entry_of(&self, document: &str) -> Option<&Entry> {
        let document = nfc(document);
        let entry = self.by_document.get(&document).map(|at| &self.entries[*at])?;
        let has = entry.state != State::GivenBack && entry.facts.document == Some(document);
        has.then_some(entry)
    }

    /// The line of a number and symbol (`BC-UBND`) in a year; of several issuers with the same symbol, the first.
    pub fn entry(&self, year: i32, symbol: &str, number: EntryNumber) -> Option<&Entry> {
        let found = self.with_number(year, number).filter(|entry| entry.facts.reference.symbol == symbol);
        found.min_by_key(|entry| entry.state == State::GivenBack)
    }

    /// The line of a reference.
    pub fn get(&self, reference: &Reference) -> Option<&Entry> {
        Some(&self.entries[self.position_of(reference)?])
    }

    pub(super) fn position_of(&self, reference: &Reference) -> Option<usize> {
        let mut positions = self.by_number.get(&(reference.year, reference.number))?.iter().copied();
        positions.find(|at| self.entries[*at].facts.reference == *reference)
    }

    /// The lines with a number in a year, of any issuer and symbol, in the order of the log.
    pub(crate) fn with_number(&self, year: i32, number: EntryNumber) -> impl Iterator<Item = &Entry> {
        self.by_number.get(&(year, number)).into_iter().flatten().map(|at| &self.entries[*at])
    }

    /// The lines that `412/BC-UBND` names, of one year or of any.
    pub fn named(&self, text: &str, year: Option<i32>) -> Vec<&Entry> {
        let Some(ReferenceNumber { number, symbol }) = ReferenceNumber::parse(text) else { return Vec::new() };
        let Some(number) = EntryNumber::parse(&number) else { return Vec::new() };
        let symbol = symbol.to_uppercase();
        let fits = |entry: &&Entry| {
            let reference = &entry.facts.reference;
            reference.number == number
                && reference.symbol.to_uppercase() == symbol
                && year.is_none_or(|year| year == reference.year)
        };
        self.entries.iter().filter(fits).collect()
    }

    /// The lines of a series, in the order of their numbers.
    pub(crate) fn of_series(&self, series: &Series) -> Vec<&Entry> {
        let mut found: Vec<&Entry> = self.in_series(series).collect();
        found.sort_by_key(|entry| (entry.facts.reference.number, entry.sequence));
        found
    }

    pub(super) fn in_series(&self, series: &Series) -> impl Iterator<Item = &Entry> {
        let lines = series.issuers.iter().filter_map(|issuer| self.by_year.get(&(issuer.clone(), series.year)));
        lines.flatten().map(|at| &self.entries[*at]).filter(|entry| series.holds(&entry.facts))
    }

    /// Who has a number: a line of its series, or one of another series with the very symbol, as clerks may write
    /// symbols by hand; one that was given back only when nobody else has it.
    pub fn holder(&self, series: &Series, wanted: &Reference) -> Option<&Entry> {
        let has = |entry: &&Entry| {
            let reference = &entry.facts.reference;
            reference == wanted || series.issuers.contains(&reference.issuer) && series.holds(&entry.facts)
        };
        let holders = self.with_number(wanted.year, wanted.number).filter(has);
        holders.min_by_key(|entry| entry.state == State::GivenBack)
    }

    /// The years that have lines, in order.
    pub fn years(&self, incoming: bool) -> Vec<i32> {
        let mut years: Vec<i32> = match incoming {
            true => self.incoming.iter().map(|line| line.facts.year).collect(),
            false => self.by_year.keys().map(|(_, year)| *year).collect(),
        };
        years.sort_unstable();
        years.dedup();
        years
    }
}
