//! YAML text as a tree in which every key and value knows its place.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::slips;
use crate::finding::{Finding, Findings, codes};
use crate::source::{DataPath, Place, Source, Step};

/// Tiers of data a file may have; documents need four.
pub(super) const MAX_DEPTH: usize = 32;

/// Values a file may hold, aliases written out; the longest real report has some hundred.
const MAX_NODES: usize = 200_000;

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

/// The text of a scalar with its `?` back.
fn as_typed(text: Cow<'_, str>) -> String {
    if text.contains(STAND_IN) { text.replace(STAND_IN, "?") } else { text.into_owned() }
}

type Built<T> = Result<T, Box<Finding>>;

struct Builder<'a> {
    source: &'a Arc<Source>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    text: &'a str,
    /// Where the last place asked for stands, in characters and in bytes: places are asked for nearly in order.
    cursor: Cell<(usize, usize)>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    findings: Findings,
}

impl<'a> Builder<'a> {
    /// `text` is a copy of the source's, of the same length: with stand-ins, perhaps with lines blanked out.
    fn new(source: &'a Arc<Source>, text: &'a str) -> Self {
        Self {
            source,
            parser: Parser::new_from_str(text),
            text,
            cursor: Cell::default(),
            anchors: HashMap::new(),
            nodes: 0,
            findings: Findings::default(),
        }
    }

