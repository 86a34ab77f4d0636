//! The one reader of time; nothing that goes into a document comes from here.

use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, FixedOffset, SubsecRound, Utc};

/// Seconds that the time of Việt Nam is ahead of UTC.
const VIETNAM_OFFSET_SECONDS: i32 = 7 * 3600;

/// The present second, in the time of Việt Nam whatever the machine is set to.
#[expect(clippy::disallowed_methods, reason = "this module is the one reader of time")]
pub fn now() -> DateTime<FixedOffset> {
    in_vietnam(SystemTime::now().into()).trunc_subsecs(0)
}

/// A moment in the time of Việt Nam.
pub(crate) fn in_vietnam(moment: DateTime<Utc>) -> DateTime<FixedOffset> {
    // an offset of seven hours is always one
    FixedOffset::east_opt(VIETNAM_OFFSET_SECONDS)
        .map_or_else(|| moment.fixed_offset(), |zone| moment.with_timezone(&zone))
}

/// Whether a moment lies further back than this.
#[expect(clippy::disallowed_methods, reason = "this module is the one reader of time")]
pub(crate) fn is_older(moment: SystemTime, than: Duration) -> bool {
    SystemTime::now().duration_since(moment).is_ok_and(|age| age > than)
}

/// Measures how long a step takes, for the line the door prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "this module is the one reader of time")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
