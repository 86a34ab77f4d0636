//! Signs that Word and chat programs write in place of those of the keyboard: bullets, dashes, hyphens, curly quotes.

/// Bullets that Word, Zalo and web pages write, Word's private ones among them.
pub(crate) const BULLETS: [char; 17] =
    ['•', '·', '▪', '▫', '■', '□', '●', '○', '◦', '‣', '➢', '►', '✓', '\u{f0b7}', '\u{f02d}', '\u{f0a7}', '\u{f0d8}'];

/// Letters and signs as which bullets of Word's own fonts are pasted: a tab behind them tells.
const LETTER_BULLETS: [char; 9] = ['o', 'v', 'q', 'n', 'l', 'ü', 'Ø', '§', 'Ÿ'];

/// Those that stand in front of no word as they are, so that blanks behind them tell too.
const SURE_BULLETS: [char; 4] = ['o', 'ü', 'Ø', '§'];

/// The bullet that a line of Word begins with while the keyboard reads a letter: `o` and a tab.
pub(crate) fn letter_bullet(line: &str) -> Option<char> {
    let mut letters = line.chars();
    let first = letters.next().filter(|c| LETTER_BULLETS.contains(c))?;
    let rest = letters.as_str();
    let words = rest.trim_start();
    let is_tabbed = rest.starts_with(['\t', '\u{2002}', '\u{2003}']);
    let is_wide = rest.len() - words.len() >= 2;
    // a diameter and an article of the law stand before numbers
    let begins_words = words.starts_with(char::is_alphabetic);
    let begins_sentence = words.starts_with(char::is_uppercase);
    let is_blank = rest.starts_with([' ', '\u{a0}']);
    let is_sure = SURE_BULLETS.contains(&first) && is_blank && (is_wide && begins_words || begins_sentence);
    (!words.is_empty() && (is_tabbed || is_sure)).then_some(first)
}

/// The colon of Chinese and Japanese keyboards, as wide as a letter of theirs.
pub(crate) const FULL_WIDTH_COLON: char = '：';

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

/// A text of full-width letters and signs as the keyboard types it; none when it has none of them.
pub(crate) fn half_width(text: &str) -> Option<String> {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let found: String = text.chars().map(narrow).collect();
    (found != text).then_some(found)
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
    fn letters_before_a_tab_are_bullets() {
        for line in ["o\tViệc", "§\t5 việc", "Ø  việc", "o Việc", "v\tviệc", "ü Việc", "Ÿ\tviệc", "o\u{a0}Việc"]
        {
            assert_eq!(letter_bullet(line), line.chars().next(), "{line}");
        }
        for line in ["o bế", "§ 5 Luật", "Ø 25 mm", "Ø25", "on\tbờ", "v Việc", "n người", "o", "o\t", "L\tViệc", "ở Xã"]
        {
            assert_eq!(letter_bullet(line), None, "{line}");
        }
    }

    #[test]
    fn keys_are_read_as_the_keyboard_types_them() {
        assert_eq!(as_typed("“bao\u{2011}cao” "), "bao-cao");
        assert_eq!(as_typed("2025\u{2010}12\u{2011}05"), "2025-12-05");
        assert_eq!(half_width("ｃｏ＿quan").as_deref(), Some("co_quan"));
        assert_eq!(half_width("co_quan"), None);
        assert_eq!(in_curly_quotes("“A” và “B”"), None);
        assert_eq!(in_curly_quotes("“Kết quả: tốt”"), Some("Kết quả: tốt"));
        assert_eq!(without_curly_end("Kết quả” "), "Kết quả");
    }
}
