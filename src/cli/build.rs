//! `vanthu build`: documents → files in the output folder, one line each.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::args::{BuildArgs, FormatArg};
use super::guard::{guarded, quiet};
use super::{CLEAN, FAILED, FINDINGS, report};
use crate::clock::Stopwatch;
use crate::files;
use crate::finding::{Finding, Findings, Severity, codes};
use crate::pipeline::{Built, Desk, Format, Options};

/// One document of the run.
struct Job {
    desk: usize,
    path: String,
    out: PathBuf,
}

#[derive(Default)]
struct Tally {
    built: usize,
    failed: usize,
    findings: Findings,
    /// Warnings told once: those of `co-quan.yaml` come back with every document.
    told: HashSet<String>,
    json: Vec<serde_json::Value>,
}

impl Tally {
    /// Keeps findings, and returns those that are to be told.
    fn take(&mut self, findings: Findings) -> Findings {
        let mut fresh = Findings::default();
        for finding in findings {
            let key = format!("{} {:?} {:?} {}", finding.code.id, finding.place, finding.file, finding.message);
            if self.told.insert(key) || finding.severity() == Severity::Error {
                self.findings.push(finding.clone());
                fresh.push(finding);
            }
        }
        fresh
    }
}

pub(crate) fn run(args: &BuildArgs) -> u8 {
    let options = Options {
        formats: args.format.iter().map(|format| Format::from(*format)).collect(),
        standards: args.pdf_standard.clone(),
        last: args.last,
    };
    let mut tally = Tally::default();
    let mut desks = Vec::new();
    let jobs = match collect(args, &mut desks, &mut tally) {
        Ok(jobs) => jobs,
        Err(findings) => return stop(args, &findings),
    };
    if !args.json {
        report::findings(&tally.findings);
    }
    quiet();
    let bar = progress(jobs.len() as u64, args.json);
    for job in &jobs {
        bar.set_message(desks[job.desk].workspace().shown(&job.path));
        let watch = Stopwatch::start();
        let shown = desks[job.desk].workspace().shown(&job.path);
        let built = guarded(|| desks[job.desk].build(&job.path, &options));
        let built = built.unwrap_or_else(|crash| Built {
            outputs: Vec::new(),
            pages: 0,
            findings: crash.in_file(shown.as_str()).into(),
        });
        bar.suspend(|| finish(args, job, &shown, built, watch, &mut tally));
        bar.inc(1);
    }
    bar.finish_and_clear();
    summary(args, &tally)
}

/// Opens each workspace once and lists its documents.
fn collect(args: &BuildArgs, desks: &mut Vec<Desk>, tally: &mut Tally) -> Result<Vec<Job>, Findings> {
    let none = args.paths.is_empty();
    let here = [PathBuf::from(".")];
    let mut jobs: Vec<Job> = Vec::new();
    let mut problems = Findings::default();
    for path in if none { &here[..] } else { &args.paths } {
        match open(path, desks, tally) {
            Ok(desk) => {
                let workspace = desks[desk].workspace();
                let target = if none { workspace.root().to_owned() } else { path.clone() };
                let beside = PathBuf::from(if none { workspace.shown("out") } else { "out".to_owned() });
                let out = args.out.clone().unwrap_or(beside);
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

fn open(path: &Path, desks: &mut Vec<Desk>, tally: &mut Tally) -> Result<usize, Findings> {
    let workspace = files::Workspace::containing(path)?;
    if let Some(known) = desks.iter().position(|desk| desk.workspace().root() == workspace.root()) {
        return Ok(known);
    }
    let (desk, warnings) = Desk::open(path)?;
    tally.take(warnings);
    desks.push(desk);
    Ok(desks.len() - 1)
}

fn finish(args: &BuildArgs, job: &Job, shown: &str, mut built: Built, watch: Stopwatch, tally: &mut Tally) {
    let mut written = Vec::new();
    for output in &built.outputs {
        let path = job.out.join(&output.path);
        match files::write(&path, &output.bytes) {
            Ok(()) => written.push(files::show(&path)),
            Err(finding) => built.findings.push(finding),
        }
    }
    let failed = built.findings.has_errors();
    let fresh = tally.take(built.findings);
    let seconds = watch.elapsed().as_secs_f64();
    if args.json {
        tally.json.push(json!({ "van_ban": shown, "ket_qua": written, "so_trang": built.pages, "loi": failed }));
    } else {
        report::findings(&fresh);
        if failed {
            report::line(&format!("{shown}  chưa dựng được"));
        } else {
            let time = format!("{seconds:.2}").replace('.', ",");
            report::line(&format!("{}  {} trang  {time} giây", main_file(&written), built.pages));
        }
    }
    if failed {
        tally.failed += 1;
    } else {
        tally.built += 1;
    }
}

/// The file to name on the document's line: its PDF, or the first of the others.
fn main_file(written: &[String]) -> &str {
    let pdf = written.iter().find(|path| path.ends_with(".pdf"));
    pdf.or(written.first()).map_or("", String::as_str)
}

fn summary(args: &BuildArgs, tally: &Tally) -> u8 {
    if args.json {
        let findings: Vec<_> = tally.findings.iter().map(report::as_json).collect();
        report::line(&format!("{:#}", json!({ "van_ban": tally.json, "phat_hien": findings })));
    } else {
        let (errors, warnings) = (tally.findings.count(Severity::Error), tally.findings.count(Severity::Warning));
        if tally.failed > 0 || tally.built > 1 || warnings > 0 {
            report::note(&format!(
                "Xong: {} văn bản, {} chưa dựng được; {errors} lỗi, {warnings} cảnh báo",
                tally.built, tally.failed
            ));
        }
    }
    if tally.findings.has_errors() { FINDINGS } else { CLEAN }
}

/// Nothing could be started.
fn stop(args: &BuildArgs, findings: &Findings) -> u8 {
    if args.json {
        let findings: Vec<_> = findings.iter().map(report::as_json).collect();
        report::line(&format!("{:#}", json!({ "van_ban": [], "phat_hien": findings })));
    } else {
        report::findings(findings);
    }
    FAILED
}

fn progress(count: u64, json: bool) -> ProgressBar {
    if count < 2 || json {
        return ProgressBar::hidden();
    }
    // indicatif draws on stderr and only when that is a terminal
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(count).with_style(style)
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Pdf => Self::Pdf,
            FormatArg::Png => Self::Png,
            FormatArg::Typ => Self::Typ,
        }
    }
}
