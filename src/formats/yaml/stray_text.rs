//! Words that stand outside of their field: pasted at the left margin under `noi_dung: |`, below `noi_dung:` without its
//! bar, lines of a list without dashes. Each cause is one finding, with the repair.

use std::ops::Range;
use std::sync::Arc;

use super::line_repairs::{STEP, fix_of_lines, set_in, shortened, spaces, span};
use super::outline::{Form, Line, Outline, TextField, mark_of};
use super::stray_lists;
use crate::base::finding::{Applicability, Finding, Findings, Fix, codes};
use crate::base::source::{Place, Source};

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
        reading.notes_that_may_be_headings(findings);
        let finding = match field.form {
            Form::Bar => reading.at_the_margin(),
            Form::Open | Form::Begun => reading.without_bar(),
            Form::List => stray_lists::without_dashes(source, outline, field),
        };
        if let Some(finding) = finding {
            findings.push(finding);
            astray.push(Astray { lines: field.lines.clone(), stands_in: true });
        }
    }
    for (at, name) in &outline.without_colon {
        let line = source.line_range(*at);
        let place = Place::new(source, line.clone());
        let finding = Finding::new(codes::YAML_SYNTAX, "tên mục thiếu dấu hai chấm").at(place.clone());
        let fix = Fix { place, replacement: format!("{name}:"), applicability: Applicability::Safe };
        findings.push(finding.hint(format!("viết lại: `{name}:`")).fix(fix));
        let below =
            outline.lines[at + 1..].iter().take_while(|line| line.is_blank() || mark_of(line.words()).is_some());
        astray.push(Astray { lines: *at..at + 1 + below.count(), stands_in: false });
    }
    if let Some(first) = outline.fences.first() {
        let place = Place::new(source, source.line_range(*first));
        let finding = Finding::new(codes::YAML_SYNTAX, "dòng ba dấu ` (phím cạnh số 1) không thuộc tệp YAML").at(place);
        let lines = outline.fences.iter().map(|at| format!("dòng {}", at + 1)).collect::<Vec<_>>().join(", ");
        findings.push(finding.hint(format!("xóa {lines}")));
        astray.extend(outline.fences.iter().map(|at| Astray { lines: *at..at + 1, stands_in: false }));
    }
    for at in &outline.lists_in_line {
        findings.extend(stray_lists::list_in_line(source, outline.lines[*at], *at));
        astray.push(Astray { lines: *at..at + 1, stands_in: false });
    }
    astray
}

