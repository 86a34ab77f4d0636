//! What is told of a run: a line a document, what changed since the last time, and the sum of it all.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use super::letters::Letters;
use crate::base::clock::Stopwatch;
use crate::base::finding::{Findings, Identity, Severity};
use crate::cli::args::BuildArgs;
use crate::cli::{CLEAN, FAILED, FINDINGS, interrupt, report};
use crate::operations::mail_merge::Merge;
use crate::operations::update::{State, Updated};

/// Characters of a value in the list of changes.
const VALUE: usize = 60;

/// A document that was looked at.
#[derive(Debug)]
pub(in crate::cli) struct Done {
    /// The document as the clerk reads its path.
    pub(super) shown: String,
    /// The file to name on its line.
    pub(super) main: String,
    /// Every file written.
    pub(super) written: Vec<String>,
    /// What became of it.
    pub(in crate::cli) updated: Updated,
    /// How long it took.
    pub(super) seconds: f64,
    /// Of a letter: all letters of its document, and the output folder.
    pub(super) merge: Option<(Arc<Merge>, PathBuf)>,
}

/// The sum of a run so far.
pub(super) struct Tally<'a> {
    args: &'a BuildArgs,
    made: usize,
    kept: usize,
    failed: usize,
    findings: Findings,
    /// Warnings told once: those of `co-quan.yaml` come back with every document.
    told: HashSet<Identity>,
    json: Vec<serde_json::Value>,
    /// Since the document before was done.
    since: Stopwatch,
    /// The letters being told of.
    letters: Option<Letters>,
    /// By figure or fact: what it was and is, and where it stands.
    changes: BTreeMap<(String, String, String), Vec<String>>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(args: &'a BuildArgs) -> Self {
        Self {
            args,
            made: 0,
            kept: 0,
            failed: 0,
            findings: Findings::default(),
            told: HashSet::new(),
            json: Vec::new(),
            since: Stopwatch::start(),
            letters: None,
            changes: BTreeMap::new(),
        }
    }

    /// Warnings of the workspace itself.
    pub(super) fn warn(&mut self, findings: Findings) {
        let fresh = self.take(findings);
        if !self.args.json {
            report::findings(&fresh);
        }
    }

    /// Keeps findings, and returns those that are to be told: an error of every document, of a list's only once.
    fn take(&mut self, findings: Findings) -> Findings {
        let mut fresh = Findings::default();
        for finding in findings {
            if self.told.insert(finding.identity()) || finding.is_error() && self.letters.is_none() {
                self.findings.push(finding.clone());
                fresh.push(finding);
            }
        }
        fresh
    }

    /// Tells of a document and adds it up.
    pub(super) fn add(&mut self, mut done: Done) {
        self.follow(&done);
        let findings = std::mem::take(&mut done.updated.findings);
        let fresh = self.take(findings);
        let updated = &done.updated;
        match updated.state {
            State::Made => self.made += 1,
            State::Kept => self.kept += 1,
            State::Failed => self.failed += 1,
        }
        for change in &updated.changes {
            let key = (change.from.clone(), change.old.clone(), change.new.clone());
            let places = self.changes.entry(key).or_default();
            let place = format!("{}:{}", done.shown, change.line);
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        if done.merge.is_none() {
            self.since = Stopwatch::start();
        }
        if self.args.json {
            self.json.push(json!({
                "van_ban": done.shown,
                "ket_qua": done.written,
                "so_trang": updated.pages,
                "loi": updated.state == State::Failed,
                "dung_lai": updated.state == State::Made,
                "ly_do": updated.reasons,
            }));
        } else if let Some(letters) = &mut self.letters {
            letters.add(updated.state, &fresh);
            if self.args.explain {
                tell(&done, &Findings::default(), true);
            }
        } else {
            tell(&done, &fresh, self.args.explain);
        }
    }

    /// Begins and ends the sum of the letters of a document, which come one after another.
    fn follow(&mut self, done: &Done) {
        let (shown, of) = (done.shown.as_str(), done.merge.as_ref());
        if self.args.json || self.letters.as_ref().is_some_and(|letters| of.is_some() && letters.is_of(shown)) {
            return;
        }
        self.end_letters();
        self.letters = of.map(|(merge, out)| Letters::new(shown, Arc::clone(merge), out.clone(), self.since));
    }

    fn end_letters(&mut self) {
        if let Some(letters) = self.letters.take() {
            letters.tell();
            self.since = Stopwatch::start();
        }
    }

    /// Tells the sum of a run of so many documents, and gives the exit code.
    pub(super) fn finish(mut self, count: usize) -> u8 {
        self.end_letters();
        let left = count - self.made - self.kept - self.failed;
        if self.args.json {
            let findings: Vec<_> = self.findings.iter().map(report::as_json).collect();
            let changes: Vec<_> = self.changes.iter().map(change_as_json).collect();
            let whole = json!({ "van_ban": self.json, "thay_doi": changes, "phat_hien": findings });
            report::line(&format!("{whole:#}"));
        } else {
            self.tell_changes();
            self.tell_sum(left);
        }
        match (interrupt::stopped(), self.findings.has_errors()) {
            (true, _) if left > 0 => FAILED,
            (_, true) => FINDINGS,
            _ => CLEAN,
        }
    }

    fn tell_changes(&self) {
        if self.changes.is_empty() {
            return;
        }
        report::line("Số liệu đổi so với lần dựng trước:");
        for ((from, old, new), places) in &self.changes {
            report::line(&format!("  {from}: {} → {}", shortened(old), shortened(new)));
            places.iter().for_each(|place| report::line(&format!("    {place}")));
        }
    }

    fn tell_sum(&self, left: usize) {
        let (errors, warnings) = (self.findings.count(Severity::Error), self.findings.count(Severity::Warning));
        if self.failed > 0 || self.made + self.kept > 1 || warnings > 0 {
            let kept = if self.kept > 0 { format!(", {} không đổi", self.kept) } else { String::new() };
            report::note(&format!(
                "Xong: {} văn bản{kept}, {} chưa dựng được; {errors} lỗi, {warnings} cảnh báo",
                self.made, self.failed
            ));
        }
        if left > 0 {
            report::note(&format!("Dừng theo lệnh: còn {left} văn bản chưa dựng, các văn bản khác giữ bản cũ"));
        }
    }
}

