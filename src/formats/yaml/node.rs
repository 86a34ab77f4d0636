//! The tree of a YAML file: scalars as typed, maps, lists, each with its place.

use std::ops::Range;

use crate::base::source::{DataPath, Step};

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) range: Range<usize>,
    pub(crate) value: Value,
}

impl Node {
    /// The value under a key of a map.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(k, _)| k.name == key).map(|(_, n)| n),
            _ => None,
        }
    }

    /// The entries of a map; none for other nodes.
    pub(crate) fn entries(&self) -> &[(Key, Self)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The same node of a longer text, whose part from this byte on was read.
    pub(crate) fn offset_by(self, by: usize) -> Self {
        let range = |range: Range<usize>| range.start + by..range.end + by;
        let value = match self.value {
            Value::Map(entries) => {
                let key = |key: Key| Key { range: range(key.range.clone()), ..key };
                Value::Map(entries.into_iter().map(|(k, node)| (key(k), node.offset_by(by))).collect())
            }
            Value::List(items) => Value::List(items.into_iter().map(|item| item.offset_by(by)).collect()),
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

    /// Whether a `|` has no words below it.
    pub(crate) fn is_blank_block(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, style: Style::Literal | Style::Folded } if text.trim().is_empty())
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
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

/// Tiers of data a file may have; documents need four.
pub(crate) const MAX_DEPTH: usize = 32;
