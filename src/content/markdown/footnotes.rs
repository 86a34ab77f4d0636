//! Footnotes: marks matched with their texts, in the order of the marks.

use std::collections::HashMap;
use std::ops::Range;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Place;
use crate::content::expression::interpolated::InterpolatedText;
use crate::domain::document::body::Inline;

/// Marks and texts met so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Labels in the order of their first marks, and the place of that mark.
    order: Vec<(String, Place)>,
    /// The place of each label among them.
    known: HashMap<String, usize>,
    texts: HashMap<String, Vec<Inline>>,
    defined: Vec<(String, Range<usize>)>,
}

impl Footnotes {
    /// The index of a label's note and whether this is its first mark.
    pub(super) fn refer(&mut self, label: &str, place: Place) -> (usize, bool) {
        if let Some(index) = self.known.get(label) {
            return (*index, false);
        }
        self.known.insert(label.to_owned(), self.order.len());
        self.order.push((label.to_owned(), place));
        (self.order.len() - 1, true)
    }

    /// Takes the text of a note, unless its label has one.
    pub(super) fn define(&mut self, label: &str, mark: Range<usize>, text: Vec<Inline>) -> bool {
        let is_new = !self.texts.contains_key(label);
        if is_new {
            self.defined.push((label.to_owned(), mark));
            self.texts.insert(label.to_owned(), text);
        }
        is_new
    }

    /// The names and texts of the notes in order; marks without text and texts without mark are reported.
    pub(super) fn finish(
        mut self,
        text: &InterpolatedText,
        findings: &mut Findings,
    ) -> (Vec<String>, Vec<Vec<Inline>>) {
        for (label, range) in &self.defined {
            if !self.known.contains_key(label) {
                findings.push(
                    Finding::new(codes::UNUSED_FOOTNOTE, format!("chú thích `[^{label}]` không có dấu trong văn bản"))
                        .at(text.place(range.clone()))
                        .hint(format!("đặt `[^{label}]` ở chỗ cần chú thích, hoặc bỏ dòng này")),
                );
            }
        }
        let (mut names, mut notes) = (Vec::new(), Vec::new());
        for (label, place) in self.order {
            let note = self.texts.remove(&label).unwrap_or_else(|| {
                findings.push(
                    Finding::new(codes::UNDEFINED_FOOTNOTE, format!("chú thích `[^{label}]` chưa có nội dung"))
                        .at(place)
                        .hint(format!("thêm dòng `[^{label}]: …` ở cuối nội dung")),
                );
                Vec::new()
            });
            names.push(crate::base::text::nfc(&label));
            notes.push(note);
        }
        (names, notes)
    }
}
