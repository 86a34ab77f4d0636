//! A workspace kept up to date: every saved edit becomes a new PDF at once, on a cache kept warm.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use super::build::document::{Done, bring_up_to_date};
use super::update::outcome::State;
use crate::base::finding::{Finding, Findings, Severity};
use crate::base::io::lock::FolderLock;
use crate::base::io::watch::Watch;
use crate::operations::common::copies;
use crate::operations::common::jobs::Job;
use crate::operations::common::options::Options;
use crate::operations::common::outputs;
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
    /// What was told of a document, or of a file that documents share, is no longer so.
    Mended {
        /// As the clerk reads its path.
        shown: &'a str,
        /// The worst that was told.
        was: Severity,
    },
}

/// Keeps documents up to date until `stop` asks for an end.
///
/// # Errors
/// The workspace cannot be used or watched.
pub fn watch(request: &Request, stop: Stop<'_>, on: &mut dyn FnMut(Event<'_>)) -> Result<(), Refused> {
    let path = request.path.clone().unwrap_or_else(|| PathBuf::from("."));
    request.out.as_deref().map_or(Ok(()), outputs::refuse_kept_folder).map_err(Refused::failed)?;
    let (session, warnings) = Session::open(&path).map_err(Refused::failed)?;
    let workspace = session.workspace();
    let whole = request.path.is_none();
    let target = if whole { workspace.root().to_owned() } else { path };
    let beside = if whole { workspace.reached("out") } else { "out".into() };
    let out = request.out.clone().unwrap_or(beside);
    // before the documents are built, so that no edit is missed
    let watch = Watch::of(workspace, &out).map_err(Refused::failed)?;
    on(Event::Found(&warnings));
    let (options, told, broken) = (Options::default(), BTreeMap::new(), BTreeSet::new());
    let mut watched = Watched { session, target, out, options, stop, on, told, broken };
    let documents = watched.documents();
    let copies = copies::told(watched.session.workspace(), &documents);
    (watched.on)(Event::Found(&copies));
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
    /// What was found last in each document and letter, by its results.
    told: BTreeMap<String, Told>,
    /// The shared files that keep the workspace from being used, as the clerk reads their paths.
    broken: BTreeSet<String>,
}

/// What was found in a document, without the places: they move with every edit above them.
#[derive(PartialEq, Eq)]
struct Told {
    findings: Vec<(&'static str, String)>,
    worst: Option<Severity>,
}

impl Told {
    fn of(done: &Done) -> Self {
        let findings = done.findings.iter().map(|finding| (finding.code.id, finding.message.clone())).collect();
        Self { findings, worst: done.findings.worst() }
    }
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
            let changed = |path: &&String| changed.contains(*path) || self.session.may_cite(path);
            let reached: Vec<String> = documents.iter().filter(changed).cloned().collect();
            reached.iter().for_each(|path| self.update(path));
            return;
        }
        match self.session.reload() {
            Ok(warnings) => {
                self.mended_but_for(BTreeSet::new());
                (self.on)(Event::Found(&warnings));
                documents.iter().for_each(|path| self.update(path));
            }
            Err(findings) => {
                self.mended_but_for(findings.iter().filter(|finding| finding.is_error()).filter_map(file).collect());
                (self.on)(Event::Found(&findings));
            }
        }
    }

    /// Tells of the shared files that no longer keep the workspace from being used.
    fn mended_but_for(&mut self, broken: BTreeSet<String>) {
        for shown in std::mem::replace(&mut self.broken, broken) {
            if !self.broken.contains(&shown) {
                (self.on)(Event::Mended { shown: &shown, was: Severity::Error });
            }
        }
    }

    fn update(&mut self, path: &str) {
        let whole = Job { session: 0, path: path.to_owned(), out: self.out.clone(), letter: None };
        let _lock = FolderLock::take(std::iter::once(&*self.out), |_| {});
        for job in Job::of(whole, &self.session, self.options.is_final) {
            if (self.stop)() {
                return;
            }
            let done = bring_up_to_date(&job, &mut self.session, &self.options);
            self.tell(&done);
        }
    }

    /// Tells of a document that was set, or of which something else is to be said than the last time.
    fn tell(&mut self, done: &Done) {
        let now = Told::of(done);
        let before = self.told.get(&done.main);
        let was = before.and_then(|before| before.worst).filter(|was| now.worst.is_none_or(|now| now < *was));
        if done.state != State::Kept || before.is_some_and(|before| *before != now) && now.worst.is_some() {
            (self.on)(Event::Document(done));
        }
        if let Some(was) = was {
            (self.on)(Event::Mended { shown: &done.shown, was });
        }
        self.told.insert(done.main.clone(), now);
    }
}

/// The file that a finding speaks of, as the clerk reads its path.
fn file(finding: &Finding) -> Option<String> {
    let named = finding.place.as_ref().map(|place| place.source().name().to_owned());
    named.or_else(|| finding.file.clone())
}
