//! Characters that show nothing: those that mean nothing in Vietnamese text, and those that change what is seen.

use std::borrow::Cow;

/// Whether a character steers text and shows nothing: soft hyphens, zero-width blanks, direction marks, line separators.
pub(crate) fn is_invisible(c: char) -> bool {
    let formatting = matches!(
        u32::from(c),
        0x00AD | 0x061C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFB
    );
    c.is_control() || formatting
}

/// Whether a text reads the same without a character: Word's optional hyphen, what web pages and Zalo put between letters,
/// and marks that say "left to right" where everything runs so. Marks that turn the direction stay, as they move words.
fn is_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'
            ..='\u{200e}'
                | '\u{202a}'
                | '\u{202c}'
                | '\u{2060}'
                | '\u{2066}'
                | '\u{2068}'
                | '\u{2069}'
                | '\u{fe0e}'
                | '\u{fe0f}'
                | '\u{feff}'
    )
}

/// A text as it is seen: without the characters that are nothing.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_nothing) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_nothing(*c)).collect())
}

/// Where a blank without width stands between two letters or digits, in bytes of the visible text: one word or number is
/// seen, two may be meant.
pub(crate) fn joined_words(text: &str) -> Vec<usize> {
    let (mut found, mut at, mut before, mut blank) = (Vec::new(), 0, ' ', false);
    if text.is_ascii() {
        return found;
    }
    for c in text.chars() {
        if is_nothing(c) {
            blank |= c == '\u{200b}';
            continue;
        }
        if blank && before.is_alphanumeric() && c.is_alphanumeric() {
            found.push(at);
        }
        (at, before, blank) = (at + c.len_utf8(), c, false);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_and_moves_nothing_is_left_out() {
        assert_eq!(visible("\u{feff}Kết\u{ad} q\u{200d}uả\u{200b} \u{202a}5\u{202c}"), "Kết quả 5");
        for kept in ["a\u{202e}b", "a\u{202b}b", "a\u{200f}b", "a\u{2028}b", "a\u{a0}b", "a\u{2011}b"] {
            assert_eq!(visible(kept), kept);
        }
    }

    #[test]
    fn words_that_only_seem_one_are_found() {
        let text = "Kinh\u{200b}tế \u{200b}xã\u{200b} hội \u{ad}5\u{200b}6 1.\u{200b}000";
        assert_eq!(joined_words(text), ["Kinh".len(), "Kinhtế xã hội 5".len()]);
    }
}
