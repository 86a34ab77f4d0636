//! Which documents a run is about: those of the paths asked for, each once, with the letters of each.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::paths::show;
use crate::base::io::workspace::Workspace;
use crate::operations::common::copies;
use crate::operations::common::guard::guarded;
use crate::operations::common::mail_merge::Merge;
use crate::operations::common::options::Options;
use crate::operations::common::output_paths::{main_output, stem};
use crate::operations::common::outputs;
use crate::operations::common::session::Session;
use crate::operations::rebuild::against_record::Rebuilt;
use crate::operations::update::outcome::Updated;

/// One document of the run, or one letter of a document with a list.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    /// Which of the sessions its workspace is open in.
    pub(crate) session: usize,
    /// From the workspace.
    pub(crate) path: String,
    /// The output folder.
    pub(crate) out: PathBuf,
    /// The letters of the document, and which of them this is.
    pub(crate) letter: Option<(Arc<Merge>, usize)>,
}

impl Job {
    /// The jobs of a document: itself, or a letter for each row of its list.
    pub(crate) fn of(whole: Self, session: &Session, is_final: bool) -> Vec<Self> {
        // a crash here comes again when the document is built whole, and is reported there
        let merge = guarded(|| session.merge(&whole.path, is_final)).ok().flatten().map(Arc::new);
        let Some(merge) = merge else { return vec![whole] };
        let letters = 0..merge.count();
        letters.map(|letter| Self { letter: Some((Arc::clone(&merge), letter)), ..whole.clone() }).collect()
    }

    /// The letters of the document, when this is one of them.
    pub(crate) fn merge(&self) -> Option<&Merge> {
        self.letter.as_ref().map(|(merge, _)| &**merge)
    }

    /// The file that stands for it, as the clerk reads its path; none when its row gives no name.
    pub(crate) fn main_output(&self, options: &Options) -> Option<String> {
        self.stem().map(|stem| show(&self.out.join(main_output(stem, options))))
    }

    /// Brings its files up to date. Writes nothing.
    pub(crate) fn update(&self, session: &mut Session, options: &Options) -> Updated {
        match &self.letter {
            None => session.update(&self.path, &self.out, options),
            Some((merge, letter)) => session.update_letter(merge, *letter, &self.out, options),
        }
    }

    /// Builds it beside its record.
    pub(crate) fn rebuild(&self, session: &mut Session) -> Rebuilt {
        match &self.letter {
            None => session.rebuild(&self.path, &self.out),
            Some((merge, letter)) => session.rebuild_letter(merge, *letter, &self.out),
        }
    }

    /// Its files from the output folder, without ending; none when its row gives no name.
    pub(crate) fn stem(&self) -> Option<&str> {
        match &self.letter {
            None => Some(stem(&self.path)),
            Some((merge, letter)) => merge.stem(*letter),
        }
    }
}

/// The documents of a run, with every workspace open once.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    /// One for each workspace.
    pub(crate) sessions: Vec<Session>,
    /// In the order asked for.
    pub(crate) jobs: Vec<Job>,
    /// Warnings of the workspaces themselves.
    pub(crate) warnings: Findings,
    /// What keeps a workspace beside others from being used, and documents from being written into the same file.
    pub(crate) refused: Findings,
    /// Workspaces that cannot be used.
    broken: Vec<PathBuf>,
}

impl Jobs {
    /// The same, all of it or nothing.
    ///
    /// # Errors
    /// A path holds no document, a workspace cannot be used, or two documents would write to one file.
    pub(crate) fn collect_all(paths: &[PathBuf], out: Option<&Path>, is_final: bool) -> Result<Self, Findings> {
        let this = Self::collect(paths, out, is_final)?;
        if this.refused.has_errors() { Err(this.refused) } else { Ok(this) }
    }

