//! What is left of the last period.

pub(crate) mod dates;
pub(crate) mod past;
pub(crate) mod stale;
