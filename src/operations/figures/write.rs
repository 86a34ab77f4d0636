//! How figures are written in YAML: new ones, and changes of those that stand there.

use crate::domain::figures::{Entry, Indicator, Measure, Value};
use crate::formats::yaml::edit::{Editor, in_flow};
use crate::formats::yaml::node::{Key, Node};
use crate::operations::figures::change::{Change, Field};

/// Words that other programs read as something else than words.
const RESERVED: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "null", "y"];

/// Blanks of one more tier.
const TIER: usize = 2;

/// Writes a figure under a key; one with its `%`, or in quotes, stays so.
pub(crate) fn set(editor: &mut Editor<'_>, key: &Key, node: &Node, value: &str, flow: bool) {
    let written = editor.written(node);
    let percent = written.trim_end_matches(['"', '\'']).ends_with('%') && !value.starts_with(['"', '?']);
    let value = if percent { format!("{value}%") } else { value.to_owned() };
    let quoted = flow || written.starts_with(['"', '\'']);
    editor.set(key, node, &if quoted { in_flow(&value) } else { value });
}

/// Turns `luot_khach: 262.000` into an indicator with fields; the value comes last, where its comment is.
pub(crate) fn unfold(editor: &mut Editor<'_>, key: &Key, node: &Node, fields: &[Field], old: &Indicator) {
    let blank = " ".repeat(editor.column(key) + TIER);
    let written = editor.written(node);
    let new = fields.iter().find(|field| field.key == Measure::Actual.key()).map(|field| field.new.as_str());
    let value = new.unwrap_or(if written.is_empty() { "?" } else { written });
    let percent = old.unit.as_deref() == Some("%") && !fields.iter().any(|field| field.key == "don_vi");
    let value = if percent && new.is_some() && value != "?" { format!("{value}%") } else { value.to_owned() };
    let others = fields.iter().filter(|field| field.key != Measure::Actual.key());
    let others: String = others.map(|field| format!("\n{blank}{}: {}", field.key, field.new)).collect();
    let colon = editor.after_colon(key);
    let end = (node.range.start + written.len()).max(colon);
    editor.replace(colon..end, format!("{others}\n{blank}{}: {value}", Measure::Actual.key()));
}

/// Entries of a new file or group.
pub(crate) fn entries(entries: &[Entry], indent: usize) -> String {
    entries.iter().map(|one| entry(one, indent)).collect()
}

pub(crate) fn entry(entry: &Entry, indent: usize) -> String {
    let (blank, key) = (" ".repeat(indent), entry.key());
    match entry {
        Entry::Group(group) => {
            let title = group.name.as_ref().map(|name| format!("{blank}  ten: {}\n", scalar(name)));
            let inside = entries(&group.entries, indent + TIER);
            format!("{blank}{key}:\n{}{inside}", title.unwrap_or_default())
        }
        Entry::Indicator(indicator) => {
            let fields = fields(indicator);
            let lines: String = fields.iter().map(|(key, text)| format!("{blank}  {key}: {text}\n")).collect();
            format!("{blank}{key}:\n{lines}")
        }
    }
}

/// The fields of a new indicator.
fn fields(indicator: &Indicator) -> Vec<(&'static str, String)> {
    let text = |text: &Option<String>| text.as_deref().map(scalar);
    let number = |measure: Measure| {
        let awaited = measure == Measure::Actual && indicator.is_without_result();
        let value = indicator.get(measure).or(awaited.then_some(&Value::Missing));
        (measure.key(), value.map(Value::written))
    };
    let truth = |holds: bool| holds.then(|| "true".to_owned());
    let names = [("ten", text(&indicator.name)), ("don_vi", text(&indicator.unit))];
    let others = [
        ("so_le", indicator.decimals.map(|n| n.to_string())),
        ("cong_don", truth(indicator.adds_up)),
        ("la_tong", truth(indicator.is_total)),
        ("nguon", text(&indicator.source)),
        ("ghi_chu", text(&indicator.note)),
    ];
    let fields = names.into_iter().chain(Measure::ALL.map(number)).chain(others);
    fields.filter_map(|(key, text)| Some((key, text?))).collect()
}

/// What to say of a new indicator: its result, or its plan while there is none.
pub(crate) fn added(indicator: &Indicator) -> Change {
    let result = indicator.value().and_then(|value| value.number().map(|_| value.written()));
    let plan = indicator.get(Measure::Plan).map(|plan| format!("kế hoạch {}", plan.written()));
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
