//! Words that stand outside of their field: pasted at the left margin under `noi_dung: |`, below `noi_dung:` without its
//! bar, lines of a list without dashes. Each cause is one finding, with the repair.

use std::ops::Range;
use std::sync::Arc;

use super::outline::{Form, Line, Outline, TextField, key_of, mark_of};
use crate::base::finding::{Applicability, Finding, Findings, Fix, codes};
use crate::base::source::{Place, Source};

/// Spaces that the words of a field stand deeper than its key.
const STEP: usize = 2;

/// Lines that the rest of the file is read without.
pub(super) struct Astray {
    pub(super) lines: Range<usize>,
    /// Whether the field must have some words all the same.
    pub(super) stands_in: bool,
}

/// Reports words astray; returns their lines.
pub(super) fn report(source: &Arc<Source>, outline: &Outline<'_>, findings: &mut Findings) -> Vec<Astray> {
    let mut astray = Vec::new();
    for field in &outline.texts {
        let reading = Reading { source, outline, field };
        let finding = match field.form {
            Form::Bar => {
                reading.notes_that_may_be_headings(findings);
                reading.at_the_margin()
            }
            Form::Open | Form::Begun => reading.without_bar(),
            Form::List => reading.without_dashes(),
        };
        if let Some(finding) = finding {
            findings.push(finding);
            astray.push(Astray { lines: field.lines.clone(), stands_in: true });
        }
    }
    for (at, name) in &outline.without_colon {
        let line = source.line_range(*at);
        let place = Place::new(source, line.clone());
        let finding = Finding::new(codes::YAML_SYNTAX, "tên trường thiếu dấu hai chấm").at(place.clone());
        let fix = Fix { place, replacement: format!("{name}:"), applicability: Applicability::Safe };
        findings.push(finding.hint(format!("viết lại: `{name}:`")).fix(fix));
        let below =
            outline.lines[at + 1..].iter().take_while(|line| line.is_blank() || mark_of(line.words()).is_some());
        astray.push(Astray { lines: *at..at + 1 + below.count(), stands_in: false });
    }
    for at in &outline.lists_in_line {
        findings.extend(list_in_line(source, outline.lines[*at], *at));
        astray.push(Astray { lines: *at..at + 1, stands_in: false });
    }
    astray
}

/// `noi_nhan: - Như trên; - Lưu: VT.`
fn list_in_line(source: &Arc<Source>, line: Line<'_>, at: usize) -> Option<Finding> {
    let (name, value) = key_of(line.words())?;
    let parts: Vec<&str> = match value.contains(';') {
        true => value.split_inclusive(';').collect(),
        false => value.split(" - ").collect(),
    };
    let bare = |part: &str| part.trim()[mark_of(part.trim()).unwrap_or_default()..].to_owned();
    let items: Vec<String> = parts.into_iter().map(bare).filter(|item| !item.is_empty()).collect();
    let blank = " ".repeat(line.indent + STEP);
    let lines = std::iter::once(format!("{}{name}:", " ".repeat(line.indent)));
    let lines: Vec<String> = lines.chain(items.iter().map(|item| format!("{blank}- {item}"))).collect();
    let place = Place::new(source, source.line_range(at));
    let message = format!("danh sách viết trên cùng một dòng với `{name}:`");
    let shown = lines[1..].iter().map(|item| format!("`{}`", shortened(item))).collect::<Vec<_>>().join(", ");
    let hint = format!("xuống dòng sau `{name}:`, rồi mỗi mục một dòng: {shown}");
    let fix = Fix { place: place.clone(), replacement: lines.join("\n"), applicability: Applicability::Safe };
    Some(Finding::new(codes::WRONG_TYPE, message).at(place).hint(hint).fix(fix))
}

struct Reading<'a> {
    source: &'a Arc<Source>,
    outline: &'a Outline<'a>,
    field: &'a TextField,
}

