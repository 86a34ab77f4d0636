//! The mistakes clerks make in YAML: what was meant, and the line repaired.

use std::sync::Arc;

use crate::base::finding::{Applicability, Finding, Findings, Fix, codes};
use crate::base::source::{Place, Source};
use crate::base::text::word_signs::{self, FULL_WIDTH_COLON};
use crate::formats::yaml::line_repairs::shortened;
use crate::formats::yaml::node::{Node, Style, Value};

/// Turns a parser's complaint at byte `at` into the mistake behind it.
pub(crate) fn explain(source: &Arc<Source>, at: usize, complaint: &str) -> Finding {
    let line = source.line_of(at.min(source.text().len()));
    tab(source, line, complaint)
        .or_else(|| open_quote(source, line, complaint))
        .or_else(|| full_width_colon(source, line))
        .or_else(|| deeper_than_its_neighbour(source, line))
        .or_else(|| nearby(source, line, missing_blank))
        .or_else(|| nearby(source, line, leading_sign))
        .or_else(|| nearby(source, line, text_after_quote))
        .or_else(|| nearby(source, line, colon_in_text))
        .unwrap_or_else(|| indent_or_syntax(source, line, at, complaint))
}

/// Warns of values that read well here but otherwise in other programs, and of words lost to a mark.
pub(crate) fn warn(source: &Arc<Source>, root: &Node, findings: &mut Findings) {
    warn_below(source, root, None, findings);
    let mut quoted = Vec::new();
    in_curly_quotes(root, None, &mut quoted);
    let Some((key, node, inner)) = quoted.first() else { return };
    let message = match quoted.len() {
        1 => "cả giá trị nằm trong ngoặc kép cong “…”, hai dấu ngoặc sẽ in ra".to_owned(),
        count => format!("{count} giá trị nằm cả trong ngoặc kép cong “…”, các dấu ngoặc sẽ in ra"),
    };
    let prefix = key.map_or("- ".to_owned(), |key| format!("{key}: "));
    let place = Place::new(source, node.range.clone());
    let fix = Fix { place: place.clone(), replacement: quote(inner), applicability: Applicability::Unsafe };
    let hint = format!("không in ngoặc thì gõ ngoặc thẳng: `{prefix}{}`", quote(inner));
    findings.push(Finding::new(codes::YAML_READING, message).at(place).hint(hint).fix(fix));
}

/// Values of words that Word has put into curly quotes as a whole; keys and numbers are read without them.
fn in_curly_quotes<'a>(node: &'a Node, key: Option<&'a str>, found: &mut Vec<(Option<&'a str>, &'a Node, &'a str)>) {
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|(key, node)| in_curly_quotes(node, Some(&key.name), found)),
        Value::List(items) => items.iter().for_each(|item| in_curly_quotes(item, None, found)),
        Value::Scalar { text, style: Style::Plain } => {
            let inner = word_signs::in_curly_quotes(text)
                .filter(|inner| !inner.is_ascii() || inner.contains(' ') || key.is_none());
            found.extend(inner.map(|inner| (key, node, inner)));
        }
        Value::Scalar { .. } => {}
    }
}

fn warn_below(source: &Arc<Source>, node: &Node, key: Option<&str>, findings: &mut Findings) {
    match &node.value {
        Value::Map(entries) => {
            for (key, node) in entries {
                warn_below(source, node, Some(&key.name), findings);
            }
        }
        Value::List(items) => items.iter().for_each(|item| warn_below(source, item, None, findings)),
        Value::Scalar { text, style: Style::Plain } => {
            let zero = text.len() > 1 && text.starts_with('0') && all_digits(text);
            let clock = text.split_once(':').is_some_and(|(h, m)| all_digits(h) && all_digits(&m.replace(':', "")));
            let (message, repaired) = if zero {
                let message = format!("`{text}` có số 0 ở đầu; chương trình khác có thể đọc thành số khác");
                (message, text.trim_start_matches('0').to_owned())
            } else if clock {
                (format!("`{text}` có thể bị chương trình khác đọc thành số giây"), format!("\"{text}\""))
            } else if matches!(text.as_str(), "no" | "No" | "NO" | "yes" | "Yes" | "on" | "off" | "y" | "n") {
                (format!("`{text}` có thể bị chương trình khác đọc thành đúng/sai"), format!("\"{text}\""))
            } else {
                return lost_comment(source, node, findings);
            };
            let prefix = key.map(|key| format!("{key}: ")).unwrap_or_default();
            findings.push(
                Finding::new(codes::YAML_READING, message)
                    .at(Place::new(source, node.range.clone()))
                    .hint(format!("viết lại: `{prefix}{repaired}`")),
            );
        }
        Value::Scalar { .. } => {}
    }
}

