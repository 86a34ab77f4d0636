//! `vanthu build`: documents → files in the output folder, side by side on every core, one line each.

pub(super) mod jobs;
mod letters;
pub(super) mod tally;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use indicatif::{ProgressBar, ProgressStyle};
use jobs::Job;
use tally::{Done, Tally};

use super::args::{BuildArgs, FormatArg};
use super::guard::{guarded, quiet};
use super::interrupt;
use crate::base::clock::Stopwatch;
use crate::base::finding::Findings;
use crate::base::io::{files, paths};
use crate::operations::options::{Format, Options};
use crate::operations::session::Desk;
use crate::operations::update::{State, Updated};

pub(crate) fn run(args: &BuildArgs) -> u8 {
    let options = Options {
        formats: args.format.iter().map(|format| Format::from(*format)).collect(),
        standards: args.pdf_standard.clone(),
        last: args.last,
        force: args.force,
    };
    quiet();
    let (mut desks, mut warnings) = (Vec::new(), Findings::default());
    let jobs = match jobs::collect(&args.paths, args.out.as_deref(), args.last, &mut desks, &mut warnings) {
        Ok(jobs) => jobs,
        Err(findings) => return tally::refuse(args, &findings),
    };
    let mut tally = Tally::new(args);
    tally.warn(warnings);
    interrupt::listen();
    let bar = progress(jobs.len() as u64, args.json);
    let told = |done: Done| {
        bar.set_message(done.shown.clone());
        bar.suspend(|| tally.add(done));
        bar.inc(1);
    };
    let update = |job: &Job, desk: &mut Desk| bring_up_to_date(job, desk, &options);
    match &jobs[..] {
        [only] => std::iter::once(update(only, &mut desks[only.desk])).for_each(told),
        jobs => side_by_side(jobs, &desks, update, told),
    }
    bar.finish_and_clear();
    let folders: BTreeSet<PathBuf> =
        jobs.iter().filter_map(|job| Some(job.out.join(&job.path).parent()?.to_owned())).collect();
    folders.iter().for_each(|folder| files::sweep(folder));
    tally.finish(jobs.len())
}

/// Builds on every core; results come in the order of the jobs.
fn side_by_side(
    jobs: &[Job],
    desks: &[Desk],
    update: impl Fn(&Job, &mut Desk) -> Done + Sync,
    mut told: impl FnMut(Done),
) {
    let workers = rayon::current_num_threads().min(jobs.len());
    let twins = || desks.iter().map(Desk::twin).collect::<Vec<_>>();
    let waiting_desks = Mutex::new((0..workers).map(|_| twins()).collect::<Vec<_>>());
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let work = |sender: mpsc::Sender<(usize, Done)>| {
        let Some(mut desks) = waiting_desks.lock().ok().and_then(|mut waiting| waiting.pop()) else { return };
        while let Some((i, job)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, jobs.get(i)?))) {
            if interrupt::stopped() || sender.send((i, update(job, &mut desks[job.desk]))).is_err() {
                return;
            }
        }
    };
    std::thread::scope(|scope| {
        let work = &work;
        scope.spawn(move || rayon::broadcast(|_| work(sender.clone())));
        let mut early = BTreeMap::new();
        let mut next = 0;
        while early.len() + next < jobs.len() {
            let Ok((i, done)) = receiver.recv() else { break };
            early.insert(i, done);
            while let Some(done) = early.remove(&next) {
                told(done);
                next += 1;
            }
        }
        early.into_values().for_each(told);
    });
}

/// Builds one document when it needs to be, and writes its files.
pub(super) fn bring_up_to_date(job: &Job, desk: &mut Desk, options: &Options) -> Done {
    let watch = Stopwatch::start();
    let shown = desk.workspace().shown(&job.path);
    let updated = guarded(|| job.update(desk, options));
    let mut updated = updated.unwrap_or_else(|crash| Updated::failed(crash.in_file(shown.as_str()).into()));
    let mut written = Vec::new();
    for output in std::mem::take(&mut updated.outputs) {
        let path = job.out.join(&output.path);
        match files::write(&path, &output.bytes) {
            Ok(()) => written.push(paths::show(&path)),
            Err(finding) => {
                updated.findings.push(finding);
                updated.state = State::Failed;
                break;
            }
        }
    }
    if updated.state == State::Made {
        for outdated in &updated.outdated {
            files::remove(&job.out.join(outdated));
        }
    }
    let main = job.main_output(options).unwrap_or_else(|| shown.clone());
    let merge = job.letter.as_ref().map(|(merge, _)| (Arc::clone(merge), job.out.clone()));
    Done { shown, main, written, updated, seconds: watch.elapsed().as_secs_f64(), merge }
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