impl<'a> Reading<'a> {
    fn line(&self, at: usize) -> Line<'a> {
        self.outline.lines[at]
    }

    /// The lines with words, counted from 0.
    fn content(&self) -> Vec<usize> {
        self.field.lines.clone().filter(|at| !self.line(*at).is_blank()).collect()
    }

    /// Words less deep than those of their field.
    fn at_the_margin(&self) -> Option<Finding> {
        let field = self.field;
        let header = self.line(field.header).words();
        if header.split(['|', '>']).next_back().is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit())) {
            return None; // the indent is typed
        }
        let content = self.content();
        let (first, usual) = (self.line(*content.first()?).indent, field.column + STEP);
        let deep =
            content.iter().map(|at| self.line(*at)).filter(|line| line.tab.is_none() && line.indent > field.column);
        let indents: Vec<usize> = deep.map(|line| line.indent).collect();
        // a paste moved as a whole keeps what stands deeper in it
        let whole = first <= field.column && indents.len() * 2 < content.len();
        let indent = match first > field.column {
            true => first,
            false if whole => usual,
            false => indents.first().copied().unwrap_or(usual),
        };
        let is_astray = |at: &usize| {
            let line = self.line(*at);
            line.tab.is_none() && line.indent < if whole { field.column + 1 } else { indent }
        };
        let astray: Vec<usize> = content.iter().copied().filter(is_astray).collect();
        let (begin, end) = (*astray.first()?, *astray.last()?);
        let uneven = astray.iter().all(|at| self.line(*at).indent > field.column);
        let indent = if uneven { usual } else { indent };
        let moved = if uneven { *content.first()?..end + 1 } else { begin..end + 1 };
        let repaired = |line: Line<'_>| {
            let own = if whole && line.tab.is_none() { line.indent.saturating_sub(field.column) } else { 0 };
            let keeps =
                !whole && line.tab.is_none() && line.indent >= indent && (!uneven || mark_of(line.words()).is_some());
            match () {
                () if line.is_blank() => String::new(),
                () if keeps => line.text.to_owned(),
                () => format!("{}{}", " ".repeat(indent + own), line.words()),
            }
        };
        let replacement: Vec<String> = moved.clone().map(|at| repaired(self.line(at))).collect();
        let (lines, spaces) = (span(begin, end), spaces(indent));
        let example = shortened(&repaired(self.line(begin)));
        let is_note = astray.iter().all(|at| self.line(*at).is_note());
        let message = match (is_note, uneven) {
            (true, _) => format!("đề mục gõ sát lề trái bị hiểu là chú giải, {lines}"),
            (_, true) => format!("các dòng của nội dung thụt vào không đều, {}", span(moved.start, end)),
            _ => format!("nội dung dán chưa thụt vào, {lines}"),
        };
        let hint = match () {
            () if uneven => {
                format!("mỗi dòng bắt đầu sau đúng {spaces}: `{}`", shortened(&repaired(self.line(moved.start))))
            }
            () if begin == end => format!("thêm {spaces} vào đầu dòng: `{example}`"),
            () if astray.len() == self.content_between(begin, end) => {
                format!("thêm {spaces} vào đầu mỗi dòng, {lines}: `{example}`")
            }
            () => format!("thêm {spaces} vào đầu {} dòng còn sát lề trái, {lines}: `{example}`", astray.len()),
        };
        let place = Place::new(self.source, self.source.line_range(begin));
        let mut finding = Finding::new(codes::YAML_INDENT, message).at(place).hint(hint);
        if astray.len() > 3 && !uneven && astray.len() == self.content_between(begin, end) {
            finding = finding.hint("nhiều dòng thì mở tệp bằng VS Code, bôi đen các dòng ấy rồi bấm Tab");
        }
        Some(finding.fix(self.fix(&moved, replacement)))
    }

    fn content_between(&self, begin: usize, end: usize) -> usize {
        (begin..=end).filter(|at| !self.line(*at).is_blank()).count()
    }

    /// Words in lines below a field that has no bar: YAML would join them, or take them for something else.
    fn without_bar(&self) -> Option<Finding> {
        let (field, content) = (self.field, self.content());
        let (begin, end) = (*content.first()?, *content.last()?);
        let first = self.line(begin);
        let is_text = |line: Line<'_>| {
            !line.words().starts_with(['"', '\'', '[', '{', '&', '*', '!', '|', '>']) && line.indent > field.column
        };
        let plain = |line: Line<'_>| mark_of(line.words()).is_none() && !line.words().contains(": ") && !line.is_note();
        if field.form == Form::Open && content.len() == 1 && is_text(first) && plain(first) {
            return None;
        }
        if field.form == Form::Open && first.words().starts_with(['"', '\'']) {
            return None;
        }
        let header = self.line(field.header);
        let colon = header.text.find(&format!("{}:", field.name))? + field.name.len() + 1;
        let (head, value) = (&header.text[..colon], header.text[colon..].trim());
        let value = if field.form == Form::Open { "" } else { value };
        let indent = field.column + STEP;
        let mut replacement = vec![format!("{head} |")];
        replacement.extend((!value.is_empty()).then(|| format!("{}{value}", " ".repeat(indent))));
        let least =
            content.iter().map(|at| self.line(*at)).filter(|line| line.tab.is_none()).map(|line| line.indent).min();
        let least = least.unwrap_or_default();
        for at in field.header + 1..end + 1 {
            let line = self.line(at);
            let own = if line.tab.is_some() { 0 } else { line.indent.saturating_sub(least) };
            let blank = if line.is_blank() { 0 } else { indent + own };
            replacement.push(format!("{}{}", " ".repeat(blank), line.words()));
        }
        let place = Place::new(self.source, self.source.line_range(field.header));
        let name = &field.name;
        let finding = Finding::new(codes::YAML_BAR, format!("nội dung nhiều dòng mà sau `{name}:` thiếu dấu `|`"));
        let bar = format!("viết `{name}: |`");
        let moved = match value.is_empty() {
            true => bar,
            false => format!("{bar}, chuyển `{}` xuống dòng riêng ngay dưới", shortened(value)),
        };
        let is_in_place = least == indent && value.is_empty();
        let hint = match is_in_place {
            true => moved,
            false => format!("{moved}, rồi cho mỗi dòng đến hết dòng {} bắt đầu sau {}", end + 1, spaces(indent)),
        };
        Some(finding.at(place).hint(hint).fix(self.fix(&(field.header..end + 1), replacement)))
    }

    /// Lines below a field that takes a list, none of which begins with a dash.
    fn without_dashes(&self) -> Option<Finding> {
        let (field, content) = (self.field, self.content());
        let (begin, end) = (*content.first()?, *content.last()?);
        let first = self.line(begin);
        if content.len() == 1 && first.indent > field.column && first.tab.is_none() {
            return None; // one value on the next line
        }
        let blank = " ".repeat(field.column + STEP);
        let item = |at: &usize| {
            let words = self.line(*at).words();
            let words = words.trim_start_matches(|c: char| !c.is_alphanumeric() && !"\"“([{".contains(c));
            format!("{blank}- {words}")
        };
        let replacement: Vec<String> = content.iter().map(item).collect();
        let message = format!("`{}` là danh sách, mỗi mục phải bắt đầu bằng dấu gạch", field.name);
        let lines = span(begin, end);
        let is_mixed = content.iter().any(|at| mark_of(self.line(*at).words()).is_some());
        let (indent, example) = (spaces(field.column + STEP), shortened(&replacement[0]));
        let hint = match is_mixed {
            true => format!("mỗi dòng bắt đầu bằng {indent} và một dấu `- `, {lines}: `{example}`"),
            false => format!("thêm {indent} và `- ` vào đầu mỗi dòng, {lines}: `{example}`"),
        };
        let place = Place::new(self.source, self.source.line_range(begin));
        let fix = self.fix(&(begin..end + 1), replacement);
        Some(Finding::new(codes::WRONG_TYPE, message).at(place).hint(hint).fix(fix))
    }

    /// Notes right below the words of a field that look like headings of theirs.
    fn notes_that_may_be_headings(&self, findings: &mut Findings) {
        let below = self.outline.lines.iter().enumerate().skip(self.field.lines.end);
        let near = below.take_while(|(_, line)| line.is_blank() || line.is_note());
        let near: Vec<(usize, &Line<'_>)> = near.filter(|(_, line)| line.is_note()).collect();
        let is_last = near.last().is_some_and(|(at, _)| self.outline.lines[at + 1..].iter().all(Line::is_blank));
        for (at, line) in near {
            let marks = line.words().len() - line.words().trim_start_matches('#').len();
            let title = &line.words()[marks..];
            let is_heading = title.starts_with(' ')
                && title.trim().chars().next().is_some_and(char::is_uppercase)
                && !title.contains(": ")
                && (2..=4).contains(&marks) | (marks == 1 && (is_last || is_in_capitals(title)));
            if line.indent > self.field.column || !is_heading || self.field.name != super::outline::BODY {
                continue;
            }
            let place = Place::new(self.source, self.source.line_range(at));
            let indent = " ".repeat(self.field.column + STEP);
            let finding = Finding::new(codes::YAML_READING, "dòng sát lề trái bị hiểu là chú giải, không in ra");
            let hint = format!("là đề mục thì thụt vào: `{indent}{}`", shortened(line.words()));
            let replacement = format!("{indent}{}", line.words());
            let fix = Fix { place: place.clone(), replacement, applicability: Applicability::Unsafe };
            findings.push(finding.at(place).hint(hint).fix(fix));
        }
    }

    fn fix(&self, lines: &Range<usize>, replacement: Vec<String>) -> Fix {
        let (start, end) = (self.source.line_range(lines.start).start, self.source.line_range(lines.end - 1).end);
        let place = Place::new(self.source, start..end);
        Fix { place, replacement: replacement.join("\n"), applicability: Applicability::Safe }
    }
}

fn is_in_capitals(title: &str) -> bool {
    title.split_whitespace().count() > 1 && !title.contains(char::is_lowercase)
}

/// Lines counted from 0 as people count them.
fn span(begin: usize, end: usize) -> String {
    if begin == end {
        format!("dòng {}", begin + 1)
    } else {
        format!("từ dòng {} đến dòng {}", begin + 1, end + 1)
    }
}

fn spaces(count: usize) -> String {
    if count == 2 { "hai dấu cách".to_owned() } else { format!("{count} dấu cách") }
}

/// The head of a long line, enough to know it again.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{} …", &text[..at]),
        None => text.to_owned(),
    }
}
