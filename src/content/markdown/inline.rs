//! Pieces of a line: words, bold, italic, raised and lowered text, footnote marks, line breaks, images.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::finding::{Finding, codes};
use crate::base::source::{Place, Text};
use crate::content::markdown::labels;
use crate::content::markdown::nesting::{self, MAX_NESTING};
use crate::content::markdown::parser::{BodyParser, is_inline};
use crate::domain::document::body::{Block, Inline, plain};

/// Pieces of a line that are dressed by themselves: Typst takes a time that grows with the square of their number.
const MAX_PIECES: usize = 4_000;

impl BodyParser<'_> {
    /// Everything up to the end of the element just entered.
    pub(super) fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(&event, Event::End(tag) if *tag == end) {
                break;
            }
            self.inline(event, range, &mut inlines);
        }
        self.whole(inlines)
    }

    /// The words of a tight list item, which no paragraph encloses.
    pub(super) fn tight_inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(TagEnd::Item) | Event::Rule => break,
                Event::Start(tag) if !is_inline(tag) => break,
                _ => {}
            }
            if let Some((event, range)) = self.events.next() {
                self.inline(event, range, &mut inlines);
            }
        }
        self.whole(inlines)
    }

    /// The pieces of a line joined; so many that setting them takes long are reported.
    fn whole(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let inlines = joined(inlines);
        if self.nested == 0 && pieces(&inlines) > MAX_PIECES {
            let message = format!("một đoạn có hơn {MAX_PIECES} chỗ đổi kiểu chữ, chú thích hoặc xuống dòng");
            let finding = Finding::new(codes::UNSUPPORTED_MARKDOWN, message).at_optional(first_place(&inlines));
            self.findings.push(finding.hint("tách thành nhiều đoạn, cách nhau một dòng trống"));
        }
        inlines
    }

    fn inline(&mut self, event: Event<'_>, range: Range<usize>, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => self.words(text, range, out),
            Event::SoftBreak => out.push(self.text_of(" ".into(), range)),
            Event::HardBreak => out.push(Inline::Break),
            Event::InlineHtml(html) | Event::Html(html) if is_break(&html) => out.push(Inline::Break),
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html, range),
            Event::FootnoteReference(label) => {
                let place = self.text.place(range);
                let (index, first) = self.notes.refer(&label, place);
                out.push(Inline::Footnote { index, first });
            }
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Image { .. }) if self.nested == MAX_NESTING => {
                self.findings.push(nesting::finding("chữ đậm, chữ nghiêng, hình").at(self.text.place(range)));
                self.skip();
            }
            Event::Start(Tag::Strong) => out.push(Inline::Strong(self.inside(TagEnd::Strong))),
            Event::Start(Tag::Emphasis) => out.push(Inline::Emphasis(self.inside(TagEnd::Emphasis))),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with('#') => {
                self.reference(&dest_url[1..], range, out)
            }
            Event::Start(Tag::Image { dest_url, .. }) => self.image(&dest_url, range, out),
            Event::Start(tag) => {
                self.unsupported(&tag, range);
                self.skip();
            }
            Event::Code(code) => self.report(
                codes::UNSUPPORTED_MARKDOWN,
                &format!("chữ trong dấu ` (phím cạnh số 1) `{code}` chưa được hỗ trợ"),
                range,
                "bỏ dấu ` (phím cạnh số 1); muốn in dấu này thì viết \\`",
            ),
            _ => {}
        }
    }

    /// Everything up to the end of the piece just entered, which may hold others.
    fn inside(&mut self, end: TagEnd) -> Vec<Inline> {
        self.nested += 1;
        let inlines = self.inlines(end);
        self.nested -= 1;
        inlines
    }

    pub(super) fn text_of(&self, value: String, range: Range<usize>) -> Inline {
        Inline::Text(Text { value, place: Some(self.text.place(range)) })
    }

    /// `[](#nhãn)`: the number of what has the label.
    fn reference(&mut self, label: &str, range: Range<usize>, out: &mut Vec<Inline>) {
        let words = self.inside(TagEnd::Link);
        let label = crate::base::text::nfc(label);
        if !words.is_empty() {
            self.report(
                codes::UNSUPPORTED_MARKDOWN,
                &format!("chữ trong ngoặc vuông trước `(#{label})` không in ra"),
                range.clone(),
                &format!("chỉ viết `[](#{label})`, chương trình tự in số; chữ cần in thì viết ở ngoài"),
            );
        }
        self.references.push(Text { value: label.clone(), place: Some(self.text.place(range)) });
        out.push(Inline::Reference(label));
    }

    /// An image stands on its own; its words are the caption.
    fn image(&mut self, path: &str, range: Range<usize>, out: &[Inline]) {
        let caption = self.inside(TagEnd::Image);
        let label = self.label_behind();
        let alone = out.is_empty() && matches!(self.events.peek(), Some((Event::End(TagEnd::Paragraph), _)));
        if !alone {
            self.report(
                codes::UNSUPPORTED_MARKDOWN,
                "hình nằm giữa dòng chữ",
                range,
                "đặt hình trên một dòng riêng, trên và dưới có dòng trống",
            );
            return;
        }
        if plain(&caption).trim().is_empty() {
            self.report(
                codes::IMAGE_WITHOUT_CAPTION,
                "hình chưa có tên",
                range,
                &format!("viết `![Tên hình]({path})`; tên hình in dưới hình và đọc cho người không nhìn được"),
            );
            return;
        }
        let path = Text { value: crate::base::text::nfc(path), place: Some(self.text.place(range)) };
        self.images.push(path.clone());
        self.close_lead();
        self.blocks.push(Block::Image { path, caption, label });
    }
}

impl BodyParser<'_> {
    /// `{#nhãn}` behind a picture, up to the end of its line.
    fn label_behind(&mut self) -> Option<Text> {
        let (Event::Text(words), range) = self.events.peek()? else { return None };
        let words = Text { value: words.to_string(), place: Some(self.text.place(range.clone())) };
        let (rest, label) = labels::split(&words)?;
        if !rest.trim().is_empty() {
            return None;
        }
        self.events.next();
        Some(label)
    }
}

/// How many pieces a line has, those inside others too.
fn pieces(inlines: &[Inline]) -> usize {
    inlines.iter().map(|inline| 1 + pieces(inline.inner())).sum()
}

/// Where the words of a line begin.
fn first_place(inlines: &[Inline]) -> Option<Place> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(text) => text.place.clone(),
        inline => first_place(inline.inner()),
    })
}

fn is_break(html: &str) -> bool {
    let tag: String = html.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    matches!(tag.as_str(), "<br>" | "<br/>")
}

/// Joins neighbouring words into one, with the place of all.
fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(next)) => {
                last.value.push_str(&next.value);
                last.place = match (last.place.take(), &next.place) {
                    (Some(a), Some(b)) if b.range().end >= a.range().start => {
                        Some(Place::new(a.source(), a.range().start..b.range().end))
                    }
                    (a, _) => a,
                };
            }
            (_, inline) => out.push(inline),
        }
    }
    out
}
