//! Footnotes: marks matched with their texts, in the order of the marks.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Place;
use crate::content::expression::interpolated::Running;
use crate::content::markdown::Walker;
use crate::domain::document::body::Inline;

/// Marks and texts met so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Labels in the order of their first marks, and the place of that mark.
    order: Vec<(String, Place)>,
    texts: HashMap<String, Vec<Inline>>,
    defined: Vec<(String, Range<usize>)>,
}

impl Footnotes {
    /// The index of a label's note and whether this is its first mark.
    pub(super) fn refer(&mut self, label: &str, place: Place) -> (usize, bool) {
        match self.order.iter().position(|(known, _)| known == label) {
            Some(index) => (index, false),
            None => {
                self.order.push((label.to_owned(), place));
                (self.order.len() - 1, true)
            }
        }
    }

    /// The notes in order; marks without text and texts without mark are reported.
    pub(super) fn finish(mut self, text: &Running, findings: &mut Findings) -> Vec<Vec<Inline>> {
        for (label, range) in &self.defined {
            if !self.order.iter().any(|(known, _)| known == label) {
                findings.push(
                    Finding::new(
                        codes::UNUSED_FOOTNOTE,
                        format!("chú thích `[^{label}]` không được gọi trong văn bản"),
                    )
                    .at(text.place(range.clone()))
                    .hint(format!("đặt `[^{label}]` ở chỗ cần chú thích, hoặc bỏ dòng này")),
                );
            }
        }
        let mut notes = Vec::new();
        for (label, place) in self.order {
            let note = self.texts.remove(&label).unwrap_or_else(|| {
                findings.push(
                    Finding::new(codes::UNDEFINED_FOOTNOTE, format!("chú thích `[^{label}]` chưa có nội dung"))
                        .at(place)
                        .hint(format!("thêm dòng `[^{label}]: …` ở cuối nội dung")),
                );
                Vec::new()
            });
            notes.push(note);
        }
        notes
    }
}

impl Walker<'_> {
    pub(super) fn footnote(&mut self, label: &str, range: Range<usize>) {
        let line = self.first_line(range);
        let mark = line.start..(line.start + label.len() + 3).min(line.end);
        let mut note: Vec<Inline> = Vec::new();
        while let Some((event, inner)) = self.events.next() {
            match event {
                Event::End(TagEnd::FootnoteDefinition) => break,
                Event::Start(Tag::Paragraph) => {
                    if !note.is_empty() {
                        note.push(Inline::Break);
                    }
                    note.extend(self.inlines(TagEnd::Paragraph));
                }
                Event::Start(Tag::List(Some(_))) => {
                    self.typed_number(inner);
                    self.skip();
                }
                Event::Start(tag) => {
                    if matches!(tag, Tag::List(None) | Tag::Table(_) | Tag::Heading { .. }) {
                        let line = self.first_line(inner);
                        self.report(
                            codes::UNSUPPORTED_MARKDOWN,
                            "chú thích chỉ chứa đoạn văn",
                            line,
                            "viết nội dung chú thích thành đoạn văn",
                        );
                    } else {
                        self.unsupported(&tag, inner);
                    }
                    self.skip();
                }
                _ => {}
            }
        }
        if self.notes.defined.iter().any(|(known, _)| known == label) {
            self.push(
                Finding::new(codes::DUPLICATE_FOOTNOTE, format!("chú thích `[^{label}]` viết hai lần")),
                mark,
                "đặt tên khác cho một trong hai chú thích",
            );
            return;
        }
        self.notes.defined.push((label.to_owned(), mark));
        self.notes.texts.insert(label.to_owned(), note);
    }
}
