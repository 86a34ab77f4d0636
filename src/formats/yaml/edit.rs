//! Changes to a clerk's text at places of its tree; everything between them stays as typed.

pub(crate) mod remove;

use std::ops::Range;
use std::sync::Arc;

use crate::base::source::Source;
use crate::formats::yaml::node::{Key, Node, Value};

/// Changes that wait to be made. Whoever changes files in a way of its own adds methods where that is done.
pub(crate) struct Edits<'a> {
    pub(crate) source: &'a Arc<Source>,
    changes: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    pub(crate) fn new(source: &'a Arc<Source>) -> Self {
        Self { source, changes: Vec::new() }
    }

    /// The text with every change made. Of changes that meet, the first stands: an alias names its anchor's place.
    pub(crate) fn applied(mut self) -> String {
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        self.changes.dedup();
        let (mut out, mut at) = (String::new(), 0);
        for (range, text) in self.changes {
            if range.start >= at {
                out.push_str(&self.source.text()[at..range.start]);
                out.push_str(&text);
                at = range.end;
            }
        }
        out + &self.source.text()[at..]
    }

    /// Puts a text in place of these bytes.
    pub(crate) fn change(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.changes.push((range, text.into()));
    }

    /// Puts a text in place of what is written in these bytes, blanks at the end apart.
    pub(crate) fn replace(&mut self, range: Range<usize>, text: &str) {
        let written = self.source.text()[range.clone()].trim_end().len();
        self.change(range.start..range.start + written, text);
    }

    /// Writes lines before the line of an offset.
    pub(crate) fn before_line(&mut self, at: usize, lines: &str) {
        let start = self.source.line_range(self.source.line_of(at)).start;
        self.change(start..start, lines);
    }

    /// Whether a map or list is written `{…}` or `[…]`.
    pub(crate) fn is_flow(&self, node: &Node) -> bool {
        !matches!(node.value, Value::Scalar { .. }) && self.source.text()[node.range.start..].starts_with(['{', '['])
    }

    /// The offset behind the colon of a key.
    pub(crate) fn after_colon(&self, key: &Key) -> usize {
        let rest = &self.source.text()[key.range.end..];
        key.range.end + rest.find(':').map_or(0, |colon| colon + 1)
    }

    /// The blanks that the line of an offset begins with.
    pub(crate) fn indent(&self, at: usize) -> &'a str {
        let text = &self.source.text()[self.source.line_range(self.source.line_of(at))];
        &text[..text.len() - text.trim_start().len()]
    }
}
