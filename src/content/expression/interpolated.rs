//! InterpolatedText text: a scalar of the file with its expressions worked out, every byte still knowing its place.

use std::ops::Range;
use std::sync::Arc;

use super::citations;
use super::delimiters::{end_of, escape_markdown};
use super::scope::Scope;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{Place, Source, Text};
use crate::formats::yaml::node::{Node, Style, Value};

/// Bytes behind `{{` among which its `}}` is looked for: twice what an expression may have.
const MAX_OPEN: usize = 4_000;

/// Bytes behind a single `{` among which its `}` is looked for: a name with a filter or two.
const MAX_SINGLE: usize = 400;

/// A stretch of the text that comes from one stretch of the file.
#[derive(Debug)]
struct Segment {
    /// First byte in the text.
    at: usize,
    /// Where it comes from.
    source: Range<usize>,
    /// Whether text and file agree byte by byte; if not, any byte stands for the whole stretch.
    exact: bool,
}

/// Text whose expressions may be worked out, and a map back into the file.
#[derive(Debug)]
pub(crate) struct InterpolatedText {
    pub(crate) text: String,
    source: Arc<Source>,
    segments: Vec<Segment>,
}

/// How the value of an expression is written into the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escaping {
    /// As it is.
    None,
    /// So that Markdown takes every character of it for itself.
    Markdown,
}

impl InterpolatedText {
    /// The text of a scalar; empty for other nodes.
    pub(crate) fn new(source: &Arc<Source>, node: &Node) -> Self {
        let mut out = Self { text: String::new(), source: Arc::clone(source), segments: Vec::new() };
        if let Value::Scalar { text, style } = &node.value {
            match style {
                Style::Literal => out.push_lines(text, node),
                _ => out.push_flow(text, node),
            }
        }
        out
    }

    /// A whole file as one text.
    pub(crate) fn whole(source: &Arc<Source>) -> Self {
        let mut out = Self { text: String::new(), source: Arc::clone(source), segments: Vec::new() };
        out.push(source.text(), 0..source.text().len(), true);
        out
    }

    /// Every line of a `|` block stands in the file as it is, after its indent.
    fn push_lines(&mut self, text: &str, node: &Node) {
        let first = self.source.line_of(node.range.start);
        let header = &self.source.text()[self.source.line_range(first)];
        let skip =
            usize::from(header.contains('|') && !header.trim_start().starts_with(text.lines().next().unwrap_or("|")));
        for (i, line) in text.split_inclusive('\n').enumerate() {
            let range = self.source.line_range(first + skip + i);
            let written = &self.source.text()[range.clone()];
            let bare = line.trim_end_matches('\n');
            let start = range.end - bare.len().min(written.len());
            self.push(line, start..range.end, written.ends_with(bare));
        }
    }

    fn push_flow(&mut self, text: &str, node: &Node) {
        let range = node.range.clone();
        let written = &self.source.text()[range.clone()];
        match written.find(text) {
            Some(at) => self.push(text, range.start + at..range.start + at + text.len(), true),
            None => self.push(text, range, false),
        }
    }

    fn push(&mut self, text: &str, source: Range<usize>, exact: bool) {
        self.segments.push(Segment { at: self.text.len(), source, exact });
        self.text.push_str(text);
    }

