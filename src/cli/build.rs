//! `vanthu build`: documents → files in the output folder, one line each.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::args::{BuildArgs, FormatArg};
use super::{CLEAN, FAILED, FINDINGS, report};
use crate::clock::Stopwatch;
use crate::files;
use crate::finding::{Findings, Severity};
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
    json: Vec<serde_json::Value>,
}

pub(crate) fn run(args: &BuildArgs) -> u8 {
    let options = Options {
        formats: args.format.iter().map(|format| Format::from(*format)).collect(),
        standards: args.pdf_standard.clone(),
    };
    let mut tally = Tally::default();
    let mut desks = Vec::new();
    let jobs = match collect(args, &mut desks, &mut tally) {
        Ok(jobs) => jobs,
        Err(findings) => return stop(args, &findings),
    };
    let bar = progress(jobs.len() as u64, args.json);
    for job in &jobs {
        bar.set_message(desks[job.desk].workspace().shown(&job.path));
        let watch = Stopwatch::start();
        let built = desks[job.desk].build(&job.path, &options);
        let shown = desks[job.desk].workspace().shown(&job.path);
        bar.suspend(|| finish(args, job, &shown, built, watch, &mut tally));
        bar.inc(1);
    }
    bar.finish_and_clear();
    summary(args, &tally)
}

/// Opens each workspace once and lists its documents.
fn collect(args: &BuildArgs, desks: &mut Vec<Desk>, tally: &mut Tally) -> Result<Vec<Job>, Findings> {
    let here = PathBuf::from(".");
    let none = args.paths.is_empty();
    let paths = if none { std::slice::from_ref(&here) } else { &args.paths[..] };
    let mut jobs: Vec<Job> = Vec::new();
    let mut problems = Findings::default();
    for path in paths {
        match open(path, desks, tally) {
            Ok(desk) => {
                let root = desks[desk].workspace().root().to_owned();
                let target = if none { root.clone() } else { path.clone() };
                let out =
                    args.out.clone().unwrap_or_else(|| if none { root.join("out") } else { PathBuf::from("out") });
                match desks[desk].documents(&target) {
                    Ok(found) => jobs.extend(found.into_iter().map(|path| Job { desk, path, out: out.clone() })),
                    Err(finding) => problems.push(finding),
                }
            }
            Err(findings) => problems.extend(findings),
        }
    }
    if problems.has_errors() { Err(problems) } else { Ok(jobs) }
}

fn open(path: &Path, desks: &mut Vec<Desk>, tally: &mut Tally) -> Result<usize, Findings> {
    let workspace = files::Workspace::containing(path)?;
    if let Some(known) = desks.iter().position(|desk| desk.workspace().root() == workspace.root()) {
        return Ok(known);
    }
    let (desk, warnings) = Desk::open(path)?;
    tally.findings.extend(warnings);
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
    let seconds = watch.elapsed().as_secs_f64();
    if args.json {
        tally.json.push(json!({ "van_ban": shown, "ket_qua": written, "so_trang": built.pages, "loi": failed }));
    } else {
        report::findings(&built.findings);
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
    tally.findings.extend(built.findings);
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
