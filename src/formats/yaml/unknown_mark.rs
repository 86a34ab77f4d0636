//! A lone `?`, which says "not yet" to a clerk and begins a key to YAML.

/// `thu: ?` says "not yet" to a clerk, but begins a key to YAML: a character that YAML leaves alone stands in.
pub(crate) fn masked(text: &str) -> String {
    let mut out = text.to_owned();
    if text.contains(MASK) {
        return out;
    }
    for (at, _) in text.match_indices('?').rev() {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = text[line..at].trim_end();
        let opens = before.len() < at - line && before.ends_with([':', '-']) || before.ends_with(['[', '{', ',']);
        let after = text[at + 1..].trim_start_matches([' ', '\t']);
        let closes = after.is_empty() || after.starts_with(['\n', ',', ']', '}', '#']);
        if opens && closes {
            out.replace_range(at..=at, MASK);
        }
    }
    out
}

/// Stands for a lone `?` while YAML is read; no keyboard types it.
pub(crate) const MASK: &str = "\u{7f}";
