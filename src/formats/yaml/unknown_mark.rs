//! A lone `?`, which says "not yet" to a clerk and begins a key to YAML.

/// `thu: ?` says "not yet" to a clerk, but begins a key to YAML: a character that YAML leaves alone stands in.
pub(crate) fn masked(text: &str) -> String {
    if text.contains(MASK) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, _) in text.match_indices('?') {
        let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
        let opens = before.len() < at && before.ends_with([':', '-']) || before.ends_with(['[', '{', ',']);
        let after = text[at + 1..].trim_start_matches([' ', '\t']);
        let closes = after.is_empty() || after.starts_with(['\n', ',', ']', '}', '#']);
        if opens && closes {
            out.push_str(&text[copied..at]);
            out.push_str(MASK);
            copied = at + 1;
        }
    }
    out.push_str(&text[copied..]);
    out
}

/// Stands for a lone `?` while YAML is read; no keyboard types it.
pub(crate) const MASK: &str = "\u{7f}";
