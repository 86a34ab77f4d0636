//! Signs that Word and chat programs write in place of those of the keyboard: bullets, dashes, hyphens, curly quotes.

/// Bullets that Word, Zalo and web pages write, Word's private ones among them.
pub(crate) const BULLETS: [char; 17] =
    ['•', '·', '▪', '▫', '■', '□', '●', '○', '◦', '‣', '➢', '►', '✓', '\u{f0b7}', '\u{f02d}', '\u{f0a7}', '\u{f0d8}'];

/// Dashes that begin an item, the hyphens of Word that do not break among them.
pub(crate) const DASHES: [char; 5] = ['–', '—', '−', HYPHENS[0], HYPHENS[1]];

/// Hyphens that look like `-`.
pub(crate) const HYPHENS: [char; 2] = ['\u{2010}', '\u{2011}'];

const OPENING: [char; 5] = ['“', '”', '„', '‟', '″'];
const CLOSING: [char; 4] = ['”', '“', '‟', '″'];

/// What stands between curly quotes that hold a whole text and nothing but it.
pub(crate) fn in_curly_quotes(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix(OPENING)?.strip_suffix(CLOSING)?;
    (!inner.contains(OPENING) && !inner.trim().is_empty()).then_some(inner)
}

/// A text without a curly quote at its end.
pub(crate) fn without_curly_end(text: &str) -> &str {
    text.trim_end().trim_end_matches(CLOSING)
}

/// A text whose hyphens are those of the keyboard; they look the same.
pub(crate) fn with_plain_hyphens(text: &str) -> String {
    text.replace(HYPHENS, "-")
}

/// A key, a date or a number as the keyboard types it; nothing of it is printed.
pub(crate) fn as_typed(text: &str) -> String {
    let text = text.trim();
    with_plain_hyphens(in_curly_quotes(text).unwrap_or(text).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_the_keyboard_types_them() {
        assert_eq!(as_typed("“bao\u{2011}cao” "), "bao-cao");
        assert_eq!(as_typed("2025\u{2010}12\u{2011}05"), "2025-12-05");
        assert_eq!(in_curly_quotes("“A” và “B”"), None);
        assert_eq!(in_curly_quotes("“Kết quả: tốt”"), Some("Kết quả: tốt"));
        assert_eq!(without_curly_end("Kết quả” "), "Kết quả");
    }
}
