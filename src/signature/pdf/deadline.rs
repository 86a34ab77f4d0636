//! Work on strangers' files that may take so long and no longer: what takes longer is left behind, and nothing is said.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

/// Stack of such work: drawing goes as deep as the file is nested.
const STACK: usize = 64 << 20;

/// Work left behind and not done yet; with so much of it none more is begun.
const MAX_LEFT: usize = 3;
static LEFT: AtomicUsize = AtomicUsize::new(0);

/// Builds without optimisation take this much longer.
const SLOWNESS: u32 = if cfg!(debug_assertions) { 20 } else { 1 };

/// Does the work on a thread of its own; none when it takes longer than `limit`, or crashes.
pub(crate) fn within<T: Send + 'static>(limit: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    if LEFT.load(Ordering::Relaxed) >= MAX_LEFT {
        return None;
    }
    let (send, receive) = mpsc::channel();
    let state = Arc::new(AtomicU8::new(RUNNING));
    // told also when the work crashes, or no thread can be had
    let done = Done(Arc::clone(&state));
    let guarded = move || {
        let _done = done;
        // nobody listens any more when it came too late
        let _ = send.send(work());
    };
    thread::Builder::new().stack_size(STACK).spawn(guarded).ok()?;
    let result = receive.recv_timeout(limit * SLOWNESS).ok();
    if result.is_none() {
        LEFT.fetch_add(1, Ordering::Relaxed);
        if state.swap(LEFT_BEHIND, Ordering::AcqRel) == DONE {
            LEFT.fetch_sub(1, Ordering::Relaxed);
        }
    }
    result
}

/// Of one work: its caller waits, has gone, or it is done. Only what somebody has gone from counts as left behind.
const RUNNING: u8 = 0;
const LEFT_BEHIND: u8 = 1;
const DONE: u8 = 2;

struct Done(Arc<AtomicU8>);

impl Drop for Done {
    fn drop(&mut self) {
        if self.0.swap(DONE, Ordering::AcqRel) == LEFT_BEHIND {
            LEFT.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn work_that_takes_too_long_or_crashes_gives_nothing() {
        assert_eq!(within(Duration::from_secs(5), || 7), Some(7));
        assert_eq!(within(Duration::from_millis(1), || thread::sleep(Duration::from_millis(200))), None);
        assert_eq!(within(Duration::from_secs(5), || u8::try_from(std::hint::black_box(300)).unwrap()), None);
    }

    #[test]
    fn work_that_others_wait_for_keeps_nobody_from_beginning() {
        const AT_ONCE: usize = 3 * MAX_LEFT;
        let together = Arc::new(Barrier::new(AT_ONCE));
        let one = || {
            let together = Arc::clone(&together);
            within(Duration::from_secs(20), move || together.wait().is_leader())
        };
        let callers: Vec<_> = thread::scope(|scope| {
            let all: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(one)).collect();
            all.into_iter().map(|caller| caller.join().unwrap()).collect()
        });
        assert!(callers.iter().all(Option::is_some), "{callers:?}");
    }
}
