//! Documents → files in the output folder, side by side on every core.

pub(crate) mod bundle;
pub(crate) mod disagreements;
pub(crate) mod document;
mod event;
mod letters;
mod parallel;
mod summary;

use std::collections::BTreeSet;
use std::path::PathBuf;

pub(crate) use document::Done;
pub(crate) use event::Event;
pub(crate) use letters::Letters;
use summary::Collector;
pub(crate) use summary::{FigureChange, Summary};

use crate::base::io::lock::FolderLock;
use crate::base::io::{files, paths};
use crate::operations::common::jobs::{Job, Jobs};
use crate::operations::common::options::Options;
use crate::operations::common::progress::Stop;
use crate::operations::common::session::Session;
use crate::operations::common::status::Refused;

/// What to build.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Documents and folders; none for the workspace one stands in.
    pub paths: Vec<PathBuf>,
    /// The output folder; none for the usual one.
    pub out: Option<PathBuf>,
    /// How to build.
    pub options: Options,
    /// Whether an error that several letters of a document share is reported of each.
    pub every_letter: bool,
    /// Joins all PDFs into one under this title, which may be empty.
    pub bundle: Option<String>,
}

/// Builds what needs to be built, until `stop` asks for an end.
///
/// # Errors
/// Nothing could be begun.
pub fn build(request: &Request, stop: Stop<'_>, on: &mut dyn FnMut(Event<'_>)) -> Result<Summary, Refused> {
    let Request { paths, out, options, every_letter, bundle } = request;
    let mut jobs = Jobs::collect(paths, out.as_deref(), options.is_final).map_err(Refused::failed)?;
    let outs = jobs.jobs.iter().map(|job| &*job.out);
    let _lock = FolderLock::take(outs, |out| on(Event::Waiting(&paths::show(out))));
    let mut warnings = std::mem::take(&mut jobs.warnings);
    warnings.extend(std::mem::take(&mut jobs.refused));
    let mut collector = Collector::begin(jobs.jobs.len(), warnings, *every_letter, on);
    let update = |job: &Job, session: &mut Session| document::bring_up_to_date(job, session, options);
    match &jobs.jobs[..] {
        [only] => collector.add(update(only, &mut jobs.sessions[only.session])),
        _ => parallel::side_by_side(&jobs, stop, update, |done| collector.add(done)),
    }
    let folders: BTreeSet<PathBuf> =
        jobs.jobs.iter().filter_map(|job| Some(job.out.join(&job.path).parent()?.to_owned())).collect();
    folders.iter().for_each(|folder| files::remove_unfinished(folder));
    if let Some(title) = bundle
        && !stop()
    {
        collector.bundle(|failed| bundle::bundle(&mut jobs, title, options, failed));
    }
    Ok(collector.finish(stop()))
}
