//! What to build: the documents of the paths typed, each once.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::BuildArgs;
use crate::files;
use crate::finding::{Finding, Findings, codes};
use crate::pipeline::Desk;
use crate::pipeline::merge::Merge;

/// One document of the run, or one letter of a document with a list.
#[derive(Debug, Clone)]
pub(super) struct Job {
    /// Which of the desks its workspace is on.
    pub(super) desk: usize,
    /// From the workspace.
    pub(super) path: String,
    /// The output folder.
    pub(super) out: PathBuf,
    /// The letters of the document, and which of them this is.
    pub(super) letter: Option<(Arc<Merge>, usize)>,
}

impl Job {
    /// Its files, without ending; none when its row gives no name.
    fn target(&self) -> Option<PathBuf> {
        match &self.letter {
            None => Some(self.out.join(&self.path).with_extension("")),
            Some((merge, letter)) => merge.stem(*letter).map(|stem| self.out.join(stem)),
        }
    }

    /// The jobs of the letters of this document; itself when it has no list.
    fn letters(self, desk: &Desk) -> Vec<Self> {
        let Some(merge) = desk.merge(&self.path).map(Arc::new) else { return vec![self] };
        let letters = 0..merge.count();
        letters.map(|letter| Self { letter: Some((Arc::clone(&merge), letter)), ..self.clone() }).collect()
    }
}

/// Opens each workspace once and lists its documents.
pub(super) fn collect(args: &BuildArgs, desks: &mut Vec<Desk>, warnings: &mut Findings) -> Result<Vec<Job>, Findings> {
    let none = args.paths.is_empty();
    let here = [PathBuf::from(".")];
    let mut jobs: Vec<Job> = Vec::new();
    let mut problems = Findings::default();
    for path in if none { &here[..] } else { &args.paths } {
        match open(path, desks, warnings) {
            Ok(desk) => {
                let workspace = desks[desk].workspace();
                let target = if none { workspace.root().to_owned() } else { path.clone() };
                let beside = PathBuf::from(if none { workspace.shown("out") } else { "out".to_owned() });
                let out = args.out.clone().unwrap_or(beside);
                match desks[desk].documents(&target) {
                    Ok(found) => {
                        jobs.extend(found.into_iter().map(|path| Job { desk, path, out: out.clone(), letter: None }))
                    }
                    Err(finding) => problems.push(finding),
                }
            }
            Err(findings) => problems.extend(findings),
        }
    }
    let mut seen = HashSet::new();
    jobs.retain(|job| seen.insert((job.desk, job.path.clone(), job.out.clone())));
    let jobs = jobs.into_iter().flat_map(|job| job.clone().letters(&desks[job.desk])).collect();
    let jobs = distinct(jobs, desks, &mut problems);
    if problems.has_errors() { Err(problems) } else { Ok(jobs) }
}

/// Two documents must not write over one another.
fn distinct(jobs: Vec<Job>, desks: &[Desk], problems: &mut Findings) -> Vec<Job> {
    let mut taken: HashMap<PathBuf, usize> = HashMap::new();
    let mut kept: Vec<Job> = Vec::new();
    for job in jobs {
        let Some(target) = job.target() else {
            kept.push(job);
            continue;
        };
        let Some(&first) = taken.get(&target) else {
            taken.insert(target, kept.len());
            kept.push(job);
            continue;
        };
        let first = &kept[first];
        let shown = |job: &Job| desks[job.desk].workspace().shown(&job.path);
        let name = files::show(&target);
        problems.push(
            Finding::new(codes::UNWRITABLE, format!("hai văn bản cùng ghi vào `{name}`"))
                .in_file(shown(&job))
                .hint(format!("đổi tên tệp này hoặc `{}`, hay dựng riêng từng văn bản với `--out`", shown(first))),
        );
    }
    kept
}

fn open(path: &Path, desks: &mut Vec<Desk>, warnings: &mut Findings) -> Result<usize, Findings> {
    let workspace = files::Workspace::containing(path)?;
    if let Some(known) = desks.iter().position(|desk| desk.workspace().root() == workspace.root()) {
        return Ok(known);
    }
    let (desk, found) = Desk::open(path)?;
    warnings.extend(found);
    desks.push(desk);
    Ok(desks.len() - 1)
}
