//! What is checked, a family a folder, a rule a file.

pub(super) mod arithmetic;
pub(super) mod capitals;
pub(super) mod citations;
pub(super) mod figures;
pub(super) mod form;
pub(super) mod period;
pub(super) mod punctuation;
pub(super) mod spelling;
pub(super) mod typography;
