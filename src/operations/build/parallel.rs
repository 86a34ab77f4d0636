//! Documents built side by side on every core; what came of them is reported in their own order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};

use super::document::Done;
use crate::operations::common::jobs::{Job, Jobs};
use crate::operations::common::progress::Stop;
use crate::operations::common::session::Session;

/// Builds on every core until `stop` asks for an end; results come in the order of the jobs.
pub(super) fn side_by_side(
    jobs: &Jobs,
    stop: Stop<'_>,
    update: impl Fn(&Job, &mut Session) -> Done + Sync,
    mut on: impl FnMut(Done),
) {
    let Jobs { jobs, sessions, .. } = jobs;
    let workers = rayon::current_num_threads().min(jobs.len());
    let twins = || sessions.iter().map(Session::twin).collect::<Vec<_>>();
    let idle = Mutex::new((0..workers).map(|_| twins()).collect::<Vec<_>>());
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let work = |sender: mpsc::Sender<(usize, Done)>| {
        let Some(mut sessions) = idle.lock().ok().and_then(|mut idle| idle.pop()) else { return };
        while let Some((i, job)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, jobs.get(i)?))) {
            if stop() || sender.send((i, update(job, &mut sessions[job.session]))).is_err() {
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
                on(done);
                next += 1;
            }
        }
        early.into_values().for_each(on);
    });
}
