//! How messages name lines of a file, and what their repairs write.

use std::ops::Range;
use std::sync::Arc;

use super::outline::{Line, mark_of};
use crate::base::finding::{Applicability, Fix};
use crate::base::source::{Place, Source};

/// Spaces that the words of a field stand deeper than its key.
pub(super) const STEP: usize = 2;

/// The fix that puts these in place of lines of a file.
pub(super) fn fix_of_lines(source: &Arc<Source>, lines: &Range<usize>, replacement: &[String]) -> Fix {
    let (start, end) = (source.line_range(lines.start).start, source.line_range(lines.end - 1).end);
    let place = Place::new(source, start..end);
    Fix { place, replacement: replacement.join("\n"), applicability: Applicability::Safe }
}

/// A line set in anew; an item that stood deeper than the others still does.
pub(super) fn set_in(line: Line<'_>, indent: usize, least: usize) -> String {
    let is_item = mark_of(line.words()).is_some() && line.tab.is_none();
    let own = if is_item { line.indent.saturating_sub(least) } else { 0 };
    format!("{}{}", " ".repeat(indent + own), line.words())
}

/// Lines counted from 0 as people count them.
pub(super) fn span(begin: usize, end: usize) -> String {
    if begin == end {
        format!("dòng {}", begin + 1)
    } else {
        format!("từ dòng {} đến dòng {}", begin + 1, end + 1)
    }
}

/// A number of spaces in words.
pub(super) fn spaces(count: usize) -> String {
    if count == 2 { "hai dấu cách".to_owned() } else { format!("{count} dấu cách") }
}

/// The head of a long line, enough to know it again.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{} …", &text[..at]),
        None => text.to_owned(),
    }
}
