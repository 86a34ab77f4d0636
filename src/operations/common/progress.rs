//! How whoever started a job hears of it and ends it early.

use crate::base::finding::Findings;

/// Asked between two documents: whether the job should end, leaving the rest undone.
pub(crate) type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Told what was found beside the job, as soon as it is found.
pub(crate) type Warn<'a> = &'a mut dyn FnMut(&Findings);
