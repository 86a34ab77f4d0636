//! Paths as messages show them.

use std::borrow::Cow;
use std::path::Path;

use crate::base::text::nfc;

/// A path as text, with `/` and in NFC, so that messages are the same on every system.
pub(crate) fn show(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    nfc(if text.is_empty() { "." } else { text })
}

/// A path or name as it is typed in a command: in quotes when it has blanks or signs that a shell reads otherwise.
pub(crate) fn argument(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "-_./,:+=@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text.into() } else { format!("\"{text}\"").into() }
}

#[cfg(test)]
mod tests {
    use super::argument;

    #[test]
    fn names_with_blanks_are_quoted_in_commands() {
        assert_eq!(argument("nam-2025/báo-cáo.yaml"), "nam-2025/báo-cáo.yaml");
        assert_eq!(argument("418 đã ký (1).pdf"), "\"418 đã ký (1).pdf\"");
    }
}
