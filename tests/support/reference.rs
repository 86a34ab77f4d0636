//! Where the reference documents of the project lie; the bench takes this file in too.

use std::path::{Path, PathBuf};

/// The acceptance documents, in `../shared` or `VANTHU_SHARED`. Tests that ask for them are ignored where
/// `cfg(shared)` is not set (`build.rs`).
pub(crate) fn acceptance() -> PathBuf {
    let root = std::env::var_os("VANTHU_SHARED").map(PathBuf::from);
    root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")).join("acceptance")
}
