//! How deep lists, bold and images may stand in one another: less than any stack, or any reader, can take.

use std::ops::Range;

use crate::base::finding::{Finding, codes};

/// Lists in lists, and bold, italic and images in one another; texts have two or three.
pub(super) const MAX_NESTING: usize = 20;

/// Columns that the mark of an item may be set in; pasted lines have some tens.
const MAX_COLUMN: usize = 240;

/// What to say of things that stand too deep in one another.
pub(super) fn finding(what: &str) -> Finding {
    Finding::new(codes::UNSUPPORTED_MARKDOWN, format!("{what} lồng nhau quá {MAX_NESTING} tầng"))
        .hint("viết ít tầng hơn; muốn in chính dấu ấy thì thêm `\\` ở trước")
}

/// The first line that begins with more marks of lists, quotes and notes than may stand in one another, or with a mark
/// that is set in further than those could be: the time to read the lines below grows with them.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split('\n') {
        if is_too_deep(line) {
            return Some(at..at + line.floor_char_boundary(80));
        }
        at += line.len() + 1;
    }
    None
}

fn is_too_deep(line: &str) -> bool {
    let is_rule = |sign: char| line.starts_with(sign) && line.chars().all(|c| c == sign || c.is_whitespace());
    if is_rule('-') || is_rule('*') {
        return false;
    }
    let (mut rest, mut marks) = (line, 0);
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let Some(length) = mark(rest) else { return false };
        marks += 1;
        if marks > MAX_NESTING || line.len() - rest.len() > MAX_COLUMN {
            return true;
        }
        rest = &rest[length..];
    }
}

/// The length of a mark that holds what follows it: `-`, `12.`, `>`, `[^1]:`.
fn mark(rest: &str) -> Option<usize> {
    let is_apart = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    match rest.bytes().next()? {
        b'>' => Some(1),
        b'-' | b'+' | b'*' => is_apart(&rest[1..]).then_some(1),
        b'0'..=b'9' => {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let is_mark = digits < 10 && rest[digits..].starts_with(['.', ')']) && is_apart(&rest[digits + 1..]);
            is_mark.then_some(digits + 1)
        }
        b'[' => {
            let label = rest.strip_prefix("[^")?;
            let end = label.find(|c: char| c == ']' || c.is_whitespace())?;
            label[end..].starts_with("]:").then_some(2 + end + 2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_at_the_head_of_a_line() {
        for mark in ["- ", "+ ", "* ", "1. ", "2) ", ">", "> ", "[^1]: "] {
            let line = |count: usize| format!("đầu\n{}chữ", mark.repeat(count));
            assert_eq!(too_deep(&line(MAX_NESTING)), None, "{mark}");
            assert_eq!(too_deep(&line(MAX_NESTING + 1)).unwrap().start, 7, "{mark}");
        }
        assert!(too_deep(&format!("{}- chữ", " ".repeat(MAX_COLUMN + 1))).is_some());
        for line in
            [&"* ".repeat(40), "a - - - - - - - - - - - - - - - - - - - - - - -", &"*".repeat(90), &"-".repeat(90)]
        {
            assert_eq!(too_deep(line), None, "{line}");
        }
    }
}
