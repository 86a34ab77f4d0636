//! What is checked, a family a folder, a rule a file.

pub(super) mod figures;
pub(super) mod form;
pub(super) mod period;
pub(super) mod typography;