    fn document(&mut self) -> Built<Option<Node>> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root.filter(|node: &Node| !node.is_null())),
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
                _ if root.is_some() => {
                    return Err(self.problem(
                        codes::SEVERAL_DOCUMENTS,
                        &span,
                        "một tệp chỉ chứa một văn bản",
                        "bỏ dòng `---` và chuyển phần sau sang tệp khác",
                    ));
                }
                event => root = Some(self.node(event, span, 0)?),
            }
        }
    }

    fn next(&mut self) -> Built<(Event<'a>, Span)> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let at = self.byte(error.marker().index());
                Err(Box::new(slips::explain(self.source, at, error.info())))
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Built<Node> {
        self.count(1, &span)?;
        if depth > MAX_DEPTH {
            return Err(self.problem(
                codes::DEPTH_LIMIT,
                &span,
                &format!("dữ liệu lồng quá {MAX_DEPTH} tầng"),
                "viết dữ liệu ít tầng hơn",
            ));
        }
        let start = self.byte(span.start.index());
        let end = self.byte(span.end.index());
        let (value, anchor, end) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let value = Value::Scalar { text: as_typed(text), style: Style::from(style) };
                (value, anchor, self.quoted_end(start).unwrap_or(end))
            }
            Event::SequenceStart(anchor, _) => {
                let (items, end) = self.list(depth)?;
                (Value::List(items), anchor, end)
            }
            Event::MappingStart(anchor, _) => {
                let (entries, end) = self.map(depth)?;
                (Value::Map(entries), anchor, end)
            }
            Event::Alias(anchor) => return self.alias(anchor, &span),
            _ => {
                return Err(self.problem(
                    codes::YAML_SYNTAX,
                    &span,
                    "tệp không đúng cú pháp YAML",
                    "kiểm tra lại dòng này và dòng trên",
                ));
            }
        };
        let node = Node { range: start..end.max(start), value };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    /// Where a quoted text that begins here ends; the parser counts the notes behind it in.
    fn quoted_end(&self, start: usize) -> Option<usize> {
        let text = &self.source.text()[start..];
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let mut letters = text.char_indices().skip(1).peekable();
        while let Some((at, c)) = letters.next() {
            let doubled = quote == '\'' && c == quote && letters.peek().is_some_and(|(_, next)| *next == quote);
            if doubled || quote == '"' && c == '\\' {
                letters.next();
            } else if c == quote {
                return Some(start + at + 1);
            }
        }
        None
    }

    fn list(&mut self, depth: usize) -> Built<(Vec<Node>, usize)> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::SequenceEnd => return Ok((items, self.byte(span.start.index()))),
                Event::StreamEnd => {
                    return Err(self.problem(codes::YAML_SYNTAX, &span, "danh sách chưa đóng", "thêm dấu `]`"));
                }
                event => {
                    let item = self.node(event, span, depth + 1)?;
                    items.push(self.sentence(item));
                }
            }
        }
    }

    /// `- Lưu: VT, HS kỳ họp` is a line of text: no field is called `Lưu`.
    fn sentence(&self, item: Node) -> Node {
        let Value::Map(entries) = &item.value else {
            return item;
        };
        let [(key, Node { range, value: Value::Scalar { style: Style::Plain | Style::Quoted, .. } })] = &entries[..]
        else {
            return item;
        };
        let whole = key.range.start..range.end;
        let text = &self.source.text()[whole.clone()];
        let field = key.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if field || text.contains('\n') {
            return item;
        }
        Node { range: whole, value: Value::Scalar { text: text.to_owned(), style: Style::Plain } }
    }

    fn map(&mut self, depth: usize) -> Built<(Vec<(Key, Node)>, usize)> {
        let mut entries: Vec<(Key, Node)> = Vec::with_capacity(8);
        loop {
            let (event, span) = self.next()?;
            let (name, range) = match event {
                Event::MappingEnd => return Ok((entries, self.byte(span.start.index()))),
                Event::Scalar(text, ..) => (as_typed(text), self.range(&span)),
                _ => return Err(Box::new(slips::explain(self.source, self.byte(span.start.index()), "key"))),
            };
            let (event, span) = self.next()?;
            let node = self.node(event, span, depth + 1)?;
            // `{a: 61,5, b: 38,5}`: what follows a comma is no key, which is told where the numbers are read
            let cut = node.is_null() && name.trim_end_matches('%').bytes().all(|byte| byte.is_ascii_digit());
            if let Some((first, _)) = entries.iter().find(|(key, _)| key.name == name && !cut) {
                let (line, _) = self.source.line_column(first.range.start);
                self.findings.push(
                    Finding::new(codes::DUPLICATE_KEY, format!("trường `{name}` viết hai lần"))
                        .at(Place::new(self.source, range.clone()))
                        .hint(format!("lần đầu ở dòng {line}; giữ lại một dòng")),
                );
                continue;
            }
            entries.push((Key { name, range }, node));
        }
    }

    fn alias(&mut self, anchor: usize, span: &Span) -> Built<Node> {
        let Some(node) = self.anchors.get(&anchor).cloned() else {
            return Err(self.problem(
                codes::ALIAS_LIMIT,
                span,
                "bí danh gọi chính nó",
                "viết giá trị ra thay cho bí danh",
            ));
        };
        self.count(size(&node), span)?;
        Ok(node)
    }

    fn count(&mut self, nodes: usize, span: &Span) -> Built<()> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err(self.problem(
                codes::ALIAS_LIMIT,
                span,
                &format!("dữ liệu phình quá {MAX_NODES} giá trị"),
                "bỏ các bí danh (`&tên`, `*tên`) và viết giá trị ra",
            ));
        }
        Ok(())
    }

    fn problem(&self, code: codes::Code, span: &Span, message: &str, hint: &str) -> Box<Finding> {
        let place = Place::new(self.source, self.range(span));
        Box::new(Finding::new(code, message).at(place).hint(hint))
    }

    fn range(&self, span: &Span) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }

    /// The byte at which a character, counted from 0, begins; the end of the text for one beyond it.
    fn byte(&self, index: usize) -> usize {
        let (known, at) = self.cursor.get();
        let found = match index.checked_sub(known) {
            Some(ahead) => self.text[at..].char_indices().nth(ahead).map(|(bytes, _)| at + bytes),
            None => self.text[..at].char_indices().nth_back(known - index - 1).map(|(byte, _)| byte),
        };
        if let Some(byte) = found {
            self.cursor.set((index, byte));
        }
        found.unwrap_or(self.text.len())
    }
}

impl From<ScalarStyle> for Style {
    fn from(style: ScalarStyle) -> Self {
        match style {
            ScalarStyle::Plain => Self::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Self::Quoted,
            ScalarStyle::Literal => Self::Literal,
            ScalarStyle::Folded => Self::Folded,
        }
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Scalar { .. } => 0,
        Value::Map(entries) => entries.iter().map(|(_, node)| size(node)).sum(),
        Value::List(items) => items.iter().map(size).sum(),
    }
}
