//! What the clerk's text means: Markdown → numbered blocks, expressions → values.

pub(crate) mod expression;
pub(crate) mod markdown;
