//! Blocks of a body, and what the parsing of every kind of them needs.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::footnotes::Footnotes;
use super::nesting::MAX_NESTING;
use super::{lines, nesting};
use crate::base::finding::{Code, Finding, Findings, codes};
use crate::base::source::Text;
use crate::content::expression::Scope;
use crate::content::expression::interpolated::InterpolatedText;
use crate::domain::document::body::{Block, Body, CLOSING, Inline, plain};
use crate::domain::document::heading_numbers::{HeadingCounter, Ladder};

/// Images the body shows: path as written and where.
pub(crate) type Images = Vec<Text>;

/// Parses a body and gives its headings their numbers.
pub(crate) fn parse(
    text: &InterpolatedText,
    scope: &Scope,
    ladder: Ladder,
    images: &mut Images,
    findings: &mut Findings,
) -> Body {
    let text = &lines::prepared(text, findings);
    if let Some(line) = nesting::too_deep(&text.text) {
        findings.push(nesting::finding("gạch đầu dòng, trích dẫn").at(text.place(line)));
        return Body::default();
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = Parser::new_ext(&text.text, options);
    for (name, definition) in events.reference_definitions().iter() {
        findings.push(
            Finding::new(codes::UNSUPPORTED_MARKDOWN, format!("dòng `[{name}]: …` là liên kết, chưa được hỗ trợ"))
                .at(text.place(definition.span.clone()))
                .hint(format!("chú thích cuối trang viết `[^{name}]: …`; chữ thường thì viết `\\[{name}]: …`")),
        );
    }
    let mut parser = BodyParser {
        text,
        events: events.into_offset_iter().peekable(),
        numbering: HeadingCounter::new(ladder),
        depths: Vec::new(),
        nested: 0,
        notes: Footnotes::default(),
        lead: None,
        blocks: Vec::new(),
        references: Vec::new(),
        typed: Vec::new(),
        stars: Vec::new(),
        scope,
        images,
        findings,
    };
    parser.blocks();
    parser.close_lead();
    parser.report_stray_labels();
    parser.report_typed_numbers();
    parser.report_stars();
    parser.drop_lone_closing();
    let (footnote_names, footnotes) = parser.notes.finish(text, parser.findings);
    Body { blocks: parser.blocks, footnotes, footnote_names, references: parser.references }
}

pub(super) type Events<'a> = Peekable<pulldown_cmark::OffsetIter<'a>>;

/// A body on its way from Markdown to blocks.
pub(super) struct BodyParser<'a> {
    pub(super) text: &'a InterpolatedText,
    pub(super) events: Events<'a>,
    pub(super) numbering: HeadingCounter,
    /// Levels of the headings with titles that the current place is inside of.
    pub(super) depths: Vec<usize>,
    /// Bold, italic and images that the current place is inside of.
    pub(super) nested: usize,
    pub(super) notes: Footnotes,
    /// The number of an empty heading that waits for its paragraph.
    pub(super) lead: Option<(crate::domain::document::heading_numbers::HeadingNumber, Range<usize>)>,
    pub(super) blocks: Vec<Block>,
    /// Labels that sentences refer to, and where.
    pub(super) references: Vec<Text>,
    /// Numbers that were typed in front of lines: as typed, as they would print, and their lines.
    pub(super) typed: Vec<(String, String, Range<usize>)>,
    /// Where items begin whose mark is a star.
    pub(super) stars: Vec<usize>,
    pub(super) scope: &'a Scope,
    pub(super) images: &'a mut Images,
    pub(super) findings: &'a mut Findings,
}

