//! Changes to a clerk's YAML at places of its tree; everything between them stays as typed.
//!
//! Written by hand: what libraries write is the tree written anew, without the clerk's comments, blanks and quotes.

pub(crate) mod remove;

use std::ops::Range;
use std::sync::Arc;

use crate::base::source::{Place, Source};
use crate::base::text::invisible::visible;
use crate::base::text::nfc;
use crate::formats::yaml::node::{Key, Node, Value};

/// Changes that wait to be made. Of those that meet, the first stands: an alias names the place of its anchor.
pub(crate) struct Editor<'a> {
    source: &'a Arc<Source>,
    changes: Vec<(Range<usize>, String)>,
}

impl<'a> Editor<'a> {
    pub(crate) fn new(source: &'a Arc<Source>) -> Self {
        Self { source, changes: Vec::new() }
    }

    /// The text with every change made.
    pub(crate) fn finish(mut self) -> String {
        self.settle();
        let (mut out, mut at) = (String::new(), 0);
        for (range, text) in self.changes {
            out.push_str(&self.source.text()[at..range.start]);
            out.push_str(&text);
            at = range.end;
        }
        out + &self.source.text()[at..]
    }

    /// The file with every change made: what is not changed keeps its bytes, line ends and decomposed letters too.
    /// `None` when a change begins or ends inside a letter that the file writes in parts.
    pub(crate) fn finish_in(mut self, file: &str) -> Option<String> {
        self.settle();
        let lines = lines(file);
        let line_end = lines.iter().map(|(_, end)| &file[end.clone()]).find(|end| !end.is_empty()).unwrap_or("\n");
        let (mut out, mut at) = (String::new(), 0);
        for (range, text) in &self.changes {
            out.push_str(file.get(at..self.offset_in(file, &lines, range.start)?)?);
            out.push_str(&text.replace('\n', line_end));
            at = self.offset_in(file, &lines, range.end)?;
        }
        Some(out + file.get(at..)?)
    }

    /// Puts the changes in order and leaves out those that meet one before.
    fn settle(&mut self) {
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        self.changes.dedup();
        let mut at = 0;
        self.changes.retain(|(range, _)| {
            let stands = range.start >= at;
            at = if stands { range.end } else { at };
            stands
        });
    }

    /// Where an offset of the decoded text stands in the file it was decoded from.
    fn offset_in(&self, file: &str, lines: &[(Range<usize>, Range<usize>)], at: usize) -> Option<usize> {
        let line = self.source.line_of(at);
        let before = &self.source.text()[self.source.line_range(line).start..at];
        let (written, _) = lines.get(line)?;
        let text = &file[written.clone()];
        let ends = text.char_indices().map(|(end, _)| end).chain([text.len()]);
        ends.into_iter().find(|end| nfc(&visible(&text[..*end])) == before).map(|end| written.start + end)
    }