    /// The documents of paths, or of the workspace one stands in; `out` is the folder of the results, beside where one
    /// stands when none is named. `is_final` asks for documents to be issued.
    ///
    /// # Errors
    /// A path holds no document, or nothing is left to work on.
    pub(crate) fn collect(paths: &[PathBuf], out: Option<&Path>, is_final: bool) -> Result<Self, Findings> {
        let (mut this, mut problems) = (Self::default(), Findings::default());
        problems.extend(out.map(outputs::refuse_kept_folder).and_then(Result::err));
        let mut wanted = Vec::new();
        let here = [PathBuf::from(".")];
        let none = paths.is_empty();
        for path in if none { &here[..] } else { paths } {
            match this.documents(path, none) {
                Ok(None) => {}
                Ok(Some((session, documents, beside))) => {
                    let out = out.map_or(beside, Path::to_owned);
                    wanted.extend(documents.into_iter().map(|path| (session, path, out.clone())));
                }
                Err(found) => problems.extend(found),
            }
        }
        let mut seen = HashSet::new();
        wanted.retain(|document| seen.insert(document.clone()));
        let whole = wanted.into_iter().map(|(session, path, out)| Job { session, path, out, letter: None });
        let jobs = whole.flat_map(|whole| {
            let session = &this.sessions[whole.session];
            Job::of(whole, session, is_final)
        });
        let jobs = jobs.collect();
        let (distinct, conflicts) = this.distinct(jobs);
        this.jobs = distinct;
        this.refused.extend(conflicts);
        if problems.has_errors() {
            problems.extend(this.refused);
            return Err(problems);
        }
        if this.jobs.is_empty() && this.refused.has_errors() { Err(this.refused) } else { Ok(this) }
    }

    /// The session of a path, its documents, and where results go when nobody says; none when its workspace is broken.
    fn documents(&mut self, path: &Path, whole: bool) -> Result<Option<(usize, Vec<String>, PathBuf)>, Findings> {
        let Some(at) = self.open(path)? else { return Ok(None) };
        let session = &self.sessions[at];
        let workspace = session.workspace();
        let target = if whole { workspace.root() } else { path };
        let beside = if whole { workspace.reached("out") } else { "out".into() };
        let documents = session.documents(target)?;
        self.warnings.extend(copies::told(workspace, &documents));
        Ok(Some((at, documents, beside)))
    }

    fn open(&mut self, path: &Path) -> Result<Option<usize>, Findings> {
        let workspace = Workspace::containing(path)?;
        if self.broken.iter().any(|broken| broken == workspace.root()) {
            return Ok(None);
        }
        if let Some(known) = self.sessions.iter().position(|session| session.workspace().root() == workspace.root()) {
            return Ok(Some(known));
        }
        match Session::open(path) {
            Ok((session, found)) => {
                self.warnings.extend(found);
                self.sessions.push(session);
                Ok(Some(self.sessions.len() - 1))
            }
            // the other workspaces of the run have no part in it
            Err(found) => {
                self.refused.extend(found);
                self.broken.push(workspace.root().to_owned());
                Ok(None)
            }
        }
    }

    /// The jobs of which no two write over one another: a letter gives way to a whole document, of others none is written.
    fn distinct(&self, jobs: Vec<Job>) -> (Vec<Job>, Findings) {
        let target = |job: &Job| job.stem().map(|stem| job.out.join(stem));
        // whole documents and letters of each place
        let mut wanted: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
        for (at, job) in jobs.iter().enumerate() {
            if let Some(target) = target(job) {
                wanted.entry(target).or_default().push(at);
            }
        }
        let mut conflicts = Findings::default();
        let mut is_lost = vec![false; jobs.len()];
        for (target, all) in wanted.iter().filter(|(_, all)| all.len() > 1) {
            let whole: Vec<usize> = all.iter().copied().filter(|at| jobs[*at].letter.is_none()).collect();
            let kept = if let [only] = whole[..] { Some(only) } else { None };
            let first = kept.unwrap_or(all[0]);
            for at in all.iter().copied().filter(|at| *at != first) {
                conflicts.push(self.overwriting(&jobs[at], &jobs[first], target));
            }
            all.iter().filter(|at| Some(**at) != kept).for_each(|at| is_lost[*at] = true);
        }
        let distinct = jobs.into_iter().zip(is_lost).filter(|(_, is_lost)| !is_lost).map(|(job, _)| job);
        (distinct.collect(), conflicts.in_source_order().capped())
    }

    fn overwriting(&self, job: &Job, first: &Job, target: &Path) -> Finding {
        let shown = |job: &Job| self.sessions[job.session].workspace().shown(&job.path);
        Finding::new(codes::UNWRITABLE, format!("hai văn bản cùng ghi vào `{}`", show(target)))
            .in_file(shown(job))
            .hint(format!("đổi tên tệp này hoặc `{}`, hay tạo PDF riêng từng văn bản với `--out`", shown(first)))
    }
}
