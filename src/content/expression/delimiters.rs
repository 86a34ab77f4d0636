//! Where expressions end in a text, and how their values are written into it.

/// Where the expression that begins a text ends: the offset of its `}}`, quotes respected.
pub(crate) fn end_of(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut quote) = (0, None);
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(_), b'\\') => at += 1,
            (Some(open), byte) if byte == open => quote = None,
            (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Writes a value so that Markdown reads every character as itself: signs become numeric entities.
pub(super) fn escape_markdown(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let count = value.chars().count();
    for (i, c) in value.chars().enumerate() {
        let inner_blank = c == ' ' && i > 0 && i + 1 < count;
        if c.is_ascii_alphabetic() || !c.is_ascii() && !c.is_whitespace() || inner_blank || c.is_ascii_digit() {
            out.push(c);
        } else {
            out.push_str(&format!("&#{};", u32::from(c)));
        }
    }
    out
}
