//! One document or letter brought up to date, and its files written.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::clock::Stopwatch;
use crate::base::finding::{Finding, Findings};
use crate::base::io::{files, paths};
use crate::operations::common::guard::guarded;
use crate::operations::common::jobs::Job;
use crate::operations::common::mail_merge::Merge;
use crate::operations::common::options::Options;
use crate::operations::common::outputs;
use crate::operations::common::session::Session;
use crate::operations::update::outcome::{PrintedChange, State, Updated};
use crate::operations::update::reason::Reason;

/// A document or letter that was looked at.
#[derive(Debug)]
pub struct Done {
    /// The document as the clerk reads its path.
    pub shown: String,
    /// The file that stands for it, as the clerk reads its path.
    pub main: String,
    /// Every file written.
    pub written: Vec<String>,
    /// What became of it.
    pub state: State,
    /// How many pages it has; 0 when it failed.
    pub pages: usize,
    /// What was found in it.
    pub findings: Findings,
    /// Why it was set, or why not, in the clerk's words.
    pub reasons: Vec<Reason>,
    /// Figures and facts that it now prints otherwise.
    pub changes: Vec<PrintedChange>,
    /// How long it took.
    pub seconds: f64,
    /// Of a letter: all letters of its document, and the output folder.
    pub(crate) letter_of: Option<(Arc<Merge>, PathBuf)>,
}

impl Done {
    /// Whether it is one letter of a document with a list.
    pub(crate) fn is_letter(&self) -> bool {
        self.letter_of.is_some()
    }
}

/// Builds a document when it needs to be, and writes its files.
pub(crate) fn bring_up_to_date(job: &Job, session: &mut Session, options: &Options) -> Done {
    let watch = Stopwatch::start();
    let shown = session.workspace().shown(&job.path);
    let updated = guarded(|| job.update(session, options));
    let mut updated = updated.unwrap_or_else(|crash| Updated::failed(crash.in_file(shown.as_str()).into()));
    let mut written = Vec::new();
    if let Err(finding) = write(&mut updated, job, &mut written) {
        updated.findings.push(finding);
        updated.state = State::Failed;
    }
    if updated.state == State::Made {
        for outdated in &updated.outdated {
            files::remove(&job.out.join(outdated));
        }
    }
    let main = job.main_output(options).unwrap_or_else(|| shown.clone());
    let letter_of = job.letter.as_ref().map(|(merge, _)| (Arc::clone(merge), job.out.clone()));
    let Updated { state, pages, findings, reasons, changes, .. } = updated;
    let seconds = watch.elapsed().as_secs_f64();
    Done { shown, main, written, state, pages, findings, reasons, changes, seconds, letter_of }
}

/// Writes the files of a document until one cannot be written.
fn write(updated: &mut Updated, job: &Job, written: &mut Vec<String>) -> Result<(), Finding> {
    for output in std::mem::take(&mut updated.outputs) {
        outputs::write_built(&job.out, job.stem().unwrap_or_default(), &output.path, &output.bytes)?;
        written.push(paths::show(&job.out.join(&output.path)));
    }
    Ok(())
}
