//! Characters that show nothing: those that mean nothing in Vietnamese text, and those that change what is seen.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use crate::base::text::syllable::is_syllable;

/// Whether a character steers text and shows nothing: soft hyphens, zero-width blanks, direction marks, line separators.
pub(crate) fn is_invisible(c: char) -> bool {
    let formatting = matches!(
        u32::from(c),
        0x00AD | 0x061C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xFFF9..=0xFFFB
    );
    c.is_control() || formatting
}

/// Whether a character takes no room of its own: what is invisible, and marks on the letter before.
pub(crate) fn is_without_width(c: char) -> bool {
    !matches!(c, '\n' | '\t') && (is_combining_mark(c) || is_invisible(c))
}

/// Whether a character steers a terminal or turns the direction of what stands behind it.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0x061C | 0x200E | 0x200F | 0x2028 | 0x2029 | 0x202A..=0x202E | 0x2066..=0x2069)
}

/// A text as it can be printed without harm: what steers is spelled out, as `[U+202E]`, but for ends of lines and tabs.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    spelled(text, |c| steers(c) && !matches!(c, '\n' | '\t'))
}

/// The same for a name, which is one line.
pub(crate) fn printable_name(text: &str) -> Cow<'_, str> {
    spelled(text, steers)
}

fn spelled(text: &str, steers: fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let spell = |c: char| if steers(c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() };
    Cow::Owned(text.chars().map(spell).collect())
}

/// JSON as it can be printed without harm, of the same value: what steers stands only in its texts, and there as an escape.
pub(crate) fn printable_json(json: &str) -> Cow<'_, str> {
    let unescaped = |c: char| steers(c) && c != '\n';
    if !json.contains(unescaped) {
        return Cow::Borrowed(json);
    }
    let escape = |c: char| if unescaped(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    Cow::Owned(json.chars().map(escape).collect())
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

/// Word's hyphen that does not break.
const HARD_HYPHEN: char = '\u{2011}';

/// A character as it looks.
fn seen(c: char) -> char {
    if c == HARD_HYPHEN { '-' } else { c }
}

/// A text as it is seen: without the characters that are nothing, and with Word's hyphen that does not break as the
/// hyphen that it looks like, which every font has.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(|c| is_nothing(c) || c == HARD_HYPHEN) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_nothing(*c)).map(seen).collect())
}

/// Where a blank without width stands between two letters or digits, in bytes of the visible text: one word or number is
/// seen, two may be meant; letters that are one syllable together are one.
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
        (at, before, blank) = (at + seen(c).len_utf8(), c, false);
    }
    let shown = visible(text);
    found.retain(|at| !is_syllable(letters_around(&shown, *at)));
    found
}

/// The letters before and behind a place that nothing parts.
fn letters_around(text: &str, at: usize) -> &str {
    let parts = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
    let start = text[..at].char_indices().rfind(|(_, c)| parts(*c)).map_or(0, |(end, c)| end + c.len_utf8());
    let end = text[at..].find(parts).map_or(text.len(), |length| at + length);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_and_moves_nothing_is_left_out() {
        assert_eq!(visible("\u{feff}Kết\u{ad} q\u{200d}uả\u{200b} \u{202a}5\u{202c}"), "Kết quả 5");
        for kept in ["a\u{202e}b", "a\u{202b}b", "a\u{200f}b", "a\u{2028}b", "a\u{a0}b", "a\u{2010}b"] {
            assert_eq!(visible(kept), kept);
        }
        assert_eq!(visible("12/BC\u{2011}UBND"), "12/BC-UBND");
        assert_eq!(joined_words("\u{2011}a\u{200b}b"), [2]);
        assert_eq!(joined_words("Ng\u{200b}ân s\u{200b}ách, Kết\u{200b}quả, 1\u{200b}5"), [18, 26]);
    }

    #[test]
    fn what_steers_is_spelled_out() {
        assert_eq!(printable("a\tb\nc\u{1b}[31m\u{202e}d\r"), "a\tb\nc[U+001B][31m[U+202E]d[U+000D]");
        assert_eq!(printable_name("a\tb\n\u{2066}\u{9b}"), "a[U+0009]b[U+000A][U+2066][U+009B]");
        assert!(matches!(printable("Kết quả – “5 %”…\n"), Cow::Borrowed(_)));
        let json = serde_json::to_string_pretty(&["a\u{202e}b\u{7f}\n"]).unwrap();
        let printed = printable_json(&json);
        assert!(printed.is_ascii() && printed.contains("\\u202e"), "{printed}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&printed).unwrap(), ["a\u{202e}b\u{7f}\n"]);
    }

    #[test]
    fn words_that_only_seem_one_are_found() {
        let text = "Kinh\u{200b}tế \u{200b}xã\u{200b} hội \u{ad}5\u{200b}6 1.\u{200b}000";
        assert_eq!(joined_words(text), ["Kinh".len(), "Kinhtế xã hội 5".len()]);
    }
}