impl<'a> BodyParser<'a> {
    pub(super) fn blocks(&mut self) {
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Heading { level, attrs, id, classes, .. }) => {
                    self.refuse_classes(&classes, &range);
                    self.heading(level, &attrs, id.as_deref(), range);
                }
                Event::Start(Tag::Paragraph) => self.paragraph(&range),
                Event::Start(Tag::List(None)) => self.list(1),
                Event::Start(Tag::List(Some(_))) => {
                    self.typed_number(range);
                    self.skip();
                }
                Event::Start(Tag::Table(columns)) => self.table(&columns, range),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => self.fenced(kind.trim(), range),
                Event::Start(Tag::FootnoteDefinition(label)) => self.footnote(&label, range),
                Event::Rule => {
                    self.close_lead();
                    self.blocks.push(Block::PageBreak);
                }
                Event::Start(tag) => {
                    self.unsupported(&tag, range);
                    self.skip();
                }
                Event::Html(html) | Event::InlineHtml(html) => self.html(&html, range),
                _ => {}
            }
        }
    }

    /// `./.` typed on a line of its own closes what stands above it: there it is printed.
    fn drop_lone_closing(&mut self) {
        if let [.., above, Block::Paragraph { lead: None, text }] = &self.blocks[..]
            && !matches!(above, Block::Heading { .. } | Block::PageBreak)
            && plain(text).trim() == CLOSING
        {
            self.blocks.pop();
        }
    }

    pub(super) fn paragraph(&mut self, range: &Range<usize>) {
        let text = self.inlines(TagEnd::Paragraph);
        if let [Inline::Text(only)] = &text[..]
            && only.value.trim().is_empty()
        {
            return;
        }
        if text.is_empty() {
            return; // an image on its own has made its block already
        }
        let lead = self.lead.take().map(|(number, _)| number);
        if lead.is_none()
            && let Some(text) = centred(&text)
        {
            self.blocks.push(Block::Centred { text });
            return;
        }
        if lead.is_none() {
            self.look_for_typed_number(&plain(&text), false, range.clone());
        }
        self.blocks.push(Block::Paragraph { lead, text });
    }

    /// A list; `level` says how deep it stands in others, from 1.
    pub(super) fn list(&mut self, level: usize) {
        self.close_lead();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(TagEnd::List(_)) => return,
                Event::Start(Tag::Item) => self.item(level, range),
                _ => {}
            }
        }
    }

    /// Reports the items that begin with a star, which may also be the mark of a note: one finding with their lines.
    fn report_stars(&mut self) {
        let Some(first) = self.stars.first().copied() else { return };
        let line = |at: &usize| self.text.place(*at..at + 1).line_column().0.to_string();
        let message = match self.stars.len() {
            1 => "gạch đầu dòng viết bằng dấu `*`".to_owned(),
            count => {
                let lines = self.stars.iter().map(line).collect::<Vec<_>>().join(", ");
                format!("{count} gạch đầu dòng viết bằng dấu `*`, ở dòng {lines}")
            }
        };
        let hint = "viết `- ` ở đầu dòng; muốn in dấu sao thì viết `\\*`";
        self.push(Finding::new(codes::UNSUPPORTED_MARKDOWN, message), first..first + 1, hint);
    }

    /// An item's first paragraph carries the mark; what follows in it are blocks of their own.
    pub(super) fn item(&mut self, level: usize, range: Range<usize>) {
        let mark = self.text.text[range.start..].chars().next().unwrap_or('-');
        if mark == '*' {
            self.stars.push(range.start);
        }
        let mut first = true;
        while let Some((event, inner)) = self.events.peek().cloned() {
            match event {
                Event::End(TagEnd::Item) => {
                    self.events.next();
                    return;
                }
                Event::Start(Tag::Paragraph) => {
                    self.events.next();
                    let text = self.inlines(TagEnd::Paragraph);
                    self.item_text((mark, level), text, &mut first);
                }
                Event::Start(Tag::List(None)) => {
                    self.events.next();
                    self.list_inside(level, inner);
                }
                Event::Start(Tag::List(Some(_))) => {
                    self.events.next();
                    self.typed_number(inner);
                    self.skip();
                }
                Event::Start(ref tag) if !is_inline(tag) => {
                    let tag = tag.clone();
                    self.events.next();
                    self.unsupported(&tag, inner);
                    self.skip();
                }
                Event::Rule => {
                    self.events.next();
                    self.blocks.push(Block::PageBreak);
                }
                _ => {
                    let text = self.tight_inlines();
                    self.item_text((mark, level), text, &mut first);
                }
            }
        }
    }

    /// A list in an item of this level.
    fn list_inside(&mut self, level: usize, range: Range<usize>) {
        if level < MAX_NESTING {
            return self.list(level + 1);
        }
        let line = self.first_line(range);
        self.findings.push(nesting::finding("gạch đầu dòng").at(self.text.place(line)));
        self.skip();
    }

    pub(super) fn item_text(&mut self, (mark, level): (char, usize), text: Vec<Inline>, first: &mut bool) {
        if text.is_empty() {
            return;
        }
        let block = match std::mem::take(first) {
            true => Block::Item { mark, level, text },
            false => Block::Paragraph { lead: None, text },
        };
        self.blocks.push(block);
    }

    /// An empty heading whose paragraph never came.
    pub(super) fn close_lead(&mut self) {
        if let Some((number, range)) = self.lead.take() {
            self.push(
                Finding::new(
                    codes::HEADING_ATTRIBUTE,
                    format!("đề mục trống `{}` không có đoạn văn theo sau", number.label),
                ),
                range,
                "viết tên đề mục trên dòng này, hoặc viết đoạn văn ngay bên dưới",
            );
        }
    }

    pub(super) fn unsupported(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let (what, hint) = match tag {
            Tag::BlockQuote(_) => ("đoạn trích dẫn `>` chưa được hỗ trợ", "bỏ dấu `>`; muốn in dấu này thì viết `\\>`"),
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                ("dòng thụt vào bốn dấu cách", "bỏ các dấu cách ở đầu dòng; chương trình tự thụt đầu dòng")
            }
            Tag::CodeBlock(_) => ("đoạn mã chưa được hỗ trợ", "bỏ ba dấu ` (phím cạnh số 1)"),
            Tag::Link { .. } => ("liên kết chưa được hỗ trợ", "viết địa chỉ thành chữ thường"),
            Tag::HtmlBlock => return, // its lines follow as HTML events
            _ => ("cách viết chưa được hỗ trợ", "viết thành đoạn văn, gạch đầu dòng `- `, bảng hoặc hình"),
        };
        let line = self.first_line(range);
        self.push(Finding::new(codes::UNSUPPORTED_MARKDOWN, what), line, hint);
    }

    pub(super) fn html(&mut self, html: &str, range: Range<usize>) {
        let tag = html.trim();
        let line = self.first_line(range);
        self.push(
            Finding::new(codes::RAW_HTML, format!("thẻ `{}` không dùng được", tag.lines().next().unwrap_or_default())),
            line,
            "chỉ dùng được `<br>` để xuống dòng; muốn in dấu `<` thì viết `\\<`",
        );
    }

    /// Reads past the element just entered; its text has been reported as unsupported.
    pub(super) fn skip(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some((Event::Html(html), range)) => self.html(&html, range),
                Some(_) => {}
                None => return,
            }
        }
    }

    pub(super) fn push(&mut self, finding: Finding, range: Range<usize>, hint: &str) {
        let place = self.text.place(range);
        self.findings.push(finding.at(place).hint(hint));
    }

    pub(super) fn report(&mut self, code: Code, message: &str, range: Range<usize>, hint: &str) {
        self.push(Finding::new(code, message), range, hint);
    }

    /// The first line of a stretch, so that an excerpt stays short.
    pub(super) fn first_line(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text.text[range.clone()];
        let length = text.find('\n').unwrap_or(text.len());
        range.start..range.start + length
    }
}

/// The words between the arrows of a line `-> … <-`, which stands in the middle of the page.
fn centred(text: &[Inline]) -> Option<Vec<Inline>> {
    let mut text = text.to_vec();
    let Some(Inline::Text(first)) = text.first_mut() else { return None };
    first.value = first.value.strip_prefix("->")?.trim_start().to_owned();
    let Some(Inline::Text(last)) = text.last_mut() else { return None };
    last.value = last.value.strip_suffix("<-")?.trim_end().to_owned();
    Some(text)
}

pub(super) fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

pub(super) fn level_number(level: HeadingLevel) -> usize {
    level as usize
}