/// `Đường số #5`: YAML takes ` #5` for a note and drops it.
fn lost_comment(source: &Arc<Source>, node: &Node, findings: &mut Findings) {
    if !source.text()[node.range.end..].trim_start_matches([' ', '\t']).starts_with('#') {
        return;
    }
    let line = source.line_range(source.line_of(node.range.end));
    let rest = &source.text()[node.range.end.min(line.end)..line.end];
    let note = rest.trim_start();
    if rest.len() > note.len() && note.starts_with('#') && !note[1..].starts_with([' ', '#']) && note.len() > 1 {
        let start = line.end - note.len();
        let written = &source.text()[node.range.start..line.end];
        findings.push(
            Finding::new(codes::YAML_READING, format!("phần `{note}` bị hiểu là dòng ghi chú, không in ra"))
                .at(Place::new(source, start..line.end))
                .hint(format!("đặt cả giá trị trong ngoặc kép: `{}`", quote(written))),
        );
    }
}

fn tab(source: &Arc<Source>, line: usize, complaint: &str) -> Option<Finding> {
    let lines = (0..=line + 1).map(|line| source.line_range(line));
    let found = lines.into_iter().find(|range| {
        let text = &source.text()[range.clone()];
        let indent = &text[..text.len() - text.trim_start().len()];
        indent.contains('\t') && !text.trim().is_empty()
    })?;
    if !complaint.contains("tab") && source.line_of(found.start) != line {
        return None;
    }
    let text = &source.text()[found.clone()];
    let indent = text.len() - text.trim_start().len();
    let place = Place::new(source, found.start..found.start + indent);
    Some(
        Finding::new(codes::YAML_TAB, "đầu dòng thụt bằng phím Tab")
            .at(place)
            .hint(format!("thay mỗi Tab bằng hai dấu cách: `{}`", text.replace('\t', "  ")))
            .hint("đặt trình soạn thảo: phím Tab gõ ra dấu cách"),
    )
}

/// The first value that opens a quote and does not close it on its line, when that explains the complaint.
fn open_quote(source: &Arc<Source>, line: usize, complaint: &str) -> Option<Finding> {
    let at_end = complaint.contains("quoted scalar") || complaint.contains("end of stream");
    let first = if at_end { 0 } else { line.saturating_sub(1) };
    (first..=line).find_map(|line| {
        let (range, value) = value_of(source, line)?;
        let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let closed = value[1..].replace("\\\"", "").contains(mark);
        (!closed).then(|| {
            let words = word_signs::without_curly_end(value);
            let message = match words.len() < value.trim_end().len() {
                true => format!("dấu ngoặc thẳng `{mark}` mở mà đóng bằng ngoặc cong"),
                false => format!("dấu ngoặc `{mark}` mở mà không đóng"),
            };
            Finding::new(codes::YAML_QUOTE, message)
                .at(Place::new(source, range.clone()))
                .hint(format!("viết lại: `{}{words}{mark}`", prefix(source, line, &range)))
        })
    })
}

/// A field set deeper than the complete field above it.
fn deeper_than_its_neighbour(source: &Arc<Source>, line: usize) -> Option<Finding> {
    let range = source.line_range(line);
    let text = &source.text()[range.clone()];
    let above =
        (0..line).rev().map(|line| &source.text()[source.line_range(line)]).find(|text| !text.trim().is_empty())?;
    let indent = |text: &str| text.len() - text.trim_start().len();
    let complete =
        field(above).is_some_and(|value| !value.is_empty() && !value.starts_with(['|', '>', '"', '\'', '[', '{']));
    (field(text).is_some() && complete && indent(text) > indent(above)).then(|| {
        Finding::new(codes::YAML_INDENT, "dòng thụt vào sâu hơn dòng trên")
            .at(Place::new(source, range.start..range.start + indent(text)))
            .hint(format!("viết thẳng cột với dòng trên: `{}{}`", " ".repeat(indent(above)), text.trim_start()))
    })
}

/// What follows the colon on a line that begins with a field name.
fn field(line: &str) -> Option<&str> {
    let (name, value) = line.trim_start().split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    is_name.then(|| value.trim())
}

