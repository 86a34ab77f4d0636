//! Events of the YAML parser → the tree, within limits of depth and size.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{Place, Source};
use crate::base::text::word_signs::with_plain_hyphens;
use crate::formats::yaml::node::{Key, MAX_DEPTH, Node, Style, Value};
use crate::formats::yaml::syntax_mistakes;
use crate::formats::yaml::unknown_mark::MASK;

/// Values a file may hold, aliases written out; the longest real report has some hundred.
const MAX_NODES: usize = 200_000;

/// Bytes of text that aliases may write out; the largest file has 4 MB.
const MAX_WRITTEN_OUT: usize = 8 << 20;

/// What the parser says of brackets of a flow that stand too deep for it.
const SCANNER_LIMIT: &str = "recursion limit";

type Built<T> = Result<T, Box<Finding>>;

/// Makes the tree of one file.
pub(crate) struct Builder<'a> {
    source: &'a Arc<Source>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    /// Where the last place asked for stands, in characters and in bytes: places are asked for nearly in order.
    cursor: Cell<(usize, usize)>,
    /// Values that have a name, with the tiers below each.
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    /// Bytes of text that aliases have written out.
    written_out: usize,
    /// What does not keep the file from being read.
    pub(crate) findings: Findings,
}

impl<'a> Builder<'a> {
    /// `text` is a copy of the source's with as many characters: signs as YAML reads them, perhaps with lines blanked out.
    pub(crate) fn new(source: &'a Arc<Source>, text: &'a str) -> Self {
        Self {
            source,
            parser: Parser::new_from_str(text),
            cursor: Cell::default(),
            anchors: HashMap::new(),
            nodes: 0,
            written_out: 0,
            findings: Findings::default(),
        }
    }

    pub(crate) fn document(&mut self) -> Built<Option<Node>> {
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
                // it reads ahead of the values, through brackets that are deeper than may be
                if error.info().contains(SCANNER_LIMIT) {
                    return Err(self.too_deep(&Span::empty(*error.marker())));
                }
                Err(Box::new(syntax_mistakes::explain(self.source, at, error.info())))
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Built<Node> {
        self.count(1, &span)?;
        if depth > MAX_DEPTH {
            return Err(self.too_deep(&span));
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
            Event::Alias(anchor) => return self.alias(anchor, &span, depth),
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
            self.anchors.insert(anchor, (node.clone(), tiers(&node)));
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
        let mut firsts: HashMap<String, usize> = HashMap::new();
        loop {
            let (event, span) = self.next()?;
            let (name, range) = match event {
                Event::MappingEnd => return Ok((entries, self.byte(span.start.index()))),
                Event::Scalar(text, ..) => (with_plain_hyphens(as_typed(text).trim()), self.range(&span)),
                _ => return Err(Box::new(syntax_mistakes::explain(self.source, self.byte(span.start.index()), "key"))),
            };
            let (event, span) = self.next()?;
            let node = self.node(event, span, depth + 1)?;
            // `{a: 61,5, b: 38,5}`: what follows a comma is no key, which is reported where the numbers are read
            let cut = node.is_null() && name.trim_end_matches('%').bytes().all(|byte| byte.is_ascii_digit());
            let first = *firsts.entry(name.clone()).or_insert(entries.len());
            if let Some((first, _)) = entries.get(first).filter(|_| !cut) {
                let (line, _) = self.source.line_column(first.range.start);
                self.findings.push(
                    Finding::new(codes::DUPLICATE_KEY, format!("mục `{name}` viết hai lần"))
                        .at(Place::new(self.source, range.clone()))
                        .hint(format!("lần đầu ở dòng {line}; giữ lại một dòng")),
                );
                continue;
            }
            entries.push((Key { name, range }, node));
        }
    }

    fn alias(&mut self, anchor: usize, span: &Span, depth: usize) -> Built<Node> {
        let Some((node, below)) = self.anchors.get(&anchor) else {
            return Err(self.problem(
                codes::ALIAS_LIMIT,
                span,
                "bí danh dẫn về chính bí danh ấy",
                "viết giá trị ra thay cho bí danh",
            ));
        };
        if depth + below > MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        let (nodes, written) = (size(node), text_size(node));
        self.count(nodes, span)?;
        self.written_out = self.written_out.saturating_add(written);
        if self.written_out > MAX_WRITTEN_OUT {
            return Err(self.problem(
                codes::ALIAS_LIMIT,
                span,
                &format!("bí danh lặp lại quá {} MB chữ", MAX_WRITTEN_OUT >> 20),
                "bỏ các bí danh (`&tên`, `*tên`) và viết giá trị ra",
            ));
        }
        Ok(self.anchors[&anchor].0.clone())
    }

    fn too_deep(&self, span: &Span) -> Box<Finding> {
        let message = format!("dữ liệu lồng quá {MAX_DEPTH} tầng");
        self.problem(codes::DEPTH_LIMIT, span, &message, "viết dữ liệu ít tầng hơn")
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
        let text = self.source.text();
        let (known, at) = self.cursor.get();
        let found = match index.checked_sub(known) {
            Some(ahead) => text[at..].char_indices().nth(ahead).map(|(bytes, _)| at + bytes),
            None => text[..at].char_indices().nth_back(known - index - 1).map(|(byte, _)| byte),
        };
        if let Some(byte) = found {
            self.cursor.set((index, byte));
        }
        found.unwrap_or(text.len())
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

/// Bytes of all texts in a value, keys too.
fn text_size(node: &Node) -> usize {
    match &node.value {
        Value::Scalar { text, .. } => text.len(),
        Value::Map(entries) => entries.iter().map(|(key, node)| key.name.len() + text_size(node)).sum(),
        Value::List(items) => items.iter().map(text_size).sum(),
    }
}

/// How many tiers stand below a value.
fn tiers(node: &Node) -> usize {
    let below = |node: &Node| 1 + tiers(node);
    let deepest = match &node.value {
        Value::Scalar { .. } => None,
        Value::Map(entries) => entries.iter().map(|(_, node)| below(node)).max(),
        Value::List(items) => items.iter().map(below).max(),
    };
    deepest.unwrap_or(0)
}

/// The text of a scalar with its `?` back.
fn as_typed(text: Cow<'_, str>) -> String {
    if text.contains(MASK) { text.replace(MASK, "?") } else { text.into_owned() }
}
