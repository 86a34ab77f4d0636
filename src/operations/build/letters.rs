//! The sum of the letters of one document, which come one after another.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::clock::Stopwatch;
use crate::base::io::paths;
use crate::operations::common::mail_merge::Merge;
use crate::operations::update::outcome::State;

/// What became of all letters of a document.
#[derive(Debug)]
pub struct Letters {
    /// The document as the clerk reads its path.
    pub shown: String,
    /// How many letters it has.
    pub count: usize,
    /// Letters set and written.
    pub made: usize,
    /// Letters that stay as they were.
    pub unchanged: usize,
    /// Letters that could not be built.
    pub failed: usize,
    /// How long they took.
    pub seconds: f64,
    /// Files of rows that are no longer on the list, as the clerk reads their paths.
    pub leftovers: Vec<String>,
}

/// Letters of a document that are still coming.
#[derive(Debug)]
pub(super) struct Unfinished {
    sum: Letters,
    merge: Arc<Merge>,
    out: PathBuf,
    watch: Stopwatch,
}

impl Unfinished {
    /// No letter yet; `watch` runs since the first was begun.
    pub(super) fn new(shown: &str, merge: Arc<Merge>, out: PathBuf, watch: Stopwatch) -> Self {
        let (shown, count) = (shown.to_owned(), merge.count());
        let sum = Letters { shown, count, made: 0, unchanged: 0, failed: 0, seconds: 0.0, leftovers: Vec::new() };
        Self { sum, merge, out, watch }
    }

    /// Whether these are the letters of a document, by its path as the clerk reads it.
    pub(super) fn is_of(&self, shown: &str) -> bool {
        self.sum.shown == shown
    }

    /// Adds a letter.
    pub(super) fn add(&mut self, state: State) {
        match state {
            State::Made => self.sum.made += 1,
            State::Kept => self.sum.unchanged += 1,
            State::Failed => self.sum.failed += 1,
        }
    }

    /// The sum, once no more come.
    pub(super) fn finish(self) -> Letters {
        let Self { sum, merge, out, watch } = self;
        let leftovers = merge.leftovers(&out).iter().map(|name| paths::show(&out.join(name))).collect();
        Letters { seconds: watch.elapsed().as_secs_f64(), leftovers, ..sum }
    }
}
