//! What is left of the previous period.

mod dates;
mod figures;
pub(crate) mod stale;