/// Lines that stand less deep than the words of their field should.
struct Margin {
    /// The first line with words.
    first: usize,
    /// Columns that the words should be set in.
    indent: usize,
    astray: Vec<usize>,
    /// Whether the paste is moved as one, so that it keeps what stands deeper in it.
    whole: bool,
    /// Whether the lines are set in, but not alike.
    uneven: bool,
    /// Columns that all lines are set in.
    least: usize,
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
        let margin = self.margin()?;
        let Margin { uneven, indent, .. } = margin;
        let (begin, end) = (*margin.astray.first()?, *margin.astray.last()?);
        let moved = if uneven { margin.first..end + 1 } else { begin..end + 1 };
        let mut replacement: Vec<String> = moved.clone().map(|at| self.moved_in(&margin, self.line(at))).collect();
        if let Some(first) = replacement.first_mut().filter(|_| uneven) {
            *first = format!("{}{}", " ".repeat(indent), first.trim_start()); // it decides how far the text is set in
        }
        let (lines, spaces) = (span(begin, end), spaces(indent));
        let example = shortened(replacement.first()?);
        let is_note = margin.astray.iter().all(|at| self.line(*at).is_note());
        let message = match (is_note, uneven) {
            (true, _) => format!("đề mục gõ sát lề trái bị hiểu là ghi chú, {lines}"),
            (_, true) => format!("các dòng của nội dung thụt vào không đều, {}", span(moved.start, end)),
            _ => format!("nội dung dán chưa thụt vào, {lines}"),
        };
        let count = margin.astray.len();
        let all = count == (begin..=end).filter(|at| !self.line(*at).is_blank()).count();
        let hint = match () {
            () if uneven => format!("mỗi dòng bắt đầu sau đúng {spaces}: `{example}`"),
            () if begin == end => format!("thêm {spaces} vào đầu dòng: `{example}`"),
            () if all => format!("thêm {spaces} vào đầu mỗi dòng, {lines}: `{example}`"),
            () => format!("thêm {spaces} vào đầu {count} dòng còn sát lề trái, {lines}: `{example}`"),
        };
        let place = Place::new(self.source, self.source.line_range(begin));
        let mut finding = Finding::new(codes::YAML_INDENT, message).at(place).hint(hint);
        if count > 3 && all && !uneven && indent == STEP {
            finding = finding.hint("nhiều dòng thì mở tệp bằng VS Code, bôi đen các dòng ấy rồi bấm Tab");
        }
        Some(finding.fix(fix_of_lines(self.source, &moved, &replacement)))
    }

    /// The lines of a text that stand less deep than its words should; nothing when the indent is typed.
    fn margin(&self) -> Option<Margin> {
        let column = self.field.column;
        let header = self.line(self.field.header).words();
        if header.split(['|', '>']).next_back().is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let content = self.content();
        let first = *content.first()?;
        let (begins, usual) = (self.line(first).indent, column + STEP);
        let deep = content.iter().map(|at| self.line(*at)).filter(|line| line.tab.is_none() && line.indent > column);
        let deep: Vec<usize> = deep.map(|line| line.indent).collect();
        let whole = begins <= column && deep.len() * 2 < content.len();
        let indent = match begins > column {
            true => begins,
            false if whole => usual,
            false => deep.first().copied().unwrap_or(usual),
        };
        let needed = if whole { column + 1 } else { indent };
        let is_astray = |at: &usize| self.line(*at).tab.is_none() && self.line(*at).indent < needed;
        let least = self.least(&content);
        let astray: Vec<usize> = content.into_iter().filter(is_astray).collect();
        let uneven = astray.iter().all(|at| self.line(*at).indent > column);
        Some(Margin { first, indent: if uneven { usual } else { indent }, astray, whole, uneven, least })
    }

    /// A line as it should stand.
    fn moved_in(&self, margin: &Margin, line: Line<'_>) -> String {
        let Margin { indent, whole, uneven, least, .. } = *margin;
        let own = if whole && line.tab.is_none() { line.indent.saturating_sub(self.field.column) } else { 0 };
        let keeps = !whole && !uneven && line.tab.is_none() && line.indent >= indent;
        match () {
            () if line.is_blank() => String::new(),
            () if keeps => line.text.to_owned(),
            () if uneven => set_in(line, indent, least),
            () => format!("{}{}", " ".repeat(indent + own), line.words()),
        }
    }

    /// Columns that the words of these lines are set in at least.
    fn least(&self, content: &[usize]) -> usize {
        let lines = content.iter().map(|at| self.line(*at)).filter(|line| line.tab.is_none());
        lines.map(|line| line.indent).min().unwrap_or_default()
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
        let least = self.least(&content);
        for at in field.header + 1..end + 1 {
            let line = self.line(at);
            // the first line decides how far the text is set in
            let least = if value.is_empty() && at == begin { line.indent } else { least };
            replacement.push(if line.is_blank() { String::new() } else { set_in(line, indent, least) });
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
        Some(finding.at(place).hint(hint).fix(fix_of_lines(self.source, &(field.header..end + 1), &replacement)))
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
            let finding = Finding::new(codes::YAML_READING, "dòng sát lề trái bị hiểu là dòng ghi chú, không in ra");
            let hint = format!("là đề mục thì thụt vào: `{indent}{}`", shortened(line.words()));
            let replacement = format!("{indent}{}", line.words());
            let fix = Fix { place: place.clone(), replacement, applicability: Applicability::Unsafe };
            findings.push(finding.at(place).hint(hint).fix(fix));
        }
    }
}

fn is_in_capitals(title: &str) -> bool {
    title.split_whitespace().count() > 1 && !title.contains(char::is_lowercase)
}
