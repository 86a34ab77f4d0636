//! A file as YAML can read it: blanks that do not break, dashes and bullets of Word, and a lone `?` give way to what they
//! stand for, sign by sign, so that every place stays the same in characters.

use super::outline::{Form, Line, Outline, key_of, mark_of};
use super::unknown_mark::masked;

/// The same lines with signs that YAML reads as they are meant.
pub(super) fn readable(text: &str, outline: &Outline<'_>) -> String {
    let mut items = Items::default();
    let mut out = String::with_capacity(text.len());
    for (at, line) in outline.lines.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        match outline.text_at(at) {
            _ if line.is_blank() => out.extend(line.text.chars().map(|_| ' ')),
            Some(field) if field.form == Form::Bar => {
                let first = outline.lines[field.lines.clone()].iter().find(|line| !line.is_blank());
                let plain = first.map_or(0, |first| spaces(first.text));
                let indent = if plain > field.column { plain } else { first.map_or(0, |first| first.indent) };
                out.extend(blanks_as_spaces(line, indent));
            }
            _ if line.is_note() => out.extend(blanks_as_spaces(line, line.indent)),
            _ => structure(line, &mut items, &mut out),
        }
    }
    masked(&out)
}

/// Where items of a list may stand.
#[derive(Default)]
struct Items {
    /// The column of the key without a value above.
    below: Option<usize>,
    /// The column of the item above.
    beside: Option<usize>,
}

impl Items {
    fn may_stand_at(&self, column: usize) -> bool {
        self.below.is_some_and(|below| column >= below) || self.beside == Some(column)
    }
}

/// A line of keys and items.
fn structure(line: &Line<'_>, items: &mut Items, out: &mut String) {
    out.extend(line.text.chars().take(line.indent).map(|c| if c == '\t' { c } else { ' ' }));
    let (mut rest, mut column) = (line.text.trim_start(), line.indent);
    let mut is_item = false;
    while let Some(length) = mark_of(rest.trim_end()) {
        let length = length.min(rest.len());
        let (mark, after) = rest.split_at(length);
        if !mark.starts_with('-') && !items.may_stand_at(column) {
            break;
        }
        out.push('-');
        out.extend(mark.chars().skip(1).map(|_| ' '));
        if !is_item {
            *items = Items { below: None, beside: Some(column) };
        }
        is_item = true;
        column += mark.chars().count();
        rest = after;
    }
    let value = key(rest, out);
    match key_of(rest) {
        Some((_, value)) if value.is_empty() || value.starts_with('#') => items.below = Some(column),
        _ if !is_item => *items = Items::default(),
        _ => {}
    }
    out.push_str(value);
}

/// A key up to its value, the blanks around its colon as spaces; returns the value.
fn key<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let Some((name, _)) = key_of(rest).filter(|_| !rest.starts_with(['"', '\''])) else { return rest };
    let (_, behind) = rest.split_at(rest.find(name).unwrap_or_default() + name.len());
    let colon = behind.find(':').unwrap_or_default();
    let value = behind[colon + 1..].trim_start();
    let length = behind.len() - colon - 1 - value.len();
    out.push_str(&rest[..rest.len() - behind.len()]);
    out.extend(behind[..colon].chars().map(|_| ' '));
    out.push(':');
    out.extend(behind[colon + 1..colon + 1 + length].chars().map(|_| ' '));
    value
}

/// A line with the blanks before this column as spaces; tabs stay, as nobody knows how wide they are.
fn blanks_as_spaces<'a>(line: &Line<'a>, indent: usize) -> impl Iterator<Item = char> + use<'a> {
    let plain = move |(at, c): (usize, char)| if at < indent && c != '\t' && c.is_whitespace() { ' ' } else { c };
    line.text.chars().enumerate().map(plain)
}

/// Columns of spaces that a line begins with.
fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::yaml::outline::Fields;

    fn read(text: &str) -> String {
        readable(text, &Outline::of(text, &Fields::default()))
    }

    #[test]
    fn signs_of_word_are_read_as_those_of_yaml() {
        for (typed, meant) in [
            ("\u{a0}\u{a0}so:\u{a0}5", "  so: 5"),
            ("so\u{a0}:\t5", "so : 5"),
            ("noi_nhan:\n\u{a0}\u{a0}-\u{a0}A", "noi_nhan:\n  - A"),
            ("noi_nhan:\n  – A;\n  – B.", "noi_nhan:\n  - A;\n  - B."),
            ("noi_nhan:\n•\tA;\n\u{2011} B.", "noi_nhan:\n- A;\n- B."),
            ("a: |\n\u{a0}\u{a0}\u{a0}Một\n\u{a0}\u{a0}\u{a0}Hai", "a: |\n   Một\n   Hai"),
            ("a: |\n  \u{a0}Một\n\u{a0} \u{a0}Hai", "a: |\n  \u{a0}Một\n  \u{a0}Hai"),
        ] {
            assert_eq!(read(typed), meant, "{typed}");
        }
    }

    #[test]
    fn signs_of_the_text_stay() {
        for text in [
            "trich_yeu: A\n  – B",
            "a: |\n  – Một\n  • Hai",
            "a: x\u{a0}y – z",
            "- A: b\u{a0}c\n- – d",
            "thu: \"a\"  # – chú",
            "\ta: 5",
        ] {
            assert_eq!(read(text), text);
        }
    }
}
