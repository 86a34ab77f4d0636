//! The sum of a run: how many documents came out how, what was found, and which figures print otherwise.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::bundle::Bundle;
use super::document::Done;
use super::event::Event;
use super::letters::Unfinished;
use crate::base::clock::Stopwatch;
use crate::base::finding::{Findings, Identity};
use crate::operations::common::status::Status;
use crate::operations::update::outcome::State;

/// The sum of a run.
#[derive(Debug, Default)]
pub struct Summary {
    /// Documents set and written.
    pub made: usize,
    /// Documents that stay as they were.
    pub unchanged: usize,
    /// Documents that could not be built.
    pub failed: usize,
    /// Documents that nobody looked at any more, because an end was asked for.
    pub left: usize,
    /// Everything that was reported.
    pub findings: Findings,
    /// Figures and facts that print otherwise than the last time.
    pub changes: Vec<FigureChange>,
    /// Whether an end was asked for.
    stopped: bool,
}

/// A figure or fact that documents print otherwise than the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// As `nam-2025/so-lieu.yaml#du_lich.luot_khach`.
    pub from: String,
    /// What they printed.
    pub old: String,
    /// What they print now.
    pub new: String,
    /// Where, as `nam-2025/bao-cao.yaml:41`.
    pub places: Vec<String>,
}

impl Summary {
    /// How the run ended.
    pub fn status(&self) -> Status {
        if self.stopped && self.left > 0 { Status::Failed } else { Status::of(&self.findings) }
    }
}

/// A run that is going on.
pub(super) struct Collector<'a> {
    summary: Summary,
    /// Whether an error of several letters is reported of each.
    every_letter: bool,
    on: &'a mut dyn FnMut(Event<'_>),
    /// Told once: warnings of `co-quan.yaml` come back with every document.
    told: HashSet<Identity>,
    /// By figure or fact, what it was and is.
    changes: BTreeMap<(String, String, String), Vec<String>>,
    /// Since the document before was done.
    since: Stopwatch,
    /// The letters that are coming.
    letters: Option<Unfinished>,
}

impl<'a> Collector<'a> {
    /// Begins a run of so many documents with the warnings of the workspaces themselves.
    pub(super) fn begin(
        documents: usize,
        warnings: Findings,
        every_letter: bool,
        on: &'a mut dyn FnMut(Event<'_>),
    ) -> Self {
        let mut this = Self {
            summary: Summary { left: documents, ..Summary::default() },
            every_letter,
            on,
            told: HashSet::new(),
            changes: BTreeMap::new(),
            since: Stopwatch::start(),
            letters: None,
        };
        let warnings = this.fresh(warnings, true);
        (this.on)(Event::Begun { documents, warnings: &warnings });
        this
    }

    /// Remembers findings, and returns those not reported yet; an error is reported again when `every` asks for it.
    fn fresh(&mut self, findings: Findings, every: bool) -> Findings {
        let mut fresh = Findings::default();
        for finding in findings {
            if self.told.insert(finding.identity()) || finding.is_error() && every {
                self.summary.findings.push(finding.clone());
                fresh.push(finding);
            }
        }
        fresh
    }

    /// Adds a document up and tells of it.
    pub(super) fn add(&mut self, mut done: Done) {
        self.follow(&done);
        // the letters of a document have most of their errors in common
        let every = done.letter_of.is_none() || self.every_letter;
        done.findings = self.fresh(std::mem::take(&mut done.findings), every);
        match done.state {
            State::Made => self.summary.made += 1,
            State::Kept => self.summary.unchanged += 1,
            State::Failed => self.summary.failed += 1,
        }
        self.summary.left -= 1;
        for change in &done.changes {
            let key = (change.from.clone(), change.old.clone(), change.new.clone());
            let places = self.changes.entry(key).or_default();
            // what comes from `co-quan.yaml` without a line of its own stands nowhere in the document
            let place = match change.line {
                0 => done.shown.clone(),
                line => format!("{}:{line}", done.shown),
            };
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        match &mut self.letters {
            Some(letters) => letters.add(done.state),
            None => self.since = Stopwatch::start(),
        }
        (self.on)(Event::Document(&done));
    }

    /// Begins and ends the sum of the letters of a document.
    fn follow(&mut self, done: &Done) {
        let of = done.letter_of.as_ref();
        if self.letters.as_ref().is_some_and(|letters| of.is_some() && letters.is_of(&done.shown)) {
            return;
        }
        self.end_letters();
        self.letters = of.map(|(merge, out)| Unfinished::new(&done.shown, Arc::clone(merge), out.clone(), self.since));
    }

    fn end_letters(&mut self) {
        if let Some(letters) = self.letters.take() {
            (self.on)(Event::Letters(&letters.finish()));
            self.since = Stopwatch::start();
        }
    }

    /// Joins the documents, when all of them could be built.
    pub(super) fn bundle(&mut self, join: impl FnOnce(usize) -> (Option<Bundle>, Findings)) {
        self.end_letters();
        let (bundle, findings) = join(self.summary.failed);
        let findings = self.fresh(findings, true);
        (self.on)(Event::Bundle(bundle.as_ref(), &findings));
    }

    /// The sum of the run.
    pub(super) fn finish(mut self, stopped: bool) -> Summary {
        self.end_letters();
        let changes = self.changes.into_iter();
        let changes = changes.map(|((from, old, new), places)| FigureChange { from, old, new, places }).collect();
        Summary { changes, stopped, ..self.summary }
    }
}
