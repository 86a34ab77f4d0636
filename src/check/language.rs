//! What the rules of language know: words and syllables, keys, which syllables stand together, dates, signs and amounts.

pub(crate) mod amounts;
pub(crate) mod counted;
pub(crate) mod dates;
pub(crate) mod keys;
pub(crate) mod signs;
pub(crate) mod syllable;
pub(crate) mod words;