fn missing_blank(source: &Arc<Source>, line: usize) -> Option<Finding> {
    let range = source.line_range(line);
    let text = &source.text()[range.clone()];
    let (key, value) = text.split_once(':')?;
    let name = key.trim().trim_start_matches("- ");
    let is_key = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    (is_key && !value.is_empty() && !value.starts_with([' ', '/'])).then(|| {
        let (code, message) = match value.starts_with('\t') {
            true => (codes::YAML_TAB, "sau dấu hai chấm là phím Tab"),
            false => (codes::YAML_SYNTAX, "thiếu dấu cách sau dấu hai chấm"),
        };
        Finding::new(code, message)
            .at(Place::new(source, range.start..range.end))
            .hint(format!("viết lại: `{key}: {}`", value.trim()))
    })
}

/// `co_quan： ubnd` with the colon of Chinese and Japanese keyboards, on the line or the nearest above that has one.
fn full_width_colon(source: &Arc<Source>, line: usize) -> Option<Finding> {
    (0..=line).rev().find_map(|line| {
        let range = source.line_range(line);
        let text = &source.text()[range.clone()];
        let (key, value) = text.split_once(FULL_WIDTH_COLON)?;
        let name = key.trim().trim_start_matches("- ");
        let is_key =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        is_key.then(|| after_full_width_colon(source, line, key, value))
    })
}

/// What to say of a full-width colon behind a field's name.
pub(super) fn after_full_width_colon(source: &Arc<Source>, line: usize, key: &str, value: &str) -> Finding {
    let place = Place::new(source, source.line_range(line));
    let name = key.trim().trim_start_matches("- ");
    let written = format!("{}: {}", key.trim_end(), value.trim());
    let replacement = written.trim_end().to_owned();
    let message = format!("sau `{name}` là dấu hai chấm toàn khổ `{FULL_WIDTH_COLON}`, không phải dấu `:`");
    Finding::new(codes::YAML_SYNTAX, message).at(place.clone()).hint(format!("viết lại: `{replacement}`")).fix(Fix {
        place,
        replacement,
        applicability: Applicability::Safe,
    })
}

fn leading_sign(source: &Arc<Source>, line: usize) -> Option<Finding> {
    let (range, value) = value_of(source, line)?;
    let sign = value.chars().next()?;
    let block = matches!(sign, '|' | '>') && value[1..].trim_matches(['-', '+', ' ']).is_empty();
    let list = sign == '[' && value.trim_end().ends_with(']') || sign == '{' && !value.starts_with("{{");
    if !("*&%@`!|>[{,?".contains(sign) || is_dash(value)) || block || list {
        return None;
    }
    Some(sign_finding(source, line, range, value, sign))
}

/// `trich_yeu: - Kết quả` begins a list where none can stand.
fn is_dash(value: &str) -> bool {
    value.starts_with("- ")
}

fn sign_finding(source: &Arc<Source>, line: usize, range: std::ops::Range<usize>, value: &str, sign: char) -> Finding {
    let prefix = prefix(source, line, &range);
    let message = format!("giá trị bắt đầu bằng dấu `{sign}`, YAML hiểu dấu này theo nghĩa riêng");
    Finding::new(codes::YAML_SIGN, message)
        .at(Place::new(source, range))
        .hint(format!("đặt trong ngoặc kép: `{prefix}{}`", quote(value)))
}

/// An anchor or tag that eats the first word of a value: `&B thử`, `!gấp họp`.
pub(crate) fn eaten_word(source: &Arc<Source>, start: usize) -> Option<Finding> {
    let line = source.line_of(start);
    let (range, value) = value_of(source, line)?;
    let sign = value.chars().next().filter(|c| matches!(c, '&' | '!'))?;
    Some(sign_finding(source, line, range, value, sign))
}

fn text_after_quote(source: &Arc<Source>, line: usize) -> Option<Finding> {
    let (range, value) = value_of(source, line)?;
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let close = 1 + value[1..].find(mark)?;
    let rest = value[close + 1..].trim();
    (!rest.is_empty() && !rest.starts_with('#')).then(|| {
        let prefix = prefix(source, line, &range);
        Finding::new(codes::YAML_QUOTE, "còn chữ sau dấu ngoặc kép đóng")
            .at(Place::new(source, range))
            .hint(format!("đặt cả dòng trong dấu nháy đơn: `{prefix}'{}'`", meant(value, mark).replace('\'', "''")))
    })
}

/// What a text with marks in and around it was meant to be: a mark too many is dropped, one that opens behind a blank shows
/// that the first and the last stood around the whole.
fn meant(value: &str, mark: char) -> String {
    let value = value.trim_end();
    if value.matches(mark).count() % 2 == 1 {
        return value.replace(mark, "");
    }
    let inner = value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let opens_inside = |inner: &&str| inner.split(mark).next().is_some_and(|head| head.ends_with(' '));
    inner.filter(opens_inside).unwrap_or(value).to_owned()
}

