//! Compares a tree with the schema of its file and reports everything that does not fit, in one pass.

use std::sync::Arc;

use serde_json::Value as Schema;
use serde_yaml::Value as Data;

use crate::base::finding::{Finding, Findings, codes, did_you_mean, nearest};
use crate::base::source::{DataPath, Place, Source};
use crate::base::text::fold::fold_words;
use crate::base::text::identifier::from_heading;
use crate::base::text::word_signs::{as_typed, half_width};
use crate::formats::yaml::node::{Key, Node, Value};

/// What a file may hold.
#[derive(Debug)]
pub(crate) struct FileSchema {
    /// A JSON Schema, as schemars derives it.
    pub(crate) json: Schema,
    /// What messages call the file: `văn bản`.
    pub(crate) subject: &'static str,
    /// The allowed value that a clerk means who writes another word for it.
    pub(crate) meant: fn(&str) -> Option<&'static str>,
}

impl FileSchema {
    /// Whether lines below a property can only be those of a list: it takes one, by itself or beside a text.
    pub(super) fn takes_list(&self, property: &Schema) -> bool {
        self.takes(property, "array") && !self.takes(property, "object")
    }

    fn takes(&self, property: &Schema, kind: &str) -> bool {
        let named = property["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/"));
        let property = named.map_or(property, |name| &self.json["$defs"][name]);
        accepts(property, kind) || property["anyOf"].as_array().into_iter().flatten().any(|one| self.takes(one, kind))
    }
}

/// Compares a tree with a schema, and returns the data to deserialize; what does not fit is left out and reported.
///
/// Written by hand: a validator of JSON Schema knows neither the places of a tree nor a clerk's words, and stops where
/// this one puts a blank in place of what does not fit, so that the rest of the file is looked at in the same pass.
pub(super) fn validate(source: &Arc<Source>, root: &Node, schema: &FileSchema, findings: &mut Findings) -> Data {
    let FileSchema { json, subject, meant } = schema;
    let mut validator = Validator { source, subject, meant: *meant, definitions: &json["$defs"], findings };
    validator.value(root, json, &DataPath::default())
}

/// Unknown keys of one map whose likely meaning is looked for.
const MAX_EXPLAINED: usize = 200;

struct Validator<'a> {
    source: &'a Arc<Source>,
    subject: &'static str,
    meant: fn(&str) -> Option<&'static str>,
    definitions: &'a Schema,
    findings: &'a mut Findings,
}

impl<'a> Validator<'a> {
    fn value(&mut self, node: &Node, whole: &'a Schema, path: &DataPath) -> Data {
        let schema = self.branch(node, whole);
        match &node.value {
            _ if node.is_null() || node.is_blank_block() => {
                if !accepts(schema, "null") {
                    self.empty(node, path);
                    return self.blank(schema);
                }
                Data::Null
            }
            Value::Map(entries) if accepts(schema, "object") => self.map(node, entries, schema, path),
            Value::List(items) if accepts(schema, "array") => {
                let each = &schema["items"];
                if accepts(self.resolve(each), "string") && self.doubled_dashes(items, path) {
                    return Data::Sequence(Vec::new());
                }
                let items = items.iter().enumerate();
                Data::Sequence(items.map(|(i, item)| self.value(item, each, &path.index(i))).collect())
            }
            Value::Scalar { text, .. } if accepts(schema, "boolean") => self.truth(node, text, path),
            Value::Scalar { text, .. } if accepts(schema, "string") => {
                let text = as_typed(text);
                match in_words(&text, schema) {
                    Some(meant) => Data::String(meant.to_owned()),
                    None => {
                        self.known_value(node, &text, schema, path);
                        Data::String(text)
                    }
                }
            }
            _ => {
                self.wrong_type(node, whole, path);
                self.blank(schema)
            }
        }
    }

    /// Reports a value that was left out.
    fn empty(&mut self, node: &Node, path: &DataPath) {
        let finding = Finding::new(codes::EMPTY_VALUE, format!("mục `{path}` chưa có nội dung"));
        let hint = match node.is_null() {
            true => "ghi nội dung sau dấu hai chấm",
            false => "viết nội dung ở các dòng dưới, thụt vào hai dấu cách",
        };
        self.push(node, path, finding.hint(hint));
    }

