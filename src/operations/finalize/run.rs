//! Documents are finalized, in the order they are named: each is brought up to date first, then kept with all it was
//! made from.

use std::path::PathBuf;

use super::deposit::{Finalized, Wanted};
use crate::archive::Archive;
use crate::base::clock;
use crate::base::finding::Findings;
use crate::operations::build::document::bring_up_to_date;
use crate::operations::common::guard::guarded;
use crate::operations::common::jobs::{Job, Jobs};
use crate::operations::common::mail_merge::Merge;
use crate::operations::common::options::Options;
use crate::operations::common::session::Session;
use crate::operations::common::status::{Refused, Status};
use crate::operations::update::target::Target;

/// Findings after which no more letters of a document are tried; a wrong column would give one for each.
const MAX_FINDINGS: usize = 20;

/// What to finalize.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Documents and folders.
    pub paths: Vec<PathBuf>,
    /// The output folder; none for the usual one.
    pub out: Option<PathBuf>,
    /// Whether they are signed on paper, and get their numbers afterwards [N30 Điều 15.2].
    pub paper: bool,
}

/// What is reported while documents are finalized.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Warnings of the workspaces themselves.
    Warnings(&'a Findings),
    /// What became of a document; its path as the clerk reads it.
    Document(&'a str, &'a Result<Finalized, Findings>),
}

/// Finalizes documents.
///
/// # Errors
/// Nothing could be begun.
pub fn finalize(request: &Request, on: &mut dyn FnMut(Event<'_>)) -> Result<Status, Refused> {
    let jobs = Jobs::collect_all(&request.paths, request.out.as_deref(), true).map_err(Refused::failed)?;
    let Jobs { jobs, mut sessions, warnings, .. } = jobs;
    on(Event::Warnings(&warnings));
    let mut all_done = true;
    // the letters of a document are one
    for jobs in jobs.chunk_by(|a, b| a.session == b.session && a.path == b.path) {
        let session = &mut sessions[jobs[0].session];
        let shown = session.workspace().shown(&jobs[0].path);
        let done = guarded(|| finalize_one(jobs, session, request.paper));
        let done = done.unwrap_or_else(|crash| Err(crash.in_file(shown.as_str()).into()));
        all_done &= done.is_ok();
        on(Event::Document(&shown, &done));
    }
    Ok(Status::when(all_done))
}

/// Finalizes a document, or all of its letters.
fn finalize_one(jobs: &[Job], session: &mut Session, paper: bool) -> Result<Finalized, Findings> {
    let options = Options { is_final: true, ..Options::default() };
    let mut problems = Findings::default();
    for job in jobs {
        let found = bring_up_to_date(job, session, &options).findings;
        if found.has_errors() {
            problems.extend(found);
        }
        if problems.iter().count() >= MAX_FINDINGS {
            break;
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    let (archive, now) = (Archive::of(session.workspace()), clock::now());
    let [job, ..] = jobs else { return Err(problems) };
    let (merge, single) = (job.merge(), [Target::of(&job.path)]);
    let targets = merge.map(Merge::targets).transpose()?;
    let wanted = Wanted { path: &job.path, targets: targets.as_deref().unwrap_or(&single), paper };
    session.finalize_all(wanted, &job.out, &archive, now)
}
