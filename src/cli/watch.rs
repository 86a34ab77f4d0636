//! `vanthu watch`: every saved edit becomes a new PDF at once, on a cache kept warm.

use std::path::PathBuf;
use std::time::Duration;

use super::args::WatchArgs;
use super::build::jobs::Job;
use super::build::{self, tally};
use super::guard::quiet;
use super::{CLEAN, FAILED, interrupt, report};
use crate::base::finding::Findings;
use crate::base::io::watch::Watch;
use crate::operations::options::Options;
use crate::operations::session::Desk;
use crate::operations::update::State;

/// How often the end asked for is noticed while nothing happens.
const PATIENCE: Duration = Duration::from_millis(200);

/// A workspace being watched.
struct Post {
    desk: Desk,
    target: PathBuf,
    out: PathBuf,
    options: Options,
}

pub(crate) fn run(args: &WatchArgs) -> u8 {
    quiet();
    interrupt::listen();
    match begin(args) {
        Ok((mut post, watch)) => {
            while !interrupt::stopped() {
                let changed = watch.next(PATIENCE);
                if !changed.is_empty() {
                    post.catch_up(&changed);
                }
            }
            CLEAN
        }
        Err(findings) => {
            report::findings(&findings);
            FAILED
        }
    }
}

/// Opens the workspace, brings everything up to date, and begins to watch before that, so that no edit is missed.
fn begin(args: &WatchArgs) -> Result<(Post, Watch), Findings> {
    let path = args.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let (desk, warnings) = Desk::open(&path)?;
    let workspace = desk.workspace();
    let target = if args.path.is_none() { workspace.root().to_owned() } else { path };
    let beside = if args.path.is_none() { workspace.shown("out").into() } else { PathBuf::from("out") };
    let out = args.out.clone().unwrap_or(beside);
    let watch = Watch::of(workspace, &out)?;
    report::findings(&warnings);
    let mut post = Post { desk, target, out, options: Options::default() };
    let documents = post.documents();
    report::note(&format!("Đang theo dõi {} văn bản, bấm Ctrl-C để dừng", documents.len()));
    documents.iter().for_each(|path| post.update(path));
    Ok((post, watch))
}

impl Post {
    fn documents(&self) -> Vec<String> {
        self.desk.documents(&self.target).unwrap_or_else(|finding| {
            report::findings(&finding.into());
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
        match self.desk.reload() {
            Ok(warnings) => {
                report::findings(&warnings);
                documents.iter().for_each(|path| self.update(path));
            }
            Err(findings) => report::findings(&findings),
        }
    }

    fn update(&mut self, path: &str) {
        let last = self.options.last;
        for job in Job::of(0, path.to_owned(), &self.out, std::slice::from_ref(&self.desk), last) {
            if interrupt::stopped() {
                return;
            }
            let done = build::bring_up_to_date(&job, &mut self.desk, &self.options);
            if done.updated.state != State::Kept {
                tally::tell(&done, &done.updated.findings, false);
            }
        }
    }
}