fn colon_in_text(source: &Arc<Source>, line: usize) -> Option<Finding> {
    let (range, value) = value_of(source, line)?;
    let quoted = value.starts_with(['"', '\'', '|', '>', '[', '{']);
    let colon = value.find(": ").or_else(|| value.trim_end().strip_suffix(':').map(str::len))?;
    (!quoted).then(|| {
        let prefix = prefix(source, line, &range);
        let hint = match word_signs::in_curly_quotes(value) {
            Some(inner) => format!("thay ngoặc cong bằng ngoặc kép thẳng: `{prefix}{}`", quote(inner)),
            None => format!("đặt trong ngoặc kép: `{prefix}{}`", quote(value)),
        };
        Finding::new(codes::YAML_COLON, "dấu hai chấm nằm giữa đoạn chữ, YAML hiểu là tên mục")
            .at(Place::new(source, range.start + colon..range.start + colon + 1))
            .hint(hint)
    })
}

fn indent_or_syntax(source: &Arc<Source>, line: usize, at: usize, complaint: &str) -> Finding {
    let written = |line: usize| &source.text()[source.line_range(line)];
    let line = (0..=line).rev().find(|&line| !written(line).trim().is_empty()).unwrap_or(line);
    let range = source.line_range(line);
    let text = written(line);
    let first = range.start + text.len() - text.trim_start().len();
    let place = Place::new(source, if range.contains(&at) { at } else { first }..range.end);
    if first == range.start && field(text).is_none() && !text.starts_with(['-', '"', '\'']) {
        return Finding::new(codes::YAML_INDENT, "dòng chữ nằm ngoài các mục")
            .at(Place::new(source, range))
            .hint(format!("thuộc nội dung bên trên thì thụt vào hai dấu cách: `  {}`", shortened(text)));
    }
    let indent = ["indent", "block mapping", "block collection", "block sequence", "simple key", "<document start>"];
    if indent.iter().any(|word| complaint.contains(word)) {
        return Finding::new(codes::YAML_INDENT, "dòng thụt đầu sai hoặc thiếu tên mục")
            .at(place)
            .hint("các mục cùng cấp phải bắt đầu ở cùng một cột; nội dung nhiều dòng thụt vào hai dấu cách dưới dòng `tên: |`");
    }
    Finding::new(codes::YAML_SYNTAX, "tệp không đúng cú pháp YAML")
        .at(place)
        .hint("kiểm tra dòng này và dòng trên: dấu hai chấm, ngoặc, dấu cách đầu dòng")
}

/// Looks on the line of the complaint, then on the line with words above it.
fn nearby(source: &Arc<Source>, line: usize, look: fn(&Arc<Source>, usize) -> Option<Finding>) -> Option<Finding> {
    let above = (0..line).rev().find(|&line| !source.text()[source.line_range(line)].trim().is_empty());
    look(source, line).or_else(|| above.and_then(|line| look(source, line)))
}

/// The value on a line: what follows `key: ` or `- `.
fn value_of(source: &Source, line: usize) -> Option<(std::ops::Range<usize>, &str)> {
    let range = source.line_range(line);
    let text = &source.text()[range.clone()];
    let mut from = text.len() - text.trim_start().len();
    while text[from..].starts_with("- ") {
        from += 2 + (text[from + 2..].len() - text[from + 2..].trim_start().len());
    }
    if let Some((key, rest)) = text[from..].split_once(": ")
        && !key.starts_with(['"', '\'', '*', '&', '[', '{'])
        && !key.contains(' ')
    {
        from += key.len() + 2 + (rest.len() - rest.trim_start().len());
    }
    let value = &text[from..];
    (!value.trim().is_empty() && !value.starts_with('#')).then(|| (range.start + from..range.end, value))
}

fn prefix(source: &Source, line: usize, value: &std::ops::Range<usize>) -> String {
    let start = source.line_range(line).start;
    source.text()[start..value.start].trim_start().to_owned()
}

fn quote(value: &str) -> String {
    let value = value.trim_end();
    if value.contains('"') && !value.contains('\'') {
        format!("'{value}'")
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn quotes_in_and_around_a_text_are_told_apart() {
        let cases = [
            ("\"Kết quả\" công tác", "\"Kết quả\" công tác"),
            ("\"Kết quả\" và \"Kế hoạch\"", "\"Kết quả\" và \"Kế hoạch\""),
            ("\"Về \"Tháng hành động\" năm 2025\"", "Về \"Tháng hành động\" năm 2025"),
            ("\"Kết quả\" quý I\"", "Kết quả quý I"),
        ];
        for (written, right) in cases {
            assert_eq!(meant(written, '"'), right);
        }
    }
}
