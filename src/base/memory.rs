//! Memory for what is known to need much of it: shares of one limit, whichever threads work side by side.

use std::cell::Cell;
use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes that all shares together may have; one that is larger waits until it is alone.
pub(crate) const MAX_SHARED: u64 = 600 << 20;

static TAKEN: Mutex<u64> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

thread_local! {
    /// Shares that this thread holds: it cannot wait for itself.
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// A share of the memory, until it is dropped.
#[derive(Debug)]
pub(crate) struct Share {
    bytes: u64,
}

impl Share {
    /// Waits until so many bytes may be used.
    pub(crate) fn take(bytes: u64) -> Self {
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        while bytes > 0 && *taken > 0 && *taken + bytes > MAX_SHARED && HELD.get() == 0 {
            taken = FREED.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += bytes;
        HELD.set(HELD.get() + 1);
        Self { bytes }
    }

    /// How many bytes it is.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(self.bytes);
        HELD.set(HELD.get().saturating_sub(1));
        FREED.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn shares_of_all_threads_stay_within_the_limit_and_a_thread_does_not_wait_for_itself() {
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let share = Share::take(MAX_SHARED / 3);
                    most.fetch_max(now.fetch_add(share.bytes(), Ordering::SeqCst) + share.bytes(), Ordering::SeqCst);
                    std::thread::sleep(std::time::Duration::from_millis(5));
                    now.fetch_sub(share.bytes(), Ordering::SeqCst);
                });
            }
        });
        assert!(most.into_inner() <= MAX_SHARED);
        let large = Share::take(MAX_SHARED * 2);
        let other = Share::take(MAX_SHARED);
        assert_eq!(large.bytes(), other.bytes() * 2);
    }
}