/// One line a document, after what was found in it.
pub(in crate::cli) fn tell(done: &Done, findings: &Findings, explain: bool) {
    let Done { shown, main, updated, seconds, .. } = done;
    report::findings(findings);
    let time = format!("{seconds:.2}").replace('.', ",");
    report::line(&match updated.state {
        State::Made => format!("{main}  {} trang  {time} giây", updated.pages),
        State::Kept => format!("{main}  {} trang  không đổi", updated.pages),
        State::Failed => format!("{shown}  chưa dựng được"),
    });
    if explain {
        updated.reasons.iter().for_each(|reason| report::line(&format!("  vì {reason}")));
    }
}

fn change_as_json(((from, old, new), places): (&(String, String, String), &Vec<String>)) -> serde_json::Value {
    json!({ "nguon": from, "cu": old, "moi": new, "vi_tri": places })
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= VALUE {
        return line;
    }
    let kept: String = line.chars().take(VALUE).collect();
    format!("{}…", kept.trim_end())
}

/// Nothing could be started.
pub(super) fn refuse(args: &BuildArgs, findings: &Findings) -> u8 {
    if args.json {
        let findings: Vec<_> = findings.iter().map(report::as_json).collect();
        report::line(&format!("{:#}", json!({ "van_ban": [], "phat_hien": findings })));
    } else {
        report::findings(findings);
    }
    FAILED
}
