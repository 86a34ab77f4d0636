//! Threads with stacks of one size: what fits into one fits into every other, whatever else is going on beside it.

use std::panic::resume_unwind;
use std::sync::Once;
use std::thread;

/// Bytes of a stack. What a document needs is bounded by how deep its parts may stand in one another, to less than a tenth
/// of this; a thread that waits for its own work may take over that of other documents on top.
const STACK: usize = 32 << 20;

/// Set once: the threads that share work among them have such stacks too.
static POOL: Once = Once::new();

/// Does the work on a thread with a big stack; on this one when there is no memory for another.
pub(crate) fn on_big_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    // one that is there already has been made by a caller who knows why
    POOL.call_once(|| drop(rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global()));
    let mut work = Some(work);
    let done = thread::scope(|scope| {
        let run = || work.take().map(|work| work());
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).ok()?;
        thread.join().unwrap_or_else(|crash| resume_unwind(crash))
    });
    match (done, work) {
        (Some(done), _) => done,
        (None, Some(work)) => work(),
        (None, None) => unreachable!("the work was done"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes so many calls deep, each of a kilobyte and more.
    fn deep(calls: usize) -> usize {
        let room = std::hint::black_box([calls; 128]);
        if calls == 0 { 0 } else { 1 + deep(calls - 1) + room[0] - calls }
    }

    #[test]
    fn work_has_room_on_its_thread_and_on_those_beside_it() {
        let calls = STACK / 4096;
        assert_eq!(on_big_stack(|| deep(calls)), calls);
        assert_eq!(on_big_stack(|| rayon::join(|| deep(calls), || deep(calls))), (calls, calls));
    }
}
