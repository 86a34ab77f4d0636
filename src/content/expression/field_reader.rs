//! Texts of a tree by data path, each with its place.

use std::sync::Arc;

use super::interpolated::InterpolatedText;
use crate::base::source::{DataPath, Place, Source, Text};
use crate::formats::yaml::node::Node;

/// A file and its tree, read field by field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldReader<'a> {
    pub(crate) source: &'a Arc<Source>,
    pub(crate) root: &'a Node,
}

impl FieldReader<'_> {
    /// The text at a path; empty when there is none.
    pub(crate) fn text(&self, path: &DataPath) -> Text {
        match self.root.at(path) {
            Some(node) => InterpolatedText::new(self.source, node).into_text(),
            None => Text { value: String::new(), place: None },
        }
    }

    /// The text at a path, when something is written there.
    pub(crate) fn optional(&self, path: &DataPath) -> Option<Text> {
        let node = self.root.at(path).filter(|node| !node.is_null())?;
        node.text().map(|_| self.text(path)).filter(|text| !text.value.trim().is_empty())
    }

    /// The text at a path, expressions not yet worked out.
    pub(crate) fn interpolated(&self, path: &DataPath) -> Option<InterpolatedText> {
        let node = self.root.at(path).filter(|node| !node.is_null())?;
        node.text().map(|_| InterpolatedText::new(self.source, node))
    }

    /// Where the first line of the value at a path stands.
    pub(crate) fn place(&self, path: &DataPath) -> Option<Place> {
        let range = self.root.at(path)?.range.clone();
        let line = self.source.line_range(self.source.line_of(range.start));
        Some(Place::new(self.source, range.start..range.end.min(line.end)))
    }
}
