//! Documents go out, in the order they are named: each is brought up to date first, then kept with all it was made from.

use std::path::PathBuf;

use super::deposit::Issued;
use crate::archive::Archive;
use crate::base::clock;
use crate::base::finding::Findings;
use crate::operations::build::document::bring_up_to_date;
use crate::operations::common::guard::guarded;
use crate::operations::common::jobs::{Job, Jobs};
use crate::operations::common::options::Options;
use crate::operations::common::session::Session;
use crate::operations::common::status::{Refused, Status};

/// Findings after which no more letters of a document are tried; a wrong column would give one for each.
const MAX_FINDINGS: usize = 20;

/// What to issue.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Documents and folders.
    pub paths: Vec<PathBuf>,
    /// The output folder; none for the usual one.
    pub out: Option<PathBuf>,
}

/// What is reported while documents go out.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Warnings of the workspaces themselves.
    Warnings(&'a Findings),
    /// What became of a document; its path as the clerk reads it.
    Document(&'a str, &'a Result<Issued, Findings>),
}

/// Issues documents.
///
/// # Errors
/// Nothing could be begun.
pub fn issue(request: &Request, on: &mut dyn FnMut(Event<'_>)) -> Result<Status, Refused> {
    let jobs = Jobs::collect(&request.paths, request.out.as_deref(), true).map_err(Refused::failed)?;
    let Jobs { jobs, mut sessions, warnings } = jobs;
    on(Event::Warnings(&warnings));
    let mut all_issued = true;
    // the letters of a document go out together
    for jobs in jobs.chunk_by(|a, b| a.session == b.session && a.path == b.path) {
        let session = &mut sessions[jobs[0].session];
        let shown = session.workspace().shown(&jobs[0].path);
        let issued = guarded(|| issue_one(jobs, session));
        let issued = issued.unwrap_or_else(|crash| Err(crash.in_file(shown.as_str()).into()));
        all_issued &= issued.is_ok();
        on(Event::Document(&shown, &issued));
    }
    Ok(Status::when(all_issued))
}

/// Issues a document, or all of its letters.
fn issue_one(jobs: &[Job], session: &mut Session) -> Result<Issued, Findings> {
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
    match job.merge() {
        Some(merge) => session.issue_letters(merge, &job.out, &archive, now),
        None => session.issue(&job.path, &job.out, &archive, now),
    }
}
