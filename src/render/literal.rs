//! Values as Typst string literals, never as markup; signs and dates held together on one line.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Longest stretch, in characters, that is kept on one line; a longer one may have to break.
const LONGEST: usize = 40;

/// A new line in the same paragraph; the blank before it parts the words where lines are joined, as in bookmarks.
pub(super) const LINE_BREAK: &str = " #linebreak();";

/// A string literal of Typst code: `"…"`.
pub(crate) fn string(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Words in Typst markup: literals ended by semicolons, so that what follows can never join them.
pub(crate) fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 16);
    for (i, line) in value.split('\n').enumerate() {
        if i > 0 {
            out.push_str(LINE_BREAK);
        }
        let mut at = 0;
        for whole in unbreakable(line) {
            literal(&line[at..whole.start], &mut out);
            let _ = write!(out, "#box({});", string(&line[whole.clone()]));
            at = whole.end;
        }
        literal(&line[at..], &mut out);
    }
    out
}

fn literal(value: &str, out: &mut String) {
    if !value.is_empty() {
        let _ = write!(out, "#{};", string(&breakable(value)));
    }
}

/// Words of this many letters and fewer stay whole; no line of a page is too short for them.
pub(super) const MAX_WORD: usize = 30;

/// Where a word may break that has no place of its own.
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// Marks after which a line may break anyway.
const BREAKS_AFTER: [char; 4] = ['-', '/', '?', '&'];

/// The same, but a word longer than a line may break between any two letters.
fn breakable(value: &str) -> Cow<'_, str> {
    let parts = |c: char| c.is_whitespace() || BREAKS_AFTER.contains(&c);
    let is_long = |part: &str| part.len() > MAX_WORD && part.chars().count() > MAX_WORD;
    if !value.split(parts).any(is_long) {
        return Cow::Borrowed(value);
    }
    let mut out = String::new();
    for part in value.split_inclusive(parts) {
        if !is_long(part.trim_end_matches(parts)) {
            out.push_str(part);
            continue;
        }
        for (at, c) in part.chars().enumerate() {
            // a mark of a letter stays with it
            if at > 0 && !parts(c) && !is_combining_mark(c) {
                out.push(ZERO_WIDTH_SPACE);
            }
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Stretches that never break over a line: `168/2025/NĐ-CP`, `số 05/BC-UBND`, `ngày 05 tháng 12 năm 2025`.
pub(crate) fn unbreakable(line: &str) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    // most cells of a table and most lines hold nothing to keep together
    let joined = line.bytes().any(|byte| matches!(byte, b'/' | b'-'));
    let numbered = || line.contains(' ') && line.bytes().any(|byte| byte.is_ascii_digit());
    if !joined && !numbered() {
        return stretches;
    }
    let words: Vec<Range<usize>> = words(line).collect();
    let word = |i: usize| words.get(i).map_or("", |range| &line[range.clone()]);
    let mut i = 0;
    while i < words.len() {
        let Some(last) = last_held(&word, i) else {
            i += 1;
            continue;
        };
        let whole = words[i].start..words[last].end;
        if line[whole.clone()].chars().count() <= LONGEST {
            stretches.push(whole);
        }
        i = last + 1;
    }
    stretches
}

/// The last word of the stretch that begins at word `i`.
fn last_held<'a>(word: &impl Fn(usize) -> &'a str, i: usize) -> Option<usize> {
    let first = word(i);
    let is = |known: &str| bare(first).chars().flat_map(char::to_lowercase).eq(known.chars());
    if first.contains(['n', 'N']) && is("ngày") {
        if long_date(word, i) {
            return Some(i + 5);
        }
        return (bare(word(i + 1)).contains('/') && is_sign(word(i + 1))).then_some(i + 1);
    }
    if first.contains(['s', 'S']) && is("số") && starts_with_digit(word(i + 1)) {
        return Some(i + 1);
    }
    is_sign(first).then_some(i)
}

fn words(line: &str) -> impl Iterator<Item = Range<usize>> {
    let starts = line.split(' ').scan(0, |at, part| {
        let range = *at..*at + part.len();
        *at += part.len() + 1;
        Some(range)
    });
    starts.filter(|range| !range.is_empty())
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/' && c != '-')
}

fn starts_with_digit(word: &str) -> bool {
    bare(word).starts_with(|c: char| c.is_ascii_digit())
}

/// `ngày 05 tháng 12 năm 2025`, beginning at word `i`.
fn long_date<'a>(word: &impl Fn(usize) -> &'a str, i: usize) -> bool {
    let number = |i| !bare(word(i)).is_empty() && bare(word(i)).bytes().all(|b| b.is_ascii_digit());
    number(i + 1) && word(i + 2) == "tháng" && number(i + 3) && word(i + 4) == "năm" && number(i + 5)
}

/// A sign, a short date or a figure with a break inside: digits or capitals joined by `/` or `-`.
fn is_sign(word: &str) -> bool {
    if !word.contains(['/', '-']) {
        return false;
    }
    let word = bare(word);
    let joined = word.trim_matches('-').contains(['/', '-']);
    let digit = word.contains(|c: char| c.is_ascii_digit());
    let capitals = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    joined && (digit || capitals && word.contains(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(line: &str) -> Vec<&str> {
        unbreakable(line).into_iter().map(|range| &line[range]).collect()
    }

    #[test]
    fn literals_cannot_be_left() {
        assert_eq!(string(r#"a"b\c"#), r#""a\"b\\c""#);
        assert_eq!(text("= #x(1)\n- y"), "#\"= #x(1)\"; #linebreak();#\"- y\";");
        assert_eq!(string("\u{7}"), "\"\\u{7}\"");
    }

    #[test]
    fn signs_numbers_and_dates_hold_together() {
        assert_eq!(held("theo Nghị định số 168/2025/NĐ-CP, đã"), ["số 168/2025/NĐ-CP,"]);
        assert_eq!(held("(KT-XH) 2021-2025 và 6/8"), ["(KT-XH)", "2021-2025", "6/8"]);
        assert_eq!(held("từ ngày 05 tháng 12 năm 2025."), ["ngày 05 tháng 12 năm 2025."]);
        assert_eq!(held("ngày 30/11/2025"), ["ngày 30/11/2025"]);
    }

    #[test]
    fn only_words_longer_than_any_line_break_between_letters() {
        let long = "x".repeat(MAX_WORD + 1);
        assert_eq!(breakable(&format!("a {long} b")).matches(ZERO_WIDTH_SPACE).count(), MAX_WORD);
        for whole in ["x".repeat(MAX_WORD), format!("{0}-{0}/{0}", "A".repeat(MAX_WORD)), "chữ thường".to_owned()]
        {
            assert_eq!(breakable(&whole), whole);
        }
    }

    #[test]
    fn ordinary_words_may_break() {
        assert_eq!(held("kinh tế - xã hội, thể-thao 1.333,6 tấn"), Vec::<&str>::new());
        let long = format!("{}/NQ", "1".repeat(60));
        assert_eq!(held(&long), Vec::<&str>::new());
    }
}
