//! What is left of the previous period.

mod dates;
pub(crate) mod stale;
