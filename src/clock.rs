//! The one reader of time; nothing that goes into a document comes from here.

use std::time::{Duration, Instant, SystemTime};

/// Whether a moment lies further back than this.
#[expect(clippy::disallowed_methods, reason = "this module is the one reader of time")]
pub fn is_older(moment: SystemTime, than: Duration) -> bool {
    SystemTime::now().duration_since(moment).is_ok_and(|age| age > than)
}

/// Measures how long a step takes, for the line the door prints.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "this module is the one reader of time")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
