//! The name of a letter's files, made safe for every file system.

use crate::base::io::names::is_device;
use crate::base::text::invisible::is_invisible;
use crate::base::text::{nfc, one_line};

/// Longest name, bytes: what is added to it must fit too, and systems allow 255.
const MAX_LENGTH: usize = 180;

/// Signs that some system does not allow in a name.
const FORBIDDEN_SIGNS: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// A text as the name of a file without its ending: no folder, no sign a system forbids, nothing hidden.
pub(crate) fn file_name(text: &str) -> Option<String> {
    let seen = |c: &char| c.is_control() || !is_invisible(*c);
    let plain: String = nfc(text).chars().filter(seen).collect();
    let plain = plain.replace(|c: char| FORBIDDEN_SIGNS.contains(&c) || c.is_control() && !c.is_whitespace(), "-");
    let line = one_line(&plain);
    let name = &line[..line.floor_char_boundary(MAX_LENGTH)];
    let name = name.trim_matches([' ', '.']);
    let name = if is_device(name) { format!("_{name}") } else { name.to_owned() };
    name.contains(|c: char| c.is_alphanumeric()).then_some(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_stay_in_their_folder() {
        assert_eq!(file_name("../../etc/passwd").as_deref(), Some("-..-etc-passwd"));
        assert_eq!(file_name(" giay-moi  *An* \n: \"x\" ").as_deref(), Some("giay-moi -An- - -x-"));
        assert_eq!(file_name("Nguyễn V. An.").as_deref(), Some("Nguyễn V. An"));
        assert_eq!(file_name("NUL").as_deref(), Some("_NUL"));
        assert_eq!(file_name("com1.x").as_deref(), Some("_com1.x"));
        assert_eq!(file_name("a\u{202e}fdp.exe").as_deref(), Some("afdp.exe"));
        assert_eq!(file_name(".."), None);
        assert_eq!(file_name("-"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_a_safe_name_or_none(text in any::<String>()) {
            if let Some(name) = file_name(&text) {
                prop_assert!(name.len() <= MAX_LENGTH + 1 && !name.starts_with('.') && !name.ends_with([' ', '.']));
                prop_assert!(!name.contains(FORBIDDEN_SIGNS) && !name.contains(is_invisible));
            }
        }
    }
}
