//! YAML text as a tree in which every key and value knows its place.

mod builder;

use std::ops::Range;
use std::sync::Arc;

use builder::Builder;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{DataPath, Source, Step};

/// Tiers of data a file may have; documents need four.
pub(super) const MAX_DEPTH: usize = 32;

/// Slips of one file that are told at once.
const MAX_SLIPS: usize = 20;

/// Stands for a lone `?` while YAML is read; no keyboard types it.
const STAND_IN: &str = "\u{7f}";

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) range: Range<usize>,
    pub(crate) value: Value,
}

/// What a node holds. Scalars keep the text as typed: `262.000` must not become 262.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Scalar { text: String, style: Style },
    Map(Vec<(Key, Node)>),
    List(Vec<Node>),
}

/// A key and its place.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) range: Range<usize>,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Quoted,
    /// `|`: every line stands in the file as it is, after the indent.
    Literal,
    /// `>`: lines are joined.
    Folded,
}

impl Node {
    /// The value under a key of a map.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(k, _)| k.name == key).map(|(_, n)| n),
            _ => None,
        }
    }

    /// The same node of a longer text, whose part from this byte on was read.
    pub(crate) fn moved(self, by: usize) -> Self {
        let range = |range: Range<usize>| range.start + by..range.end + by;
        let value = match self.value {
            Value::Map(entries) => {
                let key = |key: Key| Key { range: range(key.range.clone()), ..key };
                Value::Map(entries.into_iter().map(|(k, node)| (key(k), node.moved(by))).collect())
            }
            Value::List(items) => Value::List(items.into_iter().map(|item| item.moved(by)).collect()),
            scalar @ Value::Scalar { .. } => scalar,
        };
        Self { range: range(self.range), value }
    }

    /// The value at a path.
    pub(crate) fn at(&self, path: &DataPath) -> Option<&Self> {
        path.steps().iter().try_fold(self, |node, step| match (step, &node.value) {
            (Step::Key(key), _) => node.get(key),
            (Step::Index(index), Value::List(items)) => items.get(*index),
            (Step::Index(_), _) => None,
        })
    }

    /// The path of every value below this one, as sentences write them.
    pub(crate) fn names(&self) -> Vec<String> {
        let below = |step: String, node: &Self| {
            let inner = node
                .names()
                .into_iter()
                .map(|name| if name.starts_with('[') { format!("{step}{name}") } else { format!("{step}.{name}") });
            std::iter::once(step.clone()).chain(inner).collect::<Vec<_>>()
        };
        match &self.value {
            Value::Map(entries) => entries.iter().flat_map(|(key, node)| below(key.name.clone(), node)).collect(),
            Value::List(items) => items.iter().zip(0..).flat_map(|(item, i)| below(format!("[{i}]"), item)).collect(),
            Value::Scalar { .. } => Vec::new(),
        }
    }

    /// Whether nothing is written: an empty scalar without quotes, or `~`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, style: Style::Plain } if text.is_empty() || text == "~")
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// Reads a file into a tree; `None` when it cannot be read at all.
pub(crate) fn parse(source: &Arc<Source>, findings: &mut Findings) -> Option<Node> {
    if source.text().trim().is_empty() {
        findings.push(
            Finding::new(codes::EMPTY_FILE, "tệp trống").in_file(source.name()).hint(
                "mở lại tệp trong trình soạn thảo và lưu nội dung, hoặc tạo văn bản mới bằng `vanthu new bao-cao`",
            ),
        );
        return None;
    }
    let text = with_stand_ins(source.text());
    let mut builder = Builder::new(source, &text);
    let root = builder.document();
    findings.extend(std::mem::take(&mut builder.findings));
    match root {
        Ok(Some(node)) => Some(node),
        Ok(None) => {
            findings.push(
                Finding::new(codes::EMPTY_FILE, "tệp chỉ có chú giải, chưa có trường nào")
                    .in_file(source.name())
                    .hint("bỏ dấu `#` ở đầu các dòng cần dùng"),
            );
            None
        }
        Err(first) => {
            more_slips(source, text, *first, findings);
            None
        }
    }
}

/// Reports a slip, then reads on without its line, so that all slips of a file are told at once.
fn more_slips(source: &Arc<Source>, mut text: String, first: Finding, findings: &mut Findings) {
    let mut found = Some(first);
    for _ in 0..MAX_SLIPS {
        let Some(finding) = found.take() else {
            return;
        };
        let line = finding.place.as_ref().map(|place| source.line_range(source.line_of(place.range().start)));
        // a slip that was not recognised may upset every line after it
        let known =
            !matches!(finding.code, codes::YAML_SYNTAX | codes::YAML_INDENT | codes::ALIAS_LIMIT | codes::DEPTH_LIMIT);
        findings.push(finding);
        let Some(line) = line.filter(|_| known) else {
            return;
        };
        // empty lines, as one of blanks alone could upset the block it stands in
        let blank = "\n".repeat(line.len());
        text.replace_range(line, &blank);
        found = Builder::new(source, &text).document().err().map(|finding| *finding);
        found = found.filter(|finding| findings.iter().all(|known| known.place != finding.place));
    }
}

/// `thu: ?` says "not yet" to a clerk, but begins a key to YAML: a character that YAML leaves alone stands in.
pub(super) fn with_stand_ins(text: &str) -> String {
    let mut out = text.to_owned();
    if text.contains(STAND_IN) {
        return out;
    }
    for (at, _) in text.match_indices('?').rev() {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = text[line..at].trim_end();
        let opens = before.len() < at - line && before.ends_with([':', '-']) || before.ends_with(['[', '{', ',']);
        let after = text[at + 1..].trim_start_matches([' ', '\t']);
        let closes = after.is_empty() || after.starts_with(['\n', ',', ']', '}', '#']);
        if opens && closes {
            out.replace_range(at..=at, STAND_IN);
        }
    }
    out
}