    /// The place in the file of a stretch of this text.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        let start = self.locate(range.start).start;
        let last = self.locate(range.end.saturating_sub(1).max(range.start));
        let end = if range.is_empty() { start } else { last.end };
        Place::new(&self.source, start..end.max(start))
    }

    fn locate(&self, at: usize) -> Range<usize> {
        let i = self.segments.partition_point(|segment| segment.at <= at);
        let Some(segment) = i.checked_sub(1).and_then(|i| self.segments.get(i)) else {
            return 0..0;
        };
        if segment.exact {
            let start = (segment.source.start + at - segment.at).min(segment.source.end);
            start..(start + 1).min(segment.source.end)
        } else {
            segment.source.clone()
        }
    }

    /// Works out every `{{ … }}`; what cannot be worked out is reported and left out.
    pub(crate) fn evaluate(self, scope: &Scope, escaping: Escaping, findings: &mut Findings) -> Self {
        if !self.text.contains('{') {
            return self;
        }
        self.report_single_braces(scope, findings);
        if !self.text.contains("{{") && !self.text.contains("{%") {
            return self;
        }
        let mut out = Self { text: String::new(), source: Arc::clone(&self.source), segments: Vec::new() };
        let mut meant = Vec::new();
        let mut at = 0;
        while let Some(next) = self.text[at..].find("{{").map(|i| at + i) {
            if let Some(before) = self.text[at..next].strip_suffix('\\') {
                // the signs themselves
                self.copy(at..at + before.len(), &mut out, findings);
                meant.push(out.text.len());
                out.push("{{", self.place(next..next + 2).range(), true);
                at = next + 2;
                continue;
            }
            self.copy(at..next, &mut out, findings);
            let behind = self.behind(next + 2, MAX_OPEN);
            let Some(end) = end_of(behind) else {
                let line = behind.lines().next().unwrap_or_default();
                let end = next + 2 + line.find("{{").unwrap_or(line.len());
                findings.push(
                    Finding::new(codes::BROKEN_EXPRESSION, "biểu thức mở `{{` mà không đóng")
                        .at(self.place(next..end))
                        .hint("thêm `}}` ở cuối biểu thức; muốn in hai dấu ngoặc nhọn thì viết `\\{{`"),
                );
                at = next + 2;
                continue;
            };
            let inside = next + 2..next + 2 + end;
            let whole = self.place(next..inside.end + 2);
            let place = |range: Range<usize>| self.place(inside.start + range.start..inside.start + range.end);
            match scope.evaluate(&self.text[inside.clone()], &place) {
                Ok(value) => {
                    // `{{ "{{" }}`
                    if value.contains("{{") && self.text[inside.clone()].contains("{{") {
                        meant.push(out.text.len());
                    }
                    let written = match escaping {
                        Escaping::None => value,
                        Escaping::Markdown => escape_markdown(&value),
                    };
                    out.push(&written, whole.range(), false);
                }
                Err(finding) => findings.push(*finding),
            }
            at = inside.end + 2;
        }
        self.copy(at..self.text.len(), &mut out, findings);
        meant.into_iter().for_each(|at| scope.note_braces(&out.text[at..]));
        out
    }

    /// The first expression of a text that takes none, finished or not.
    pub(crate) fn expression(&self, scope: Option<&Scope>) -> Option<Place> {
        let doubled = self.text.find("{{").or_else(|| self.text.find("{%")).map(|at| {
            let end = end_of(&self.text[at + 2..]).map_or(self.text.trim_end().len(), |end| at + 2 + end + 2);
            self.place(at..end)
        });
        let single = || Some(self.place(self.single_braces(scope?).first()?.0.clone()));
        doubled.or_else(single)
    }

    /// What stands near behind a place.
    fn behind(&self, at: usize, bytes: usize) -> &str {
        &self.text[at..self.text.floor_char_boundary(at + bytes)]
    }

    /// `{ thu.tong }` and `{ { thu.tong } }` would print as they stand.
    fn report_single_braces(&self, scope: &Scope, findings: &mut Findings) {
        for (range, inside) in self.single_braces(scope) {
            let name = inside.split('|').next().unwrap_or_default().trim();
            findings.push(
                Finding::new(codes::BROKEN_EXPRESSION, format!("`{name}` không nằm giữa hai dấu ngoặc nhọn viết liền"))
                    .at(self.place(range))
                    .hint(format!("viết `{{{{ {inside} }}}}`")),
            );
        }
    }

    /// Names of figures and facts between single braces, each with the expression that is meant.
    fn single_braces(&self, scope: &Scope) -> Vec<(Range<usize>, &str)> {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for (at, _) in self.text.match_indices('{') {
            let (before, rest) = (&self.text[..at], self.behind(at + 1, MAX_SINGLE));
            let is_inner = found.last().is_some_and(|(outer, _)| at < outer.end);
            if is_inner || before.ends_with(['{', '\\']) || rest.starts_with(['{', '%', '#']) {
                continue;
            }
            let Some(end) = rest.find(['}', '\n']) else { continue };
            let inside = rest[..end].trim_start_matches(['{', ' ']).trim();
            let name = inside.split('|').next().unwrap_or_default().trim();
            if rest[end..].starts_with('}') && (scope.knows(name) || citations::is_call(name)) {
                let doubled = rest[..end].trim_start().starts_with('{');
                let more = if doubled { rest[end + 1..].find('}').map_or(0, |more| more + 1) } else { 0 };
                found.push((at..at + 1 + end + 1 + more, inside));
            }
        }
        found
    }

    fn copy(&self, range: Range<usize>, out: &mut Self, findings: &mut Findings) {
        let text = &self.text[range.clone()];
        if let Some(at) = text.find("{%") {
            let start = range.start + at;
            findings.push(
                Finding::new(codes::UNSUPPORTED_STATEMENT, "lệnh `{% … %}` không dùng được trong văn bản")
                    .at(self.place(start..start + 2))
                    .hint("trong văn bản chỉ dùng biểu thức `{{ … }}`; lệnh `{% … %}` để trong mẫu ở thư mục `mau/`"),
            );
        }
        self.copy_stretch(range, out);
    }

    fn copy_stretch(&self, range: Range<usize>, out: &mut Self) {
        let first = self.segments.partition_point(|segment| segment.at < range.start);
        let cuts = self.segments[first..].iter().map(|segment| segment.at).take_while(|at| *at < range.end);
        let mut starts: Vec<usize> = std::iter::once(range.start).chain(cuts).collect();
        starts.dedup();
        for (i, &start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or(range.end);
            if start < end {
                let i = self.segments.partition_point(|segment| segment.at <= start);
                let exact = i.checked_sub(1).is_some_and(|i| self.segments[i].exact);
                let place = if exact { self.place(start..end).range() } else { self.locate(start) };
                out.push(&self.text[start..end], place, exact);
            }
        }
    }

    /// The same text with stretches replaced, in their order; what is new stands where it took the place of the old.
    pub(crate) fn rewritten(&self, edits: &[(Range<usize>, String)]) -> Self {
        let mut edits: Vec<&(Range<usize>, String)> = edits.iter().collect();
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = Self { text: String::new(), source: Arc::clone(&self.source), segments: Vec::new() };
        let mut at = 0;
        for (range, new) in edits {
            if range.start < at {
                continue;
            }
            self.copy_stretch(at..range.start, &mut out);
            out.push(new, self.place(range.clone()).range(), false);
            at = range.end;
        }
        self.copy_stretch(at..self.text.len(), &mut out);
        out
    }

    /// The whole as a plain text.
    pub(crate) fn into_text(self) -> Text {
        let place = self.place(0..self.text.trim_end().len());
        Text { value: self.text.trim_end_matches('\n').to_owned(), place: Some(place) }
    }
}
