//! Golden files on disk: where they stand, how they are written anew, what is made to compare with them.

use std::path::{Path, PathBuf};

use vanthu::operations::common::session::Session;
use vanthu::typeset::Pages;

use crate::support;

/// The one command that changes golden files.
pub(super) const COMMAND: &str = "UPDATE_GOLDEN=1 cargo test golden";

/// The folder of golden files.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Where what differs is put for a person to look at.
pub(super) fn results() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden")
}

/// Whether golden files are to be written anew.
pub(super) fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

/// Writes a file and the folders above it.
pub(super) fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// The sample workspace.
pub(super) fn session() -> Session {
    Session::open(&support::samples()).unwrap_or_else(|findings| panic!("{findings:?}")).0
}

/// Markup and pages of a sample.
pub(super) fn made(session: &mut Session, sample: &str) -> (String, Pages) {
    let (document, findings) = session.load(sample);
    let document = document.unwrap_or_else(|| panic!("{findings:?}"));
    let markup = session.render(&document).unwrap();
    let pages = session.typeset(&markup, &document).unwrap();
    (markup.main, pages)
}

/// Fails with every problem and the command that takes what is new.
pub(super) fn all_agree(problems: &[String]) {
    assert!(problems.is_empty(), "{}\n\nMeant to change? `{COMMAND}`", problems.join("\n"));
}
