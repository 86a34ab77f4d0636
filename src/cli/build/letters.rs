//! What is told of the letters of one document: their first findings, and one line for all of them.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::clock::Stopwatch;
use crate::base::finding::Findings;
use crate::base::io::paths;
use crate::cli::report;
use crate::operations::mail_merge::Merge;
use crate::operations::update::State;

/// Findings of a list that are told with their excerpts; a wrong column would give one for each row.
const MOST_TOLD: usize = 20;

/// Files of rows that are gone, named on their line.
const MOST_NAMED: usize = 3;

/// The sum of the letters of a document.
#[derive(Debug)]
pub(super) struct Letters {
    shown: String,
    merge: Arc<Merge>,
    out: PathBuf,
    watch: Stopwatch,
    made: usize,
    kept: usize,
    failed: usize,
    told: usize,
    untold: usize,
}

impl Letters {
    /// No letter yet; `watch` runs since the first was begun.
    pub(super) fn new(shown: &str, merge: Arc<Merge>, out: PathBuf, watch: Stopwatch) -> Self {
        Self { shown: shown.to_owned(), merge, out, watch, made: 0, kept: 0, failed: 0, told: 0, untold: 0 }
    }

    /// Whether these are the letters of a document, by its path as the clerk reads it.
    pub(super) fn is_of(&self, shown: &str) -> bool {
        self.shown == shown
    }

    /// Adds a letter, and tells its findings while they are few.
    pub(super) fn add(&mut self, state: State, findings: &Findings) {
        match state {
            State::Made => self.made += 1,
            State::Kept => self.kept += 1,
            State::Failed => self.failed += 1,
        }
        let count = findings.iter().count();
        if self.told < MOST_TOLD {
            report::findings(findings);
            self.told += count;
        } else {
            self.untold += count;
        }
    }

    /// Tells the sum: `giay-moi.yaml  200 thư, 198 dựng, 2 lỗi  3,1 giây`.
    pub(super) fn tell(&self) {
        if self.untold > 0 {
            report::note(&format!("… và {} lỗi, cảnh báo nữa của {}: xem bằng `--json`\n", self.untold, self.shown));
        }
        let parts = [(self.made, "dựng"), (self.kept, "không đổi"), (self.failed, "lỗi")];
        let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
        let parts: String = parts.collect();
        let time = format!("{:.1}", self.watch.elapsed().as_secs_f64()).replace('.', ",");
        report::line(&format!("{}  {} thư{parts}  {time} giây", self.shown, self.merge.count()));
        self.tell_leftovers();
    }

    fn tell_leftovers(&self) {
        let left = self.merge.leftovers(&self.out);
        if left.is_empty() {
            return;
        }
        let names = left.iter().take(MOST_NAMED).map(|name| paths::show(&self.out.join(name)));
        let names = names.collect::<Vec<_>>().join(", ");
        let more = if left.len() > MOST_NAMED { ", …" } else { "" };
        report::line(&format!(
            "  {} tệp dựng trước đây không còn trong danh sách, giữ nguyên: {names}{more}",
            left.len()
        ));
    }
}
