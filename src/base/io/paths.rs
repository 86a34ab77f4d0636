//! Paths as messages show them.

use std::borrow::Cow;
use std::path::Path;

use crate::base::text::invisible::printable_name;
use crate::base::text::nfc;

/// A path as text, with `/` and in NFC, so that messages are the same on every system; what would steer a terminal is
/// spelled out. It is for people, and leads nowhere.
pub(crate) fn show(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    nfc(&printable_name(if text.is_empty() { "." } else { text }))
}

/// A path or name as it is typed in a command: in quotes when it has blanks or signs that a shell reads otherwise, and
/// never like an option.
pub(crate) fn argument(text: &str) -> Cow<'_, str> {
    if text.starts_with('-') {
        return argument(&format!("./{text}")).into_owned().into();
    }
    let plain = |c: char| c.is_alphanumeric() || "-_./,:+=@%".contains(c);
    match text {
        text if !text.is_empty() && text.chars().all(plain) => text.into(),
        text if text.contains(['"', '$', '`', '\\', '!']) => format!("'{}'", text.replace('\'', r"'\''")).into(),
        text => format!("\"{text}\"").into(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{argument, show};

    #[test]
    fn names_that_steer_a_terminal_are_spelled_out() {
        assert_eq!(show(Path::new("./a\u{202e}\n\u{1b}[2J.yaml")), "a[U+202E][U+000A][U+001B][2J.yaml");
    }

    #[test]
    fn names_with_blanks_are_quoted_in_commands() {
        assert_eq!(argument("nam-2025/báo-cáo.yaml"), "nam-2025/báo-cáo.yaml");
        assert_eq!(argument("418 đã ký (1).pdf"), "\"418 đã ký (1).pdf\"");
        assert_eq!(argument("-x.yaml"), "./-x.yaml");
        assert_eq!(argument("- x.yaml"), "\"./- x.yaml\"");
        assert_eq!(argument("$(rm x) 'y'.pdf"), r"'$(rm x) '\''y'\''.pdf'");
    }
}
