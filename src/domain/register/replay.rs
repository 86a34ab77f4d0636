//! The log → the register: every line with its state, found by document, by number and by sign.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::base::io::journal::Event;
use crate::base::text::nfc;
use crate::domain::register::event::{self, About, Reason};
use crate::domain::register::{Act, Dealing, Entry, Facts, Incoming, Issue, Number, Reference, Series, State};

/// The register as the events so far have made it.
#[derive(Debug, Clone, Default)]
pub struct Register {
    entries: Vec<Entry>,
    incoming: Vec<Incoming>,
    /// Lines of an issuer and year.
    by_year: BTreeMap<(String, i32), Vec<usize>>,
    /// Lines of a year and number.
    by_number: HashMap<(i32, Number), Vec<usize>>,
    /// The last line of a file.
    by_document: HashMap<String, usize>,
    /// Events of the register that say nothing to this program, by their number in the log.
    unread: Vec<u64>,
}

impl Register {
    /// The register of these events, which begin with the first.
    pub fn of(events: &[Event]) -> Self {
        let mut register = Self::default();
        register.take(events);
        register
    }

    /// Takes in the events that come next.
    pub fn take(&mut self, events: &[Event]) {
        for event in events {
            if self.apply(&event.kind, &event.content, event.sequence).is_none() {
                self.unread.push(event.sequence);
            }
        }
    }

