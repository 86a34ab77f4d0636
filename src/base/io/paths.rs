//! Paths as messages show them and as a workspace writes them.

use std::path::Path;

use crate::base::text::nfc;

/// A path as text, with `/` and in NFC, so that messages are the same on every system.
pub(crate) fn show(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    nfc(if text.is_empty() { "." } else { text })
}

/// A file in a folder of the workspace, with `/` between; `""` is the workspace itself.
pub(crate) fn within(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
