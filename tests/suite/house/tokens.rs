//! Rust source as words and signs: enough to read which modules a file names, with comments and strings gone.

/// One word, `::`, or any other sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Word(&'a str),
    Separator,
    Sign(char),
}

/// The tokens of a file with the line each stands on. A string that is a path is read as one: serde and schemars take
/// functions by their path in quotes.
pub(super) fn tokens(text: &str) -> Vec<(Token<'_>, usize)> {
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if c.is_alphanumeric() || c == '_' {
            word(rest, line, &mut found)
        } else if c == '"' {
            let length = quoted(rest);
            found.extend(path_in(&rest[1..length.saturating_sub(1).max(1)]).into_iter().map(|token| (token, line)));
            length
        } else if c == '\'' {
            quote(rest)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if rest.starts_with("::") {
            found.push((Token::Separator, line));
            2
        } else {
            if !c.is_whitespace() {
                found.push((Token::Sign(c), line));
            }
            c.len_utf8()
        };
        line += rest[..length].matches('\n').count();
        at += length;
    }
    found
}

/// Length of a word; of the whole literal where the word is the prefix of a raw or byte string.
fn word<'a>(rest: &'a str, line: usize, found: &mut Vec<(Token<'a>, usize)>) -> usize {
    let length = word_length(rest);
    let (word, after) = rest.split_at(length);
    let hashes = after.len() - after.trim_start_matches('#').len();
    if matches!(word, "r" | "br" | "cr") && after[hashes..].starts_with('"') {
        let end = format!("\"{}", "#".repeat(hashes));
        let inside = length + hashes + 1;
        return rest[inside..].find(&end).map_or(rest.len(), |i| inside + i + end.len());
    }
    if matches!(word, "b" | "c") && after.starts_with('"') {
        return length + quoted(after);
    }
    if word == "r" && hashes == 1 {
        let name = &after[1..][..word_length(&after[1..])];
        found.push((Token::Word(name), line));
        return length + 1 + name.len();
    }
    found.push((Token::Word(word), line));
    length
}

fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// Length of a string in quotes.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Length of a character in quotes, or of a lifetime.
fn quote(rest: &str) -> usize {
    let mut inside = rest[1..].chars();
    match inside.next() {
        Some('\\') => {
            let escaped = inside.next().map_or(0, char::len_utf8);
            let from = 2 + escaped;
            rest[from..].find('\'').map_or(rest.len(), |i| from + i + 1)
        }
        Some(c) if inside.next() == Some('\'') => 2 + c.len_utf8(),
        _ => 1 + word_length(&rest[1..]),
    }
}

/// Length of a comment that may hold others.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(i) = rest[at..].find(['/', '*']) {
        at += i;
        let step = match &rest.as_bytes()[at..] {
            [b'/', b'*', ..] => {
                depth += 1;
                2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// `a::b` of a string that holds nothing else.
fn path_in(text: &str) -> Vec<Token<'_>> {
    let names: Vec<&str> = text.split("::").collect();
    let is_path = names.len() > 1 && names.iter().all(|name| !name.is_empty() && word_length(name) == name.len());
    if !is_path {
        return Vec::new();
    }
    let mut path: Vec<Token> = names.into_iter().flat_map(|name| [Token::Separator, Token::Word(name)]).collect();
    // the sign that stands before it keeps the path apart from what came before
    path[0] = Token::Sign('"');
    path
}

#[test]
fn comments_strings_and_lifetimes_are_no_words() {
    let text = "//! một\nuse a::b; /* c /* d */ e */ let f = \"g \\\" h\"; r#\"i \" j\"#; 'k'; '\\''; '\\u{1ef9}'; b\"l\"; r#type<'m>\n\"n::o\"";
    let words: Vec<_> = tokens(text)
        .into_iter()
        .filter_map(|(token, line)| match token {
            Token::Word(word) => Some((word, line)),
            _ => None,
        })
        .collect();
    assert_eq!(words, [("use", 2), ("a", 2), ("b", 2), ("let", 2), ("f", 2), ("type", 2), ("n", 3), ("o", 3)]);
}
