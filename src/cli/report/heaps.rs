//! Excerpts are as wide as a terminal, and signs without width have none: of those heaped on a letter, few are shown.

use std::ops::Range;

use crate::base::text::invisible::is_without_width;

/// Signs without width that are shown one behind the other; no letter of any language bears more.
const MAX_HEAPED: usize = 8;

/// A text without what is heaped too high, and where a stretch of it stands then; none when nothing is.
pub(super) fn lowered(text: &str, stretch: &Range<usize>) -> Option<(String, Range<usize>)> {
    let mut lowered = String::new();
    let (mut start, mut end, mut heaped) = (None, None, 0);
    for (at, c) in text.char_indices() {
        // a stretch that begins or ends in a heap does so where the heap is cut
        if at >= stretch.start {
            start.get_or_insert(lowered.len());
        }
        if at >= stretch.end {
            end.get_or_insert(lowered.len());
        }
        heaped = if is_without_width(c) { heaped + 1 } else { 0 };
        if heaped <= MAX_HEAPED {
            lowered.push(c);
        }
    }
    let start = start.unwrap_or(lowered.len());
    let stretch = start..end.unwrap_or(lowered.len()).max(start);
    (lowered.len() < text.len()).then_some((lowered, stretch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_heaped_on_a_letter_is_cut() {
        assert_eq!(lowered("tiê\u{301}ng", &(0..3)), None);
        let heap = format!("a{}bcd", "\u{301}".repeat(50));
        let cut = "\u{301}".repeat(MAX_HEAPED);
        let found = |range: Range<usize>| {
            let (text, range) = lowered(&heap, &range).unwrap();
            assert_eq!(text, format!("a{cut}bcd"));
            text[range].to_owned()
        };
        assert_eq!(found(101..103), "bc");
        assert_eq!(found(0..102), format!("a{cut}b"));
        assert_eq!(found(61..101), "");
        assert_eq!(found(101..104), "bcd");
    }
}
