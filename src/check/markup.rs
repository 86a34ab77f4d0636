//! Markdown taken out of a text byte for byte, so that every word keeps its place.

/// Begins and ends a block of the program's own (`bang`, `bieu_do`) or of lines as they are.
const FENCE: &str = "```";

/// A text with blanks where marks stand, and without what is no running text: fences, addresses of pictures and labels.
pub(crate) fn without_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let is_fence = line.trim_start().starts_with(FENCE);
        if is_fence || fenced {
            fenced ^= is_fence;
            blank(line, &mut out);
        } else {
            let start = out.len();
            line_without_marks(line, &mut out);
            debug_assert_eq!(out.len() - start, line.len());
        }
    }
    out
}

/// Line ends stay.
fn blank(stretch: &str, out: &mut String) {
    out.extend(stretch.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

fn line_without_marks(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '*' | '_' | '^' | '~' | '`' | '\\' => 1,
            '!' if rest.starts_with("![") => 2,
            '[' => opening(rest),
            ']' => closing(rest),
            '{' => through(rest, '}'),
            _ => 0,
        };
        let kept = if skipped == 0 { c.len_utf8() } else { 0 };
        out.push_str(&rest[..kept]);
        blank(&rest[kept..kept + skipped], out);
        rest = &rest[kept + skipped..];
    }
}

/// `[^1]` whole, `[` of a link; a bracket of the text stays.
fn opening(rest: &str) -> usize {
    match rest.find(']') {
        Some(end) if rest.starts_with("[^") => end + 1 + usize::from(rest[end + 1..].starts_with(':')),
        Some(end) if rest[end + 1..].starts_with('(') => 1,
        _ => 0,
    }
}

/// `](#nhan)`
fn closing(rest: &str) -> usize {
    match rest.strip_prefix("](").and_then(|inside| inside.find(')')) {
        Some(end) => end + 3,
        None => 0,
    }
}

/// Through a closing sign of the same line.
fn through(rest: &str, end: char) -> usize {
    rest.find(end).filter(|at| !rest[..*at].contains('\n')).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::without_markup;

    #[test]
    fn words_keep_their_places_without_marks() {
        let text = "## Mục **đậm** {#nhan}\nxem [Điều 1](#dieu) và[^1] ![sơ đồ](a.svg), [sic]\n```bang\nnhom: n\n```\n[^1]: Ghi.";
        let shown = without_markup(text);
        assert_eq!(shown.len(), text.len());
        assert_eq!(
            shown.split_whitespace().collect::<Vec<_>>().join(" "),
            "## Mục đậm xem Điều 1 và sơ đồ , [sic] Ghi."
        );
        assert_eq!(shown.find("đậm"), text.find("đậm"));
    }
}
