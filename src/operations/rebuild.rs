//! Documents built anew beside their records: would they still come out as they were issued? Writes nothing.

pub(crate) mod against_record;

use std::path::PathBuf;

pub(crate) use against_record::{Outcome, Rebuilt};

use crate::operations::common::guard::guarded;
use crate::operations::common::jobs::Jobs;
use crate::operations::common::options::Options;
use crate::operations::common::status::{Refused, Status};

/// What to build anew.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Documents and folders; none for the workspace one stands in.
    pub paths: Vec<PathBuf>,
    /// The folder of the files to compare with; none for the usual one.
    pub out: Option<PathBuf>,
}

/// A document compared with its record.
#[derive(Debug)]
pub struct Compared {
    /// The document as the clerk reads its path.
    pub shown: String,
    /// The file that stands for it, as the clerk reads its path.
    pub main: String,
    /// How it comes out.
    pub rebuilt: Rebuilt,
}

/// How many documents come out how.
#[derive(Debug, Clone, Copy, Default)]
pub struct Summary {
    /// The same byte by byte.
    pub same: usize,
    /// Otherwise or not at all.
    pub different: usize,
}

impl Summary {
    /// How the run ended.
    pub fn status(&self) -> Status {
        Status::when(self.different == 0)
    }
}

/// Compares each document with its record.
///
/// # Errors
/// Nothing could be begun.
pub fn rebuild(request: &Request, on: &mut dyn FnMut(&Compared)) -> Result<Summary, Refused> {
    let jobs = Jobs::collect_all(&request.paths, request.out.as_deref(), false).map_err(Refused::failed)?;
    let Jobs { jobs, mut sessions, .. } = jobs;
    let mut summary = Summary::default();
    for job in &jobs {
        let session = &mut sessions[job.session];
        let rebuilt = guarded(|| job.rebuild(session))
            .unwrap_or_else(|crash| Rebuilt { findings: crash.into(), ..Rebuilt::of(Outcome::Failed) });
        *if rebuilt.outcome == Outcome::Same { &mut summary.same } else { &mut summary.different } += 1;
        let shown = session.workspace().shown(&job.path);
        let main = job.main_output(&Options::default()).unwrap_or_else(|| shown.clone());
        on(&Compared { shown, main, rebuilt });
    }
    Ok(summary)
}