    /// Every line in the order of the log, given back ones too.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The lines of a year, in the order of the log.
    pub fn of_year(&self, year: i32) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.facts.reference.year == year)
    }

    /// Every document that came in, in the order of the log.
    pub fn incoming(&self) -> &[Incoming] {
        &self.incoming
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

    /// The line of a number and sign (`BC-UBND`) in a year; of several issuers with the same sign, the first.
    pub fn entry(&self, year: i32, symbol: &str, number: Number) -> Option<&Entry> {
        let found = self.with_number(year, number).filter(|entry| entry.facts.reference.symbol == symbol);
        found.min_by_key(|entry| entry.state == State::GivenBack)
    }

    /// The line of a reference.
    pub fn get(&self, reference: &Reference) -> Option<&Entry> {
        Some(&self.entries[self.place_of(reference)?])
    }

    fn place_of(&self, reference: &Reference) -> Option<usize> {
        let mut places = self.by_number.get(&(reference.year, reference.number))?.iter().copied();
        places.find(|at| self.entries[*at].facts.reference == *reference)
    }

    /// The lines with a number in a year, of any issuer and sign, in the order of the log.
    pub fn with_number(&self, year: i32, number: Number) -> impl Iterator<Item = &Entry> {
        self.by_number.get(&(year, number)).into_iter().flatten().map(|at| &self.entries[*at])
    }

    /// The lines that `412/BC-UBND` names, of one year or of any.
    pub fn named(&self, text: &str, year: Option<i32>) -> Vec<&Entry> {
        let Some((number, symbol)) = text.trim().split_once('/') else { return Vec::new() };
        let Some(number) = Number::parse(number) else { return Vec::new() };
        let symbol = symbol.trim().to_uppercase();
        let fits = |entry: &&Entry| {
            let reference = &entry.facts.reference;
            reference.number == number
                && reference.symbol.to_uppercase() == symbol
                && year.is_none_or(|year| year == reference.year)
        };
        self.entries.iter().filter(fits).collect()
    }

    /// The lines of a series, in the order of their numbers.
    pub fn of_series(&self, series: &Series) -> Vec<&Entry> {
        let mut found: Vec<&Entry> = self.in_series(series).collect();
        found.sort_by_key(|entry| (entry.facts.reference.number, entry.sequence));
        found
    }

    fn in_series(&self, series: &Series) -> impl Iterator<Item = &Entry> {
        let lines = series.issuers.iter().filter_map(|issuer| self.by_year.get(&(issuer.clone(), series.year)));
        lines.flatten().map(|at| &self.entries[*at]).filter(|entry| series.holds(&entry.facts))
    }

    /// Who has a number: a line of its series, or one of another series with the very sign, as clerks may write signs
    /// by hand; one that was given back only when nobody else has it.
    pub fn holder(&self, series: &Series, wanted: &Reference) -> Option<&Entry> {
        let has = |entry: &&Entry| {
            let reference = &entry.facts.reference;
            reference == wanted || series.issuers.contains(&reference.issuer) && series.holds(&entry.facts)
        };
        let holders = self.with_number(wanted.year, wanted.number).filter(has);
        holders.min_by_key(|entry| entry.state == State::GivenBack)
    }

    /// The next number of a series, for a line like this one: above every number in use, and none that was given back.
    /// A number far ahead that was taken by a slip and given back takes none of those before it along. None when there is
    /// no higher number.
    pub fn next(&self, series: &Series, like: &Reference) -> Option<Number> {
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
        let mut above = (highest + 1..=Number::HIGHEST).filter(|value| !given_back.contains(value)).map(Number::of);
        above.find(|number| self.get(&Reference { number: *number, ..like.clone() }).is_none())
    }

    /// The next số đến of a year.
    pub fn next_incoming(&self, year: i32) -> u32 {
        let of_year = self.incoming.iter().filter(|incoming| incoming.year == year);
        of_year.map(|incoming| incoming.number).max().unwrap_or(0) + 1
    }

    /// The years that have lines, in order.
    pub fn years(&self, incoming: bool) -> Vec<i32> {
        let mut years: Vec<i32> = match incoming {
            true => self.incoming.iter().map(|incoming| incoming.year).collect(),
            false => self.by_year.keys().map(|(_, year)| *year).collect(),
        };
        years.sort_unstable();
        years.dedup();
        years
    }

    /// Does what an event says; none when it cannot be read. Events of other rooms say nothing here.
    fn apply(&mut self, kind: &str, content: &Value, sequence: u64) -> Option<()> {
        if let Some(act) = Act::ALL.into_iter().find(|act| act.key() == kind) {
            let About::<Dealing> { reference, said } = read(content)?;
            let entry = self.entry_mut(&reference)?;
            entry.state = State::Dealt(act);
            entry.dealings.push((act, said));
            return Some(());
        }
        match kind {
            event::NUMBERED | event::UPDATED => self.put(read(content)?, State::Numbered, false, sequence),
            event::RESERVED => self.put(read(content)?, State::Reserved, false, sequence),
            event::FROM_PAPER => self.put(read(content)?, State::Issued, true, sequence),
            event::GIVEN_BACK => {
                let About::<Reason> { reference, said } = read(content)?;
                let entry = self.entry_mut(&reference)?;
                (entry.state, entry.given_back) = (State::GivenBack, Some(said.reason));
            }
            event::ISSUED => {
                let About::<Issue> { reference, said } = read(content)?;
                let entry = self.entry_mut(&reference)?;
                if !entry.state.is_issued() {
                    entry.state = State::Issued;
                }
                entry.issues.push(said);
            }
            event::INCOMING => self.incoming.push(read(content)?),
            _ => {}
        }
        Some(())
    }

    fn entry_mut(&mut self, reference: &Reference) -> Option<&mut Entry> {
        let at = self.place_of(reference)?;
        self.entries.get_mut(at)
    }

    /// Writes facts into their line: a new one, the one with the same number and sign, or the one a document has.
    fn put(&mut self, facts: Facts, state: State, from_paper: bool, sequence: u64) {
        let known = self.place_of(&facts.reference);
        let at = known.unwrap_or(self.entries.len());
        if let Some(document) = &facts.document {
            self.by_document.insert(document.clone(), at);
        }
        if known.is_none() {
            let Reference { issuer, year, number, .. } = &facts.reference;
            self.by_number.entry((*year, *number)).or_default().push(at);
            self.by_year.entry((issuer.clone(), *year)).or_default().push(at);
            let (issues, dealings) = (Vec::new(), Vec::new());
            self.entries.push(Entry { facts, state, from_paper, issues, dealings, given_back: None, sequence });
            return;
        }
        let entry = &mut self.entries[at];
        if !entry.state.is_issued() {
            entry.state = state;
        }
        (entry.facts, entry.from_paper, entry.given_back) = (facts, from_paper, None);
    }
}

fn read<T: DeserializeOwned>(content: &Value) -> Option<T> {
    T::deserialize(content).ok()
}
