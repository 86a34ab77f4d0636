//! How figures are written in YAML, and how a text is changed at places of its tree.

use std::ops::Range;

use crate::base::source::Place;
use crate::domain::figures::{Entry, Indicator, Value};
use crate::formats::yaml::edit::Edits;
use crate::formats::yaml::node::{Key, Node, Value as Tree};
use crate::operations::figures_io::change::{Change, Field};

/// Words that other programs read as something else than words.
const RESERVED: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "null", "y"];

/// Blanks of one more tier.
const TIER: usize = 2;

impl Edits<'_> {
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.source, range)
    }

    /// Writes a value under a key; a value with its `%` keeps it.
    pub(crate) fn set_figure(&mut self, key: &Key, node: &Node, value: &str, flow: bool) {
        let text = self.source.text();
        if node.is_null() && text.get(node.range.clone()) != Some("~") {
            let colon = self.after_colon(key);
            let value = if flow { quoted(value) } else { value.to_owned() };
            self.change(colon..colon, format!(" {value}"));
            return;
        }
        let written = text[node.range.clone()].trim_end();
        let percent = written.trim_end_matches(['"', '\'']).ends_with('%') && !value.starts_with(['"', '?']);
        let value = if percent { format!("{value}%") } else { value.to_owned() };
        let value = if flow || written.starts_with(['"', '\'']) { quoted(&value) } else { value };
        self.change(node.range.start..node.range.start + written.len(), value);
    }

    /// Adds fields to an indicator.
    pub(crate) fn fields(&mut self, node: &Node, key: &Key, fields: &[&Field]) {
        if fields.is_empty() {
            return;
        }
        if self.is_flow(node) {
            let text = self.source.text();
            let close = text[..(node.range.end + 1).min(text.len())].rfind('}').unwrap_or(node.range.end);
            let at = text[..close].trim_end().len();
            let fields = fields.iter().map(|field| format!(", {}: {}", field.key, quoted(&field.new)));
            self.change(at..at, fields.collect::<String>());
            return;
        }
        self.after(node, Some(key), |indent| {
            let blank = " ".repeat(indent);
            let lines = fields.iter().map(|field| format!("{blank}{}: {}", field.key, field.new));
            lines.collect::<Vec<_>>().join("\n")
        });
    }

    /// Writes lines after the last one of a map, as far from the edge as its keys.
    pub(crate) fn after(&mut self, node: &Node, key: Option<&Key>, lines: impl FnOnce(usize) -> String) {
        let Tree::Map(entries) = &node.value else { return };
        let (Some((first, _)), Some((last, value))) = (entries.first(), entries.last()) else { return };
        let at = self.end(last, value);
        let line = self.source.line_range(self.source.line_of(first.range.start));
        let indent = match key {
            Some(_) => self.source.text()[line.start..first.range.start].chars().count(),
            None => 0,
        };
        let end = self.source.line_range(self.source.line_of(at)).end;
        self.change(end..end, format!("\n{}", lines(indent)));
    }

    /// The last byte of an entry, however deep.
    fn end(&self, key: &Key, node: &Node) -> usize {
        match &node.value {
            Tree::Map(entries) if !self.is_flow(node) => {
                entries.last().map_or(key.range.end, |(key, node)| self.end(key, node))
            }
            _ => {
                let text = &self.source.text()[..node.range.end];
                text.trim_end().len().max(key.range.end)
            }
        }
    }

    /// Turns `luot_khach: 262.000` into an indicator with fields; the value comes last, where its comment is.
    pub(crate) fn unfold(&mut self, key: &Key, node: &Node, fields: &[Field], old: &Indicator) {
        let line = self.source.line_range(self.source.line_of(key.range.start));
        let indent = self.source.text()[line.start..key.range.start].chars().count() + TIER;
        let blank = " ".repeat(indent);
        let text = self.source.text();
        let written = text[node.range.clone()].trim_end();
        let new = fields.iter().find(|field| field.key == "thuc_hien").map(|field| field.new.as_str());
        let value = new.unwrap_or(if written.is_empty() { "?" } else { written });
        let percent = old.unit.as_deref() == Some("%") && !fields.iter().any(|field| field.key == "don_vi");
        let value = if percent && new.is_some() && value != "?" { format!("{value}%") } else { value.to_owned() };
        let others = fields.iter().filter(|field| field.key != "thuc_hien");
        let others: String = others.map(|field| format!("\n{blank}{}: {}", field.key, field.new)).collect();
        let colon = self.after_colon(key);
        let end = (node.range.start + written.len()).max(colon);
        self.change(colon..end, format!("{others}\n{blank}thuc_hien: {value}"));
    }
}

