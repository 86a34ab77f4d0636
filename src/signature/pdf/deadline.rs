//! Work on strangers' files that may take so long and no longer: what takes longer is left behind, and nothing is said.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
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
    LEFT.fetch_add(1, Ordering::Relaxed);
    let (send, receive) = mpsc::channel();
    // counted down also when the work crashes, or no thread can be had
    let counted = Counted;
    let guarded = move || {
        let _counted = counted;
        // nobody listens any more when it came too late
        let _ = send.send(work());
    };
    thread::Builder::new().stack_size(STACK).spawn(guarded).ok()?;
    receive.recv_timeout(limit * SLOWNESS).ok()
}

struct Counted;

impl Drop for Counted {
    fn drop(&mut self) {
        LEFT.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_takes_too_long_or_crashes_gives_nothing() {
        assert_eq!(within(Duration::from_secs(5), || 7), Some(7));
        assert_eq!(within(Duration::from_millis(1), || thread::sleep(Duration::from_millis(200))), None);
        assert_eq!(within(Duration::from_secs(5), || u8::try_from(std::hint::black_box(300)).unwrap()), None);
    }
}
