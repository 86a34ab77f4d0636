//! Jinja expressions in texts: `{{ du_lich.luot_khach }}` against the figures and facts of the period.

mod arithmetic;
pub(crate) mod citations;
mod delimiters;
mod dependencies;
mod dimension;
pub(crate) mod errors;
pub(crate) mod field_reader;
mod filters;
mod grammar;
pub(crate) mod interpolated;
mod merge_record;
mod number_error;
mod obstacles;
mod refusal;
mod scope;
mod suitability;
mod values;

pub(crate) use delimiters::end_of;
pub(crate) use merge_record::{MergeRecord, called_columns, names_record};
pub(crate) use number_error::unreadable;
pub(in crate::content) use obstacles::obstacle_in_words;
pub(crate) use scope::{BlockUse, Scope};
pub(in crate::content) use values::AWAITED;
