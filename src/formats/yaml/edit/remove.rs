//! Fields taken out of a clerk's YAML, or turned into comments; comments on them stay.

use crate::formats::yaml::edit::Editor;
use crate::formats::yaml::node::{Key, Node};

impl Editor<'_> {
    /// Turns the lines of a field into comments.
    pub(crate) fn comment_out(&mut self, key: &Key, node: &Node) {
        let end = node.range.end.max(key.range.end);
        let mut at = self.line(key.range.start).start;
        while at < end {
            self.insert(at, "# ");
            at = self.line(at).end + 1;
        }
    }

    /// Takes fields out of a map.
    pub(crate) fn remove_entries(&mut self, entries: &[(Key, Node)], removed: &dyn Fn(&Key) -> bool, flow: bool) {
        if !flow {
            entries.iter().filter(|(key, _)| removed(key)).for_each(|(key, node)| self.remove_lines(key, node));
            return;
        }
        let mut at = 0;
        while at < entries.len() {
            let run = entries[at..].iter().take_while(|(key, _)| removed(key)).count();
            if run > 0 {
                let before = at.checked_sub(1).map(|before| entries[before].1.range.end);
                let range = match (entries.get(at + run), before) {
                    (Some((next, _)), _) => entries[at].0.range.start..next.range.start,
                    (None, before) => before.unwrap_or(entries[at].0.range.start)..entries[at + run - 1].1.range.end,
                };
                self.replace(range, "");
            }
            at += run.max(1);
        }
    }

    /// Takes out the lines of a field.
    pub(crate) fn remove_lines(&mut self, key: &Key, node: &Node) {
        let (mut at, end) = (self.line(key.range.start).start, self.end(key, node));
        while at <= end {
            let range = self.line(at);
            at = range.end + 1;
            let text = &self.text()[range.clone()];
            if text.trim().is_empty() || text.trim_start().starts_with('#') {
                continue;
            }
            // what is taken out holds numbers and folder names, never a `#`
            let comment = text.find(" #").map_or("", |at| text[at..].trim_start());
            let kept =
                if comment.is_empty() { String::new() } else { format!("{}{comment}\n", self.indent(range.start)) };
            self.replace(range.start..at.min(self.text().len()), kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::yaml::edit::tests::edited;
    use crate::formats::yaml::node::Value;

    #[test]
    fn lines_go_and_comments_stay() {
        let without_first = |file| edited(file, |editor, entries| editor.remove_lines(&entries[0].0, &entries[0].1));
        assert_eq!(without_first("a: 5\nb: 6\n"), "b: 6\n");
        assert_eq!(without_first("a: 5  # năm\nb: 6\n"), "# năm\nb: 6\n");
        assert_eq!(without_first("a:\n  x: 1\n  # giữa\n  y: [1, 2]\n\nb: 6"), "  # giữa\n\nb: 6");
        assert_eq!(without_first("a:\nb: 6"), "b: 6");
        let quiet = edited("a: |\n  Một\n\n  Hai\nb: 6\n", |editor, entries| {
            editor.comment_out(&entries[0].0, &entries[0].1);
        });
        assert_eq!(quiet, "# a: |\n#   Một\n# \n#   Hai\nb: 6\n");
    }

    #[test]
    fn fields_leave_a_flow_map_with_their_commas() {
        let without = |gone: &[&str]| {
            edited("a: {b: 1, c: 2, d: 3}  # nhóm\n", |editor, entries| {
                let Value::Map(inner) = &entries[0].1.value else { panic!("{entries:?}") };
                editor.remove_entries(inner, &|key| gone.contains(&key.name.as_str()), true);
            })
        };
        assert_eq!(without(&["b"]), "a: {c: 2, d: 3}  # nhóm\n");
        assert_eq!(without(&["c"]), "a: {b: 1, d: 3}  # nhóm\n");
        assert_eq!(without(&["c", "d"]), "a: {b: 1}  # nhóm\n");
        assert_eq!(without(&["b", "c", "d"]), "a: {}  # nhóm\n");
    }
}
