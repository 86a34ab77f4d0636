//! An error of an expression that is worded for the clerk, carried through minijinja as the source of its own error.

use std::{error, fmt};

use minijinja::{Error, ErrorKind};

use crate::base::finding::{Code, codes};

/// Why an expression has no value.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) hint: String,
    /// The code it is told with.
    pub(super) code: Code,
    /// Whether it is a fault of the figures, whatever expression reads them.
    pub(super) is_of_figures: bool,
}

impl Refusal {
    /// An error of minijinja that carries the message and the next step.
    pub(super) fn error(message: impl Into<String>, hint: impl Into<String>) -> Error {
        Self { message: message.into(), hint: hint.into(), code: codes::IMPOSSIBLE_COMPARISON, is_of_figures: false }
            .into_error()
    }

    /// An error that carries this.
    pub(super) fn into_error(self) -> Error {
        let refusal = self;
        Error::new(ErrorKind::InvalidOperation, refusal.message.clone()).with_source(refusal)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl error::Error for Refusal {}
