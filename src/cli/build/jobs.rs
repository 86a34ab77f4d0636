//! What to build: the documents of the paths typed, each once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::files;
use crate::finding::{Finding, Findings, codes};
use crate::pipeline::Desk;

/// One document of the run.
#[derive(Debug)]
pub(in crate::cli) struct Job {
    /// Which of the desks its workspace is on.
    pub(in crate::cli) desk: usize,
    /// From the workspace.
    pub(in crate::cli) path: String,
    /// The output folder.
    pub(in crate::cli) out: PathBuf,
}

/// Opens each workspace once and lists its documents.
pub(in crate::cli) fn collect(
    paths: &[PathBuf],
    out: Option<&Path>,
    desks: &mut Vec<Desk>,
    warnings: &mut Findings,
) -> Result<Vec<Job>, Findings> {
    let none = paths.is_empty();
    let here = [PathBuf::from(".")];
    let mut jobs: Vec<Job> = Vec::new();
    let mut problems = Findings::default();
    for path in if none { &here[..] } else { paths } {
        match open(path, desks, warnings) {
            Ok(desk) => {
                let workspace = desks[desk].workspace();
                let target = if none { workspace.root().to_owned() } else { path.clone() };
                let beside = PathBuf::from(if none { workspace.shown("out") } else { "out".to_owned() });
                let out = out.map_or(beside, Path::to_owned);
                match desks[desk].documents(&target) {
                    Ok(found) => jobs.extend(found.into_iter().map(|path| Job { desk, path, out: out.clone() })),
                    Err(finding) => problems.push(finding),
                }
            }
            Err(findings) => problems.extend(findings),
        }
    }
    let jobs = distinct(jobs, desks, &mut problems);
    if problems.has_errors() { Err(problems) } else { Ok(jobs) }
}

/// Each document once; two documents must not write over one another.
fn distinct(jobs: Vec<Job>, desks: &[Desk], problems: &mut Findings) -> Vec<Job> {
    let mut taken: HashMap<PathBuf, usize> = HashMap::new();
    let mut kept: Vec<Job> = Vec::new();
    for job in jobs {
        let target = job.out.join(&job.path).with_extension("");
        let Some(&first) = taken.get(&target) else {
            taken.insert(target, kept.len());
            kept.push(job);
            continue;
        };
        let first = &kept[first];
        if (first.desk, &first.path) == (job.desk, &job.path) {
            continue;
        }
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
