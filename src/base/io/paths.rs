//! Paths as messages show them.

use std::path::Path;

use crate::base::text::nfc;

/// A path as text, with `/` and in NFC, so that messages are the same on every system.
pub(crate) fn show(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    nfc(if text.is_empty() { "." } else { text })
}