/// A value as it stands between `{` and `}`, where a comma would end it.
fn quoted(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || " ._%-".contains(c));
    if plain || value.starts_with('"') { value.to_owned() } else { format!("\"{value}\"") }
}

/// Entries of a new file or group.
pub(crate) fn entries(entries: &[Entry], indent: usize) -> String {
    entries.iter().map(|one| entry(one, indent)).collect()
}

pub(crate) fn entry(entry: &Entry, indent: usize) -> String {
    let blank = " ".repeat(indent);
    let name = |path: &str| path.rsplit('.').next().unwrap_or(path).to_owned();
    match entry {
        Entry::Group(group) => {
            let title = group.name.as_ref().map(|name| format!("{blank}  ten: {}\n", scalar(name)));
            let inside = entries(&group.entries, indent + TIER);
            format!("{blank}{}:\n{}{inside}", name(&group.path), title.unwrap_or_default())
        }
        Entry::Indicator(indicator) => {
            let fields = fields(indicator);
            let lines: String = fields.iter().map(|(key, text)| format!("{blank}  {key}: {text}\n")).collect();
            format!("{blank}{}:\n{lines}", name(&indicator.path))
        }
    }
}

/// The fields of a new indicator.
fn fields(indicator: &Indicator) -> Vec<(&'static str, String)> {
    let text = |text: &Option<String>| text.as_deref().map(scalar);
    let awaited = indicator.actual.is_none() && indicator.estimate.is_none();
    let number = |value: &Option<Value>| value.as_ref().map(crate::operations::figures_io::write::value);
    let truth = |holds: bool| holds.then(|| "true".to_owned());
    let fields = [
        ("ten", text(&indicator.name)),
        ("don_vi", text(&indicator.unit)),
        ("ke_hoach", number(&indicator.plan)),
        ("thuc_hien", if awaited { Some("?".to_owned()) } else { number(&indicator.actual) }),
        ("uoc_thuc_hien", number(&indicator.estimate)),
        ("cung_ky", number(&indicator.year_before)),
        ("ky_truoc", number(&indicator.previous)),
        ("so_le", indicator.decimals.map(|n| n.to_string())),
        ("cong_don", truth(indicator.adds_up)),
        ("la_tong", truth(indicator.is_total)),
        ("nguon", text(&indicator.source)),
        ("ghi_chu", text(&indicator.note)),
    ];
    fields.into_iter().filter_map(|(key, text)| text.map(|text| (key, text))).collect()
}

pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Known { number, decimals, .. } => number.format(*decimals),
        Value::Missing => "?".to_owned(),
    }
}

/// What to say of a new indicator: its result, or its plan while there is none.
pub(crate) fn added(indicator: &Indicator) -> Change {
    let result =
        indicator.value().and_then(|value| value.number().map(|_| crate::operations::figures_io::write::value(value)));
    let plan =
        indicator.plan.as_ref().map(|plan| format!("kế hoạch {}", crate::operations::figures_io::write::value(plan)));
    let new = result.or(plan).unwrap_or("?".to_owned());
    let unit = indicator.unit.as_ref().map(|unit| if unit == "%" { unit.clone() } else { format!(" {unit}") });
    Change { path: indicator.path.clone(), old: None, new: new + &unit.unwrap_or_default() }
}

/// A text as YAML reads it back: plain when it is plain, else in double quotes.
pub(crate) fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " -./()²³+–;".contains(c);
    let number = text.starts_with(|c: char| c.is_ascii_digit());
    let starts = text.chars().next().is_some_and(|c| c.is_alphabetic());
    let only_digits = number && text.chars().all(|c| c.is_ascii_digit());
    if (starts || only_digits)
        && text.chars().all(plain)
        && !text.ends_with(' ')
        && !RESERVED.contains(&text.to_lowercase().as_str())
    {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
