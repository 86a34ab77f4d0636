//! What is checked, a family a folder, a rule a file.

pub(crate) mod figures;
pub(crate) mod form;
pub(crate) mod period;
pub(crate) mod typography;