    /// The alternative of the schema that fits what the clerk wrote.
    fn branch(&self, node: &Node, schema: &'a Schema) -> &'a Schema {
        let schema = self.resolve(schema);
        let Some(branches) = schema["anyOf"].as_array() else {
            return schema;
        };
        let written = match &node.value {
            _ if node.is_null() => "null",
            Value::Scalar { .. } => "string",
            Value::Map(_) => "object",
            Value::List(_) => "array",
        };
        let fits = branches.iter().map(|branch| self.branch(node, branch));
        fits.clone()
            .find(|branch| accepts(branch, written))
            .or_else(|| fits.into_iter().find(|branch| !accepts(branch, "null")))
            .unwrap_or(schema)
    }

    /// An empty value of the type, so that the rest of the file can still be looked at.
    fn blank(&self, schema: &'a Schema) -> Data {
        let schema = self.resolve(schema);
        if let Some(first) = schema["anyOf"].as_array().and_then(|branches| branches.first()) {
            return self.blank(first);
        }
        match () {
            () if accepts(schema, "null") => Data::Null,
            () if accepts(schema, "string") => Data::String(String::new()),
            () if accepts(schema, "boolean") => Data::Bool(false),
            () if accepts(schema, "array") => Data::Sequence(Vec::new()),
            () => {
                let required = schema["required"].as_array().into_iter().flatten().filter_map(Schema::as_str);
                let entries =
                    required.map(|name| (Data::String(name.to_owned()), self.blank(&schema["properties"][name])));
                Data::Mapping(entries.collect())
            }
        }
    }

    fn resolve(&self, schema: &'a Schema) -> &'a Schema {
        let name = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/"));
        name.map_or(schema, |name| &self.definitions[name])
    }

    fn map(&mut self, node: &Node, entries: &[(Key, Node)], schema: &'a Schema, path: &DataPath) -> Data {
        let known = schema["properties"].as_object();
        let mut data = serde_yaml::Mapping::new();
        let (mut meant, mut unknown) = (Vec::new(), 0);
        let must = required(schema, entries);
        for (key, value) in entries {
            let inside = path.key(&key.name);
            let expected = known.and_then(|known| known.get(&key.name));
            let free = schema.get("additionalProperties").filter(|free| free.is_object());
            match expected.or(free) {
                Some(expected) => {
                    // what only some kinds must have may be left out elsewhere
                    let left_out = value.is_null() || value.is_blank_block();
                    if left_out && must.contains(&key.name.as_str()) && accepts(self.branch(value, expected), "null") {
                        self.empty(value, &inside);
                    }
                    let value = self.value(value, expected, &inside);
                    data.insert(Data::String(key.name.clone()), value);
                }
                None => {
                    unknown += 1;
                    // so many more are counted, not read
                    let known = known.filter(|_| unknown <= MAX_EXPLAINED);
                    meant.extend(self.unknown_key(key, known, &inside));
                }
            }
        }
        for name in must {
            if !entries.iter().any(|(key, _)| key.name == name) {
                if meant.iter().any(|meant| meant == name) {
                    let expected = known.and_then(|known| known.get(name)).unwrap_or(&Schema::Null);
                    data.insert(Data::String(name.to_owned()), self.blank(expected));
                    continue; // misspelt, which has been said
                }
                let help = known.and_then(|known| known[name]["description"].as_str()).unwrap_or_default();
                let help = help.lines().next().unwrap_or_default();
                let at = Place::new(self.source, node.range.start..node.range.start);
                self.findings.push(
                    Finding::new(codes::MISSING_KEY, format!("thiếu mục `{}`", path.key(name)))
                        .at(at)
                        .path(path.key(name))
                        .hint(format!("thêm dòng `{name}: …` — {help}")),
                );
                let expected = known.and_then(|known| known.get(name)).unwrap_or(&Schema::Null);
                data.insert(Data::String(name.to_owned()), self.blank(expected));
            }
        }
        Data::Mapping(data)
    }

    /// Reports a key the schema does not have; returns the key that was probably meant.
    fn unknown_key(
        &mut self,
        key: &Key,
        known: Option<&serde_json::Map<String, Schema>>,
        path: &DataPath,
    ) -> Option<String> {
        let names: Vec<&str> = known.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let owner = match path.steps().len() {
            1 => self.subject.to_owned(),
            _ => format!("`{}`", parent(path)),
        };
        let in_words = if is_about(&key.name) { Some("trich_yeu".to_owned()) } else { from_heading(&key.name) };
        let in_words = in_words.and_then(|name| names.iter().copied().find(|known| *known == name));
        let narrow = half_width(&key.name).and_then(|name| names.iter().copied().find(|known| *known == name));
        let near = narrow.or(in_words).or_else(|| nearest(&key.name, names.iter().copied()));
        let message = match narrow {
            Some(_) => format!("tên mục `{}` gõ bằng ký tự toàn khổ", key.name),
            None => format!("không có mục `{}` trong {owner}", key.name),
        };
        let place = Place::new(self.source, key.range.clone());
        let finding = Finding::new(codes::UNKNOWN_KEY, message).at(place).path(path.clone());
        self.findings.push(match near {
            Some(name) => finding.hint(did_you_mean(name)),
            None if names.is_empty() => finding,
            None => finding.hint(format!("các mục dùng được: {}", listed(names.iter().copied()))),
        });
        near.map(str::to_owned)
    }

    fn known_value(&mut self, node: &Node, text: &str, schema: &Schema, path: &DataPath) {
        let Some(allowed) = schema["enum"].as_array() else {
            return;
        };
        let allowed: Vec<&str> = allowed.iter().filter_map(Schema::as_str).collect();
        if allowed.contains(&text) {
            return;
        }
        let list = listed(allowed.iter().copied());
        let mut finding = Finding::new(codes::UNKNOWN_VALUE, format!("`{path}` không nhận giá trị `{text}`"));
        let said = (self.meant)(text).filter(|meant| allowed.contains(meant));
        if let Some(name) = said.or_else(|| nearest(text, allowed.iter().copied())) {
            finding = finding.hint(did_you_mean(name));
        }
        self.push(node, path, finding.hint(format!("các giá trị dùng được: {list}")));
    }

    fn truth(&mut self, node: &Node, text: &str, path: &DataPath) -> Data {
        match text {
            "true" => return Data::Bool(true),
            "false" => return Data::Bool(false),
            _ => {}
        }
        let meant = match text.to_lowercase().as_str() {
            "có" | "co" | "yes" | "on" | "đúng" | "y" | "1" => Some("true"),
            "không" | "khong" | "no" | "off" | "sai" | "n" | "0" => Some("false"),
            _ => None,
        };
        let key = path.to_string().rsplit('.').next().unwrap_or_default().to_owned();
        let finding = Finding::new(codes::WRONG_TYPE, format!("`{path}` chỉ nhận `true` (có) hoặc `false` (không)"));
        let hint = match meant {
            Some(meant) => format!("viết lại: `{key}: {meant}`"),
            None => format!("viết `{key}: true` hoặc `{key}: false`"),
        };
        self.push(node, path, finding.hint(hint));
        Data::Bool(false)
    }

    fn wrong_type(&mut self, node: &Node, schema: &'a Schema, path: &DataPath) {
        let mut kinds = Vec::new();
        self.kinds(schema, &mut kinds);
        let key = path.to_string().rsplit('.').next().unwrap_or_default().to_owned();
        let forms = [
            (
                "string",
                "một đoạn chữ",
                format!("viết `{key}: …` trên một dòng; chữ có `[`, `{{` hay `: ` thì đặt trong ngoặc kép"),
            ),
            ("array", "một danh sách", "viết mỗi mục một dòng, bắt đầu bằng `- `".to_owned()),
            (
                "object",
                "một nhóm mục",
                match key.as_str() {
                    "" => "viết mỗi mục một dòng: `tên: nội dung`".to_owned(),
                    key => format!("viết mỗi mục một dòng, thụt vào dưới `{key}:`"),
                },
            ),
        ];
        let forms = forms.into_iter().filter(|(kind, ..)| kinds.contains(kind));
        let (names, hints): (Vec<_>, Vec<_>) = forms.map(|(_, name, hint)| (name, hint)).unzip();
        let subject = if path.steps().is_empty() { "tệp".to_owned() } else { format!("`{path}`") };
        let finding = Finding::new(codes::WRONG_TYPE, format!("{subject} phải là {}", names.join(" hoặc ")));
        self.push(node, path, hints.into_iter().fold(finding, Finding::hint));
    }

    /// The types a schema accepts, all alternatives together.
    fn kinds(&self, schema: &'a Schema, kinds: &mut Vec<&'a str>) {
        let schema = self.resolve(schema);
        for branch in schema["anyOf"].as_array().into_iter().flatten() {
            self.kinds(branch, kinds);
        }
        match &schema["type"] {
            Schema::String(one) => kinds.push(one),
            Schema::Array(many) => kinds.extend(many.iter().filter_map(Schema::as_str)),
            _ => {}
        }
    }

    /// Items with two dashes, of which each is a list in the list; all of them are one finding.
    fn doubled_dashes(&mut self, items: &[Node], path: &DataPath) -> bool {
        let is_doubled =
            |item: &&Node| matches!(&item.value, Value::List(inner) if inner.iter().all(|one| one.text().is_some()));
        let doubled: Vec<&Node> = items.iter().filter(is_doubled).collect();
        let Some(first) = doubled.first() else { return false };
        let Value::List(inner) = &first.value else { return false };
        let words = inner.first().map_or("", |one| &self.source.text()[first_line(self.source, one)]).trim_end();
        let message = match doubled.len() {
            1 => format!("một mục của `{path}` có hai dấu gạch ở đầu"),
            count => format!("{count} mục của `{path}` có hai dấu gạch ở đầu"),
        };
        let finding = Finding::new(codes::WRONG_TYPE, message).hint(format!("bỏ một dấu gạch: `- {words}`"));
        self.push(first, path, finding);
        true
    }

    fn push(&mut self, node: &Node, path: &DataPath, finding: Finding) {
        let place = Place::new(self.source, first_line(self.source, node));
        self.findings.push(finding.at(place).path(path.clone()));
    }
}

/// The keys that a map must have, also those it must have for what stands at another key: `if`, `then` and `else`.
fn required<'a>(schema: &'a Schema, entries: &[(Key, Node)]) -> Vec<&'a str> {
    let names = |schema: &'a Schema| schema["required"].as_array().into_iter().flatten().filter_map(Schema::as_str);
    let holds = |condition: &Schema| {
        condition["properties"].as_object().into_iter().flatten().all(|(key, schema)| {
            let written = entries.iter().find(|(own, _)| own.name == *key).and_then(|(_, node)| node.text());
            let is_one = |text: &str| in_words(&as_typed(text), schema).is_some();
            written.is_some_and(is_one)
        })
    };
    let mut all: Vec<&str> = names(schema).collect();
    let has = |name: &str| entries.iter().any(|(own, _)| own.name == name);
    for rule in schema["allOf"].as_array().into_iter().flatten() {
        let rule = &rule[if holds(&rule["if"]) { "then" } else { "else" }];
        all.extend(names(rule));
        // one of several: the one that is written, else the first is asked for
        let choices: Vec<&str> = rule["anyOf"].as_array().into_iter().flatten().flat_map(names).collect();
        all.extend(choices.iter().find(|name| has(name)).or(choices.first()));
    }
    all
}

/// The first line of a value, so that an excerpt stays short.
fn first_line(source: &Source, node: &Node) -> std::ops::Range<usize> {
    let line = source.line_range(source.line_of(node.range.start));
    node.range.start..node.range.end.min(line.end).max(node.range.start)
}

/// The allowed value that is written in words, as `loai: Báo cáo` is.
fn in_words<'a>(text: &str, schema: &'a Schema) -> Option<&'a str> {
    let key = fold_words(text).replace(' ', "-");
    schema["enum"].as_array()?.iter().filter_map(Schema::as_str).find(|allowed| *allowed == key)
}

/// `V/v` and `Về việc`, which offices write before what a document is about.
fn is_about(name: &str) -> bool {
    matches!(fold_words(name).as_str(), "v/v" | "ve viec")
}

fn parent(path: &DataPath) -> String {
    let text = path.to_string();
    text.rsplit_once('.').map_or(String::new(), |(parent, _)| parent.to_owned())
}

fn accepts(schema: &Schema, kind: &str) -> bool {
    match &schema["type"] {
        Schema::String(one) => one == kind,
        Schema::Array(many) => many.iter().any(|one| one == kind),
        _ => false,
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
