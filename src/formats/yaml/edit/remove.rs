//! What a new period changes in the files of the last: values become `?`, dates and numbers go.

use crate::formats::yaml::edit::Edits;
use crate::formats::yaml::node::{Key, Node, Value};

impl Edits<'_> {
    /// Writes a value under a key.
    pub(crate) fn set(&mut self, key: &Key, node: &Node, text: &str) {
        if node.is_null() {
            let colon = self.after_colon(key);
            self.change(colon..colon, format!(" {text}"));
        } else if node.range.start >= key.range.end {
            self.replace(node.range.clone(), text);
        }
    }

    /// `ty_le: 99,09%` has its unit in the value; without the value the unit needs a line.
    pub(crate) fn unfold_percent(&mut self, key: &Key, node: &Node, flow: bool) {
        let text = if flow {
            " {don_vi: \"%\", thuc_hien: ?}".to_owned()
        } else {
            let indent = format!("\n{}  ", self.indent(key.range.start));
            format!("{indent}don_vi: \"%\"{indent}thuc_hien: ?")
        };
        self.replace(self.after_colon(key)..node.range.end, &text);
    }

    /// States the unit that the values of an indicator had in themselves.
    pub(crate) fn add_percent(&mut self, entries: &[(Key, Node)], flow: bool) {
        let Some((first, _)) = entries.first() else {
            return;
        };
        if flow {
            self.change(first.range.start..first.range.start, "don_vi: \"%\", ".to_owned());
        } else {
            let line = format!("{}don_vi: \"%\"\n", self.indent(first.range.start));
            self.before_line(first.range.start, &line);
        }
    }

    /// Turns the line of a field into a note.
    pub(crate) fn set_aside(&mut self, key: &Key, node: &Node) {
        let last = self.source.line_of(node.range.end.max(key.range.end));
        for line in self.source.line_of(key.range.start)..=last {
            let start = self.source.line_range(line).start;
            if start < node.range.end.max(key.range.end) {
                self.change(start..start, "# ".to_owned());
            }
        }
    }

    /// Writes lines after the line of an offset.
    pub(crate) fn after_line(&mut self, at: usize, lines: &str) {
        if lines.is_empty() {
            return;
        }
        let end = self.source.line_range(self.source.line_of(at)).end;
        let text = self.source.text();
        if end < text.len() {
            self.change(end + 1..end + 1, lines.to_owned());
        } else {
            self.change(end..end, format!("\n{lines}"));
        }
    }

    /// Takes fields out of a map.
    pub(crate) fn drop_entries(&mut self, entries: &[(Key, Node)], dropped: &dyn Fn(&Key) -> bool, flow: bool) {
        if !flow {
            entries.iter().filter(|(key, _)| dropped(key)).for_each(|(key, node)| self.drop_lines(key, node));
            return;
        }
        let mut at = 0;
        while at < entries.len() {
            let run = entries[at..].iter().take_while(|(key, _)| dropped(key)).count();
            if run > 0 {
                let before = at.checked_sub(1).map(|before| entries[before].1.range.end);
                let range = match (entries.get(at + run), before) {
                    (Some((next, _)), _) => entries[at].0.range.start..next.range.start,
                    (None, before) => before.unwrap_or(entries[at].0.range.start)..entries[at + run - 1].1.range.end,
                };
                self.change(range, String::new());
            }
            at += run.max(1);
        }
    }

    /// Takes out the lines of a field; notes on them stay.
    pub(crate) fn drop_lines(&mut self, key: &Key, node: &Node) {
        let first = self.source.line_of(key.range.start);
        let last = self.last_line(key, node);
        for line in first..=last {
            let range = self.source.line_range(line);
            let text = &self.source.text()[range.clone()];
            if text.trim().is_empty() || text.trim_start().starts_with('#') {
                continue;
            }
            // what is dropped holds numbers and folder names, never a `#`
            let rest = text.find(" #").map_or("", |at| text[at..].trim_start());
            let end = (range.end + 1).min(self.source.text().len());
            let kept = if rest.is_empty() { String::new() } else { format!("{}{rest}\n", self.indent(range.start)) };
            self.change(range.start..end, kept);
        }
    }

    /// The last line with a word of a field.
    fn last_line(&self, key: &Key, node: &Node) -> usize {
        let deepest = match &node.value {
            Value::Map(entries) => entries.last().map(|(key, node)| self.last_line(key, node)),
            Value::List(items) => items.last().map(|node| self.last_line(key, node)),
            Value::Scalar { .. } => None,
        };
        let end = node.range.start + self.source.text()[node.range.clone()].trim_end().len();
        let own = if node.is_null() || end < key.range.end { key.range.end } else { end };
        deepest.unwrap_or_else(|| self.source.line_of(own))
    }
}
