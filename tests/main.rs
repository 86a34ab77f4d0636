//! The one integration binary: every file of `tests/suite` is a module here.
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on says so")]

mod suite;
mod support;
