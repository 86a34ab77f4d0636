//! A workspace kept up to date: every saved edit becomes a new PDF at once, on a cache kept warm.

use std::path::PathBuf;
use std::time::Duration;

use super::build::document::{Done, bring_up_to_date};
use super::update::outcome::State;
use crate::base::finding::Findings;
use crate::base::io::watch::Watch;
use crate::operations::common::jobs::Job;
use crate::operations::common::options::Options;
use crate::operations::common::progress::Stop;
use crate::operations::common::session::Session;
use crate::operations::common::status::Refused;

/// How often the end asked for is noticed while nothing happens.
const PATIENCE: Duration = Duration::from_millis(200);

/// What to watch.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// A document or folder; none for the workspace one stands in.
    pub path: Option<PathBuf>,
    /// The output folder; none for the usual one.
    pub out: Option<PathBuf>,
}

/// What is reported while a workspace is watched.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Warnings of the workspace itself, or what is wrong with a folder.
    Found(&'a Findings),
    /// Watching has begun, with so many documents.
    Watching(usize),
    /// A document was built.
    Document(&'a Done),
}

/// Keeps documents up to date until `stop` asks for an end.
///
/// # Errors
/// The workspace cannot be used or watched.
pub fn watch(request: &Request, stop: Stop<'_>, on: &mut dyn FnMut(Event<'_>)) -> Result<(), Refused> {
    let path = request.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let (session, warnings) = Session::open(&path).map_err(Refused::failed)?;
    let workspace = session.workspace();
    let whole = request.path.is_none();
    let target = if whole { workspace.root().to_owned() } else { path };
    let beside = if whole { workspace.shown("out") } else { "out".to_owned() };
    let out = request.out.clone().unwrap_or_else(|| beside.into());
    // before the documents are built, so that no edit is missed
    let watch = Watch::of(workspace, &out).map_err(Refused::failed)?;
    on(Event::Found(&warnings));
    let mut watched = Watched { session, target, out, options: Options::default(), stop, on };
    let documents = watched.documents();
    (watched.on)(Event::Watching(documents.len()));
    documents.iter().for_each(|path| watched.update(path));
    while !stop() {
        let changed = watch.next(PATIENCE);
        if !changed.is_empty() {
            watched.catch_up(&changed);
        }
    }
    Ok(())
}

/// A workspace being watched.
struct Watched<'a> {
    session: Session,
    target: PathBuf,
    out: PathBuf,
    options: Options,
    stop: Stop<'a>,
    on: &'a mut dyn FnMut(Event<'_>),
}

impl Watched<'_> {
    fn documents(&mut self) -> Vec<String> {
        self.session.documents(&self.target).unwrap_or_else(|finding| {
            (self.on)(Event::Found(&finding.into()));
            Vec::new()
        })
    }

    /// Builds what the changes reach: a document alone, or, when a shared file is among them, all that need it.
    fn catch_up(&mut self, changed: &[String]) {
        let documents = self.documents();
        // a YAML file that is no document may be the list of one
        if changed.iter().all(|path| documents.contains(path)) {
            documents.iter().filter(|path| changed.contains(path)).for_each(|path| self.update(path));
            return;
        }
        match self.session.reload() {
            Ok(warnings) => {
                (self.on)(Event::Found(&warnings));
                documents.iter().for_each(|path| self.update(path));
            }
            Err(findings) => (self.on)(Event::Found(&findings)),
        }
    }

    fn update(&mut self, path: &str) {
        let whole = Job { session: 0, path: path.to_owned(), out: self.out.clone(), letter: None };
        for job in Job::of(whole, &self.session, self.options.is_final) {
            if (self.stop)() {
                return;
            }
            let done = bring_up_to_date(&job, &mut self.session, &self.options);
            if done.state != State::Kept {
                (self.on)(Event::Document(&done));
            }
        }
    }
}
