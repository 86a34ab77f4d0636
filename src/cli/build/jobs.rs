//! What to build: the documents of the paths typed, each once.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::{paths, workspace};
use crate::cli::guard::guarded;
use crate::operations::mail_merge::Merge;
use crate::operations::options::Options;
use crate::operations::rebuild::Rebuilt;
use crate::operations::session::{Desk, main_output};
use crate::operations::update::Updated;

/// One document of the run, or one letter of a document with a list.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Job {
    /// Which of the desks its workspace is on.
    pub(in crate::cli) desk: usize,
    /// From the workspace.
    pub(in crate::cli) path: String,
    /// The output folder.
    pub(in crate::cli) out: PathBuf,
    /// The letters of the document, and which of them this is.
    pub(super) letter: Option<(Arc<Merge>, usize)>,
}

impl Job {
    /// The jobs of a document: itself, or a letter for each row of its list.
    pub(in crate::cli) fn of(desk: usize, path: String, out: &Path, desks: &[Desk], last: bool) -> Vec<Self> {
        // a crash here comes again when the document is built whole, and is told there
        let merge = desks.get(desk).and_then(|desk| guarded(|| desk.merge(&path, last)).ok().flatten()).map(Arc::new);
        let whole = Self { desk, path, out: out.to_owned(), letter: None };
        let Some(merge) = merge else { return vec![whole] };
        let letters = 0..merge.count();
        letters.map(|letter| Self { letter: Some((Arc::clone(&merge), letter)), ..whole.clone() }).collect()
    }

    /// The letters of the document, when this is one of them.
    pub(in crate::cli) fn merge(&self) -> Option<&Merge> {
        self.letter.as_ref().map(|(merge, _)| &**merge)
    }

    /// The file to name on its line; none when its row gives no name.
    pub(in crate::cli) fn main_output(&self, options: &Options) -> Option<String> {
        let main = match &self.letter {
            None => Some(main_output(&self.path, options)),
            Some((merge, letter)) => merge.main_output(*letter, options),
        };
        main.map(|main| paths::show(&self.out.join(main)))
    }

    /// Brings its files up to date. Writes nothing.
    pub(super) fn update(&self, desk: &mut Desk, options: &Options) -> Updated {
        match &self.letter {
            None => desk.update(&self.path, &self.out, options),
            Some((merge, letter)) => desk.update_letter(merge, *letter, &self.out, options),
        }
    }

    /// Builds it beside its record.
    pub(in crate::cli) fn rebuild(&self, desk: &mut Desk) -> Rebuilt {
        match &self.letter {
            None => desk.rebuild(&self.path, &self.out),
            Some((merge, letter)) => desk.rebuild_letter(merge, *letter, &self.out),
        }
    }

    /// Its files, without ending; none when its row gives no name.
    fn target(&self) -> Option<PathBuf> {
        match &self.letter {
            None => Some(self.out.join(&self.path).with_extension("")),
            Some((merge, letter)) => merge.stem(*letter).map(|stem| self.out.join(stem)),
        }
    }
}

/// Opens each workspace once and lists its documents; `last` asks for documents to be issued.
pub(in crate::cli) fn collect(
    paths: &[PathBuf],
    out: Option<&Path>,
    last: bool,
    desks: &mut Vec<Desk>,
    warnings: &mut Findings,
) -> Result<Vec<Job>, Findings> {
    let none = paths.is_empty();
    let here = [PathBuf::from(".")];
    let mut wanted: Vec<(usize, String, PathBuf)> = Vec::new();
    let mut problems = Findings::default();
    for path in if none { &here[..] } else { paths } {
        match open(path, desks, warnings) {
            Ok(desk) => {
                let workspace = desks[desk].workspace();
                let target = if none { workspace.root().to_owned() } else { path.clone() };
                let beside = PathBuf::from(if none { workspace.shown("out") } else { "out".to_owned() });
                let out = out.map_or(beside, Path::to_owned);
                match desks[desk].documents(&target) {
                    Ok(found) => wanted.extend(found.into_iter().map(|path| (desk, path, out.clone()))),
                    Err(finding) => problems.push(finding),
                }
            }
            Err(findings) => problems.extend(findings),
        }
    }
    let mut seen = HashSet::new();
    wanted.retain(|document| seen.insert(document.clone()));
    let jobs = wanted.into_iter().flat_map(|(desk, path, out)| Job::of(desk, path, &out, desks, last)).collect();
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
        let name = paths::show(&target);
        problems.push(
            Finding::new(codes::UNWRITABLE, format!("hai văn bản cùng ghi vào `{name}`"))
                .in_file(shown(&job))
                .hint(format!("đổi tên tệp này hoặc `{}`, hay dựng riêng từng văn bản với `--out`", shown(first))),
        );
    }
    kept
}

fn open(path: &Path, desks: &mut Vec<Desk>, warnings: &mut Findings) -> Result<usize, Findings> {
    let workspace = workspace::Workspace::containing(path)?;
    if let Some(known) = desks.iter().position(|desk| desk.workspace().root() == workspace.root()) {
        return Ok(known);
    }
    let (desk, found) = Desk::open(path)?;
    warnings.extend(found);
    desks.push(desk);
    Ok(desks.len() - 1)
}
