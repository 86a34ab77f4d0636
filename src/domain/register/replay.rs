//! The log → the register: each event changes the line it is about.

use std::collections::{BTreeMap, HashMap};

use super::copy::Copied;
use super::entry::{Entry, Facts, Reference, State};
use super::entry_number::EntryNumber;
use super::event::{Finalized, HandedInOf, OfEntry, RegisterEvent, Reopened};
use super::incoming::{Corrected, IncomingCorrection, IncomingEntry};
use super::lifecycle::Waiting;
use crate::base::io::journal::Event;

/// The register as the events so far have made it: every line with its state, and where each is found.
#[derive(Debug, Clone, Default)]
pub struct Register {
    pub(super) entries: Vec<Entry>,
    pub(super) incoming: Vec<IncomingEntry>,
    /// Copies made of documents.
    pub(super) copies: Vec<Copied>,
    /// Lines of an issuer and year.
    pub(super) by_year: BTreeMap<(String, i32), Vec<usize>>,
    /// Lines of a year and number.
    pub(super) by_number: HashMap<(i32, EntryNumber), Vec<usize>>,
    /// The last line of a file.
    pub(super) by_document: HashMap<String, usize>,
    /// The line of an object of the archive.
    by_object: HashMap<String, usize>,
    /// Paper documents that wait for their signature and number, by their file.
    pub(super) waiting: BTreeMap<String, Waiting>,
    /// Events of the register that say nothing to this program, by their number in the log.
    pub(super) unread: Vec<u64>,
}

impl Register {
    /// The register of these events, which begin with the first.
    pub fn of(events: &[Event]) -> Self {
        let mut register = Self::default();
        register.update(events);
        register
    }

    /// Follows the events that come next.
    pub fn update(&mut self, events: &[Event]) {
        for event in events {
            let followed = match RegisterEvent::read(event) {
                Ok(Some(read)) => self.apply(read, event.sequence),
                Ok(None) => Some(()),
                Err(_) => None,
            };
            if followed.is_none() {
                self.unread.push(event.sequence);
            }
        }
    }

    /// Does what an event says; none when it is about a line that is not there.
    fn apply(&mut self, event: RegisterEvent, sequence: u64) -> Option<()> {
        match event {
            RegisterEvent::Numbered(facts) | RegisterEvent::Updated(facts) => {
                self.put(facts, State::Numbered, false, sequence);
            }
            RegisterEvent::Reserved(facts) => self.put(facts, State::Reserved, false, sequence),
            RegisterEvent::FromPaper(facts) => self.put(facts, State::Issued, true, sequence),
            RegisterEvent::GivenBack(OfEntry { reference, facts }) => {
                let entry = self.entry_mut(&reference)?;
                (entry.state, entry.given_back) = (State::GivenBack, Some(facts.reason));
            }
            RegisterEvent::Finalized(facts) => self.finalize(facts)?,
            RegisterEvent::Waiting(waiting) => {
                self.waiting.insert(waiting.facts.document.clone(), waiting);
            }
            RegisterEvent::Reopened(Reopened { reference: Some(reference), .. }) => {
                let entry = self.entry_mut(&reference)?;
                entry.state = State::Numbered;
                entry.finalized.clear();
            }
            RegisterEvent::Reopened(Reopened { document, .. }) => {
                self.waiting.remove(&document?)?;
            }
            // of a document that has no line here it says nothing to the register
            RegisterEvent::HandedIn(HandedInOf { object, letter }) => {
                if let Some(at) = self.by_object.get(&object) {
                    self.entries[*at].sign(letter);
                }
            }
            RegisterEvent::Sent(OfEntry { reference, facts }) => {
                let entry = self.entry_mut(&reference)?;
                if !matches!(entry.state, State::Changed(_)) {
                    entry.state = State::Issued;
                }
                entry.sent.push(facts);
            }
            RegisterEvent::Acknowledged(OfEntry { reference, facts }) => {
                self.entry_mut(&reference)?.receipts.push(facts);
            }
            RegisterEvent::StatusChanged(action, OfEntry { reference, facts }) => {
                let entry = self.entry_mut(&reference)?;
                entry.state = State::Changed(action);
                entry.changes.push((action, facts));
            }
            RegisterEvent::Copied(copied) => self.copies.push(*copied),
            RegisterEvent::Received(facts) => self.incoming.push(IncomingEntry { facts, corrected: Vec::new() }),
            RegisterEvent::IncomingCorrected(IncomingCorrection { facts, reason, on }) => {
                let line = self.incoming.iter_mut().find(|line| line.facts.is_line_of(&facts))?;
                let before = std::mem::replace(&mut line.facts, facts);
                line.corrected.push(Corrected { on, reason, before });
            }
        }
        Some(())
    }

    fn finalize(&mut self, Finalized { object, facts: OfEntry { reference, facts } }: Finalized) -> Option<()> {
        let at = self.position_of(&reference)?;
        let entry = &mut self.entries[at];
        if !entry.state.is_frozen() {
            // a paper document has its number because it is signed
            entry.state = if facts.waited_at.is_some() { State::Signed } else { State::Finalized };
        }
        entry.finalized.push(facts);
        if !object.is_empty() {
            entry.object = Some(object.clone());
            self.by_object.insert(object, at);
        }
        if let Some(document) = &entry.facts.document {
            self.waiting.remove(document);
        }
        Some(())
    }

    fn entry_mut(&mut self, reference: &Reference) -> Option<&mut Entry> {
        let at = self.position_of(reference)?;
        self.entries.get_mut(at)
    }

    /// Writes facts into their line: a new one, the one with the same number and symbol, or the one a document has.
    fn put(&mut self, facts: Facts, state: State, from_paper: bool, sequence: u64) {
        let known = self.position_of(&facts.reference);
        let at = known.unwrap_or(self.entries.len());
        if let Some(document) = &facts.document {
            self.by_document.insert(document.clone(), at);
        }
        if known.is_none() {
            let Reference { issuer, year, number, .. } = &facts.reference;
            self.by_number.entry((*year, *number)).or_default().push(at);
            self.by_year.entry((issuer.clone(), *year)).or_default().push(at);
            self.entries.push(Entry { facts, state, from_paper, sequence, ..Entry::default() });
            return;
        }
        let entry = &mut self.entries[at];
        if !entry.state.is_frozen() {
            entry.state = state;
        }
        (entry.facts, entry.from_paper, entry.given_back) = (facts, from_paper, None);
    }
}
