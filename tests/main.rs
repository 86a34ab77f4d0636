//! The one integration binary: every file of `tests/suite` is a module here.

mod suite;
mod support;
