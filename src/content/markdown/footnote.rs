//! The text of a footnote.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parser::BodyParser;
use crate::base::finding::{Finding, codes};
use crate::domain::document::body::Inline;

impl BodyParser<'_> {
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
        if !self.notes.define(label, mark.clone(), note) {
            self.push(
                Finding::new(codes::DUPLICATE_FOOTNOTE, format!("chú thích `[^{label}]` viết hai lần")),
                mark,
                "đặt tên khác cho một trong hai chú thích",
            );
        }
    }
}
