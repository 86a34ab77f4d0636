//! Jinja expressions in running text: `{{ du_lich.luot_khach }}` against the facts of the period.

use std::ops::Range;

use minijinja::value::{Object, Value as Jinja, ValueKind};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use std::sync::Arc;

use super::tree::{Node, Value};
use crate::finding::{Finding, codes, nearest};
use crate::source::Place;

/// Steps one expression may take; a sentence needs a few dozen.
const FUEL: u64 = 10_000;

/// Longest value an expression may print, in bytes.
const MAX_VALUE: usize = 100_000;

/// What expressions can name.
#[derive(Debug)]
pub(crate) struct Facts {
    environment: Environment<'static>,
    root: Jinja,
    names: Vec<String>,
}

/// A map of facts that keeps the scalars as the clerk typed them.
#[derive(Debug)]
struct Group(Vec<(String, Jinja)>);

impl Object for Group {
    fn get_value(self: &Arc<Self>, key: &Jinja) -> Option<Jinja> {
        let key = key.as_str()?;
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
    }
}

impl Facts {
    /// Facts from the trees of the period's files; later trees win.
    pub(crate) fn new<'a>(trees: impl IntoIterator<Item = &'a Node>) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        let mut names = Vec::new();
        let mut entries = Vec::new();
        for tree in trees {
            if let Value::Map(map) = &tree.value {
                for (key, node) in map {
                    let value = fact(node, &key.name, &mut names);
                    entries.insert(0, (key.name.clone(), value));
                }
            }
        }
        Self { environment, root: Jinja::from_object(Group(entries)), names }
    }

    /// The text an expression stands for. `place` finds a stretch of the expression in the file.
    pub(crate) fn evaluate(&self, text: &str, place: &dyn Fn(Range<usize>) -> Place) -> Result<String, Box<Finding>> {
        let trimmed = text.trim();
        let start = text.len() - text.trim_start().len();
        let here = || place(start..start + trimmed.len());
        if trimmed.is_empty() {
            return Err(Box::new(
                Finding::new(codes::BROKEN_EXPRESSION, "biểu thức trống")
                    .at(here())
                    .hint("viết tên số liệu giữa `{{` và `}}`"),
            ));
        }
        let value = self
            .environment
            .compile_expression(trimmed)
            .and_then(|expression| expression.eval(self.root.clone()))
            .map_err(|error| self.explain(&error, trimmed, here()))?;
        match value.kind() {
            ValueKind::Undefined => Err(self.undefined(trimmed, here())),
            ValueKind::Map | ValueKind::Seq | ValueKind::Iterable => Err(Box::new(
                Finding::new(codes::BROKEN_EXPRESSION, format!("`{trimmed}` là một nhóm, không phải một giá trị"))
                    .at(here())
                    .hint(self.inside(trimmed)),
            )),
            ValueKind::None => Ok(String::new()),
            _ => {
                let text = value.to_string();
                if text.len() > MAX_VALUE {
                    let message = format!("`{trimmed}` cho ra một đoạn chữ quá dài");
                    return Err(Box::new(
                        Finding::new(codes::BROKEN_EXPRESSION, message).at(here()).hint("rút gọn biểu thức"),
                    ));
                }
                Ok(crate::vietnamese::nfc(&text))
            }
        }
    }

    fn explain(&self, error: &Error, text: &str, place: Place) -> Box<Finding> {
        let detail = error.detail().unwrap_or_default();
        let finding = match error.kind() {
            ErrorKind::UndefinedError => return self.undefined(text, place),
            ErrorKind::UnknownFilter => {
                let name = detail.split_whitespace().nth(1).unwrap_or(text);
                Finding::new(codes::BROKEN_EXPRESSION, format!("không có phép biến đổi `{name}`"))
                    .hint("xem các phép biến đổi trong `docs/huong-dan.md`")
            }
            ErrorKind::UnknownFunction | ErrorKind::UnknownMethod | ErrorKind::UnknownTest => {
                Finding::new(codes::BROKEN_EXPRESSION, format!("biểu thức `{text}` gọi một hàm không có"))
                    .hint("chỉ dùng tên số liệu, phép tính và phép biến đổi")
            }
            ErrorKind::OutOfFuel => {
                Finding::new(codes::BROKEN_EXPRESSION, format!("biểu thức `{text}` quá dài")).hint("rút gọn biểu thức")
            }
            ErrorKind::InvalidOperation => {
                Finding::new(codes::BROKEN_EXPRESSION, format!("phép tính trong `{text}` không làm được"))
                    .hint("kiểm tra các giá trị trong biểu thức có phải là số không")
            }
            _ => Finding::new(codes::BROKEN_EXPRESSION, format!("biểu thức `{text}` viết sai"))
                .hint("viết như `{{ du_lich.luot_khach }}`; muốn in nguyên dấu ngoặc nhọn thì viết `{{ \"{{\" }}`"),
        };
        Box::new(finding.at(place))
    }

    fn undefined(&self, text: &str, place: Place) -> Box<Finding> {
        let name = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).next().unwrap_or(text);
        let names = self.names.iter().map(String::as_str);
        let finding = Finding::new(codes::UNDEFINED_EXPRESSION, format!("không có số liệu `{name}`")).at(place);
        Box::new(match nearest(name, names) {
            Some(near) => finding.hint(format!("ý bạn là `{near}`?")),
            None if self.names.is_empty() => {
                finding.hint("thư mục này chưa có `so-lieu.yaml`; tạo tệp đó và ghi số liệu vào")
            }
            None => finding.hint(format!("thêm `{name}` vào `so-lieu.yaml`")),
        })
    }

    fn inside(&self, group: &str) -> String {
        let prefix = format!("{group}.");
        match self.names.iter().find(|name| name.starts_with(&prefix)) {
            Some(name) => format!("viết cả tên, ví dụ `{name}`"),
            None => "viết cả tên của giá trị trong nhóm".to_owned(),
        }
    }
}

fn fact(node: &Node, path: &str, names: &mut Vec<String>) -> Jinja {
    match &node.value {
        Value::Scalar { text, .. } => {
            names.push(path.to_owned());
            Jinja::from(text.clone())
        }
        Value::List(items) => {
            let items = items.iter().enumerate();
            Jinja::from(items.map(|(i, item)| fact(item, &format!("{path}[{i}]"), names)).collect::<Vec<_>>())
        }
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, node)| (key.name.clone(), fact(node, &format!("{path}.{}", key.name), names)));
            Jinja::from_object(Group(entries.collect()))
        }
    }
}

/// Where the expression that begins a text ends: the offset of its `}}`, quotes respected.
pub(crate) fn end_of(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut quote) = (0, None);
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(_), b'\\') => at += 1,
            (Some(open), byte) if byte == open => quote = None,
            (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Writes a value so that Markdown reads every character as itself: signs become numeric entities.
pub(crate) fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let count = value.chars().count();
    for (i, c) in value.chars().enumerate() {
        let inner_blank = c == ' ' && i > 0 && i + 1 < count;
        if c.is_ascii_alphabetic() || !c.is_ascii() && !c.is_whitespace() || inner_blank || c.is_ascii_digit() {
            out.push(c);
        } else {
            out.push_str(&format!("&#{};", u32::from(c)));
        }
    }
    out
}