    /// Puts a text in place of these bytes.
    pub(crate) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.changes.push((range, text.into()));
    }

    /// Puts a text at an offset.
    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Writes a value behind a key, in place of what is written there.
    pub(crate) fn set(&mut self, key: &Key, node: &Node, value: &str) {
        match self.written(node).len() {
            0 => self.insert(self.after_colon(key), format!(" {value}")),
            length => self.replace(node.range.start..node.range.start + length, value),
        }
    }

    /// Writes lines before the line of an offset.
    pub(crate) fn insert_before(&mut self, at: usize, lines: &str) {
        self.insert(self.line(at).start, format!("{lines}\n"));
    }

    /// Writes lines after the line of an offset.
    pub(crate) fn insert_after(&mut self, at: usize, lines: &str) {
        self.insert(self.line(at).end, format!("\n{lines}"));
    }

    /// Writes lines after the last one of a map, as far from the edge as its keys; `key` is the map's own.
    pub(crate) fn append(&mut self, node: &Node, key: Option<&Key>, lines: impl FnOnce(usize) -> String) {
        let Value::Map(entries) = &node.value else { return };
        let (Some((first, _)), Some((last, value))) = (entries.first(), entries.last()) else { return };
        let lines = lines(key.map_or(0, |_| self.column(first)));
        self.insert_after(self.end(last, value), &lines);
    }

    /// Adds fields to a map, `{…}` or one line each.
    pub(crate) fn add_fields(&mut self, node: &Node, key: &Key, fields: &[(&str, &str)]) {
        if fields.is_empty() {
            return;
        }
        if !self.is_flow(node) {
            self.append(node, Some(key), |indent| {
                let blank = " ".repeat(indent);
                fields.iter().map(|(key, value)| format!("{blank}{key}: {value}")).collect::<Vec<_>>().join("\n")
            });
            return;
        }
        let text = self.source.text();
        let close = text[..(node.range.end + 1).min(text.len())].rfind('}').unwrap_or(node.range.end);
        let fields = fields.iter().map(|(key, value)| format!(", {key}: {}", in_flow(value)));
        self.insert(text[..close].trim_end().len(), fields.collect::<String>());
    }

    /// The text that is being changed.
    pub(crate) fn text(&self) -> &'a str {
        self.source.text()
    }

    /// A stretch of the text as a place for messages.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.source, range)
    }

    /// What is written as a value, quotes and all; nothing when there is none.
    pub(crate) fn written(&self, node: &Node) -> &'a str {
        let written = self.text().get(node.range.clone()).unwrap_or_default();
        if node.is_null() && written != "~" { "" } else { written.trim_end() }
    }

    /// Whether a map or list is written `{…}` or `[…]`.
    pub(crate) fn is_flow(&self, node: &Node) -> bool {
        !matches!(node.value, Value::Scalar { .. }) && self.text()[node.range.start..].starts_with(['{', '['])
    }

    /// The offset behind the colon of a key.
    pub(crate) fn after_colon(&self, key: &Key) -> usize {
        key.range.end + self.text()[key.range.end..].find(':').map_or(0, |colon| colon + 1)
    }

    /// The blanks that the line of an offset begins with.
    pub(crate) fn indent(&self, at: usize) -> &'a str {
        let text = &self.text()[self.line(at)];
        &text[..text.len() - text.trim_start().len()]
    }

    /// Characters before a key on its line.
    pub(crate) fn column(&self, key: &Key) -> usize {
        self.text()[self.line(key.range.start).start..key.range.start].chars().count()
    }

    /// The last byte of a field, however deep; `key` is its own, or that of the list it is in.
    pub(crate) fn end(&self, key: &Key, node: &Node) -> usize {
        let last = match &node.value {
            _ if self.is_flow(node) => None,
            Value::Map(entries) => entries.last().map(|(key, node)| self.end(key, node)),
            Value::List(items) => items.last().map(|node| self.end(key, node)),
            Value::Scalar { .. } => None,
        };
        let own = || if node.is_null() { 0 } else { self.text()[..node.range.end].trim_end().len() };
        last.unwrap_or_else(|| own().max(key.range.end))
    }

    /// The line of an offset, without its end.
    pub(crate) fn line(&self, at: usize) -> Range<usize> {
        self.source.line_range(self.source.line_of(at))
    }
}

/// A value as it stands between `{` and `}`, where a comma would end it.
pub(crate) fn in_flow(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || " ._%-".contains(c));
    if plain || value.starts_with('"') { value.to_owned() } else { format!("\"{value}\"") }
}

