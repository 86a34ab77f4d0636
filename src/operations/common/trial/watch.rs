//! What ends a trial from inside its process: a thread that counts its time and reads its memory.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use memory_stats::memory_stats;

use super::message::Answer;
use crate::render::Trace;

/// How often is looked. Time is counted in looks, so that a machine that was asleep or slow does not count.
const LOOK: Duration = Duration::from_millis(5);

/// How many times slower the program is that developers build.
const SLOWER: u64 = if cfg!(debug_assertions) { 4 } else { 1 };

/// Looks that a trial may last: about a second, of which an ordinary document takes a tenth.
const MAX_LOOKS: u64 = 200 * SLOWER;

/// Looks that finding the line may last.
const MAX_EXPLAINING: u64 = 100 * SLOWER;

/// Bytes of a main file that bring one look more: a long document needs longer.
const BYTES_PER_LOOK: u64 = 2_000;

/// Bytes of memory that the process of a trial may hold.
const MAX_MEMORY: usize = 600 << 20;

/// Says a last word, and ends the process.
pub(super) type End = Box<dyn Fn(Answer) + Send>;

/// What is left to the work under way.
#[derive(Debug)]
struct Left {
    looks: u64,
    trace: Option<Arc<Trace>>,
}

/// Watches the work of this process, one piece at a time.
#[derive(Debug, Default)]
pub(super) struct Watch {
    left: Mutex<Option<Left>>,
    begun: Condvar,
}

impl Watch {
    /// A watch whose thread calls `end` when the work under way has used up what it may.
    pub(super) fn start(end: End) -> Arc<Self> {
        let this = Arc::new(Self::default());
        let watch = Arc::clone(&this);
        std::thread::spawn(move || watch.look(&end));
        this
    }

    fn left(&self) -> MutexGuard<'_, Option<Left>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does a piece of work on so many bytes; with a trace, the line is told at which it was ended.
    pub(super) fn over<T>(&self, bytes: usize, trace: Option<&Arc<Trace>>, work: impl FnOnce() -> T) -> T {
        let longer = bytes as u64 / BYTES_PER_LOOK * SLOWER;
        let looks = longer + if trace.is_some() { MAX_EXPLAINING } else { MAX_LOOKS };
        *self.left() = Some(Left { looks, trace: trace.map(Arc::clone) });
        self.begun.notify_one();
        let done = work();
        *self.left() = None;
        done
    }

    fn look(&self, end: &End) {
        loop {
            let mut left = self.left();
            while left.is_none() {
                left = self.begun.wait(left).unwrap_or_else(PoisonError::into_inner);
            }
            if let Some(left) = &mut *left {
                left.looks = left.looks.saturating_sub(1);
                let is_full = memory_stats().is_some_and(|held| held.physical_mem > MAX_MEMORY);
                if left.looks == 0 || is_full {
                    end(match &left.trace {
                        Some(trace) => Answer::At(trace.suspect()),
                        None if is_full => Answer::OutOfMemory,
                        None => Answer::OutOfTime,
                    });
                }
            }
            drop(left);
            std::thread::sleep(LOOK);
        }
    }
}