/// The lines of a file, and the line end of each; as many as the decoded source has.
fn lines(file: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let (mut lines, mut start) = (Vec::new(), file.len() - file.trim_start_matches('\u{feff}').len());
    while let Some(at) = file[start..].find(['\r', '\n']).map(|at| start + at) {
        let end = if file[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
        lines.push((start..at, at..end));
        start = end;
    }
    lines.push((start..file.len(), file.len()..file.len()));
    lines
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::base::finding::Findings;
    use crate::formats::yaml::parse;

    /// A file changed by `change`, which is given the root's entries; in the file's own bytes.
    pub(crate) fn edited(file: &str, change: impl FnOnce(&mut Editor<'_>, &[(Key, Node)])) -> String {
        let source = Source::new("a.yaml", file);
        let root = parse::parse(&source, &mut Findings::default()).unwrap();
        let Value::Map(entries) = &root.value else { panic!("{root:?}") };
        let mut editor = Editor::new(&source);
        change(&mut editor, entries);
        editor.finish_in(file).unwrap()
    }

    fn set(file: &str, value: &str) -> String {
        edited(file, |editor, entries| editor.set(&entries[0].0, &entries[0].1, value))
    }

    #[test]
    fn a_value_is_written_where_it_stands_and_comments_stay() {
        assert_eq!(set("a: 5 # năm\nb: 6\n", "?"), "a: ? # năm\nb: 6\n");
        assert_eq!(set("a: \"5\" # năm\n", "7"), "a: 7 # năm\n");
        assert_eq!(set("a:  # chờ\nb: 6\n", "7"), "a: 7  # chờ\nb: 6\n");
        assert_eq!(set("a: ~\n", "7"), "a: 7\n");
        assert_eq!(set("{a: 5, b: 6}", "7"), "{a: 7, b: 6}");
    }

    #[test]
    fn what_is_not_changed_keeps_its_bytes() {
        assert_eq!(set("\u{feff}a: 5\r\nb: ho\u{300}a\r\n", "7"), "\u{feff}a: 7\r\nb: ho\u{300}a\r\n");
        assert_eq!(set("a: ho\u{300}a # ha\u{300}\n", "7"), "a: 7 # ha\u{300}\n");
        let added = edited("a: 5\r\nb:\r\n  c: 6\r\nd: 7", |editor, entries| {
            let (key, node) = &entries[1];
            editor.append(node, Some(key), |indent| format!("{}e: 8", " ".repeat(indent)));
            editor.insert_before(0, "z: 0");
            editor.insert_after(editor.text().len(), "f: 9");
        });
        assert_eq!(added, "z: 0\r\na: 5\r\nb:\r\n  c: 6\r\n  e: 8\r\nd: 7\r\nf: 9");
    }

    #[test]
    fn of_changes_that_meet_the_first_stands() {
        let twice = edited("a: 5\nb: 6\n", |editor, entries| {
            let (key, node) = &entries[0];
            editor.set(key, node, "1");
            editor.set(key, node, "2");
            editor.replace(node.range.start..entries[1].1.range.end, "3");
        });
        assert_eq!(twice, "a: 1\nb: 6\n");
        let order = edited("a: 5\nb: 6\n", |editor, entries| {
            editor.insert_after(entries[0].0.range.start, "c: 1");
            editor.insert_after(entries[0].0.range.start, "d: 2");
            editor.replace(0..4, "a: 7");
        });
        assert_eq!(order, "a: 7\nc: 1\nd: 2\nb: 6\n");
    }

    #[test]
    fn fields_are_added_the_way_their_map_is_written() {
        let add = |file| {
            edited(file, |editor, entries| {
                editor.add_fields(&entries[0].1, &entries[0].0, &[("x", "1.333,5"), ("y", "2")]);
            })
        };
        assert_eq!(add("a: {b: 5}  # nhóm\nc: 6\n"), "a: {b: 5, x: \"1.333,5\", y: 2}  # nhóm\nc: 6\n");
        assert_eq!(
            add("a:\n    b: 5 # năm\n# cuối\nc: 6\n"),
            "a:\n    b: 5 # năm\n    x: 1.333,5\n    y: 2\n# cuối\nc: 6\n"
        );
        assert_eq!(add("a:\n  b:\n    c: {d: 1}\n"), "a:\n  b:\n    c: {d: 1}\n  x: 1.333,5\n  y: 2\n");
    }
}
