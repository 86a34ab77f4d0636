//! Lines that begin with a tab, which YAML refuses: one finding for all of them.

use std::sync::Arc;

use super::line_repairs::{STEP, shortened, spaces};
use super::outline::{Form, Line, Outline};
use crate::base::finding::{Applicability, Finding, Fix, codes};
use crate::base::source::{Place, Source};

/// A line that begins with a tab.
struct Tabbed {
    line: usize,
    repaired: String,
    /// Whether it is a key at the beginning of a file whose other lines have no tab.
    is_root: bool,
    /// Spaces it must begin with, when others would stand in place of its tabs.
    exactly: Option<usize>,
}

/// What to say of the tabs of a file; nothing when it has none.
pub(super) fn finding(source: &Arc<Source>, outline: &Outline<'_>) -> Option<Finding> {
    let step = step(outline);
    let found: Vec<Tabbed> = (0..outline.lines.len()).filter_map(|at| tabbed(outline, at, step)).collect();
    let (first, last) = (found.first()?, found.last()?);
    let message = match found.len() {
        1 => "đầu dòng thụt bằng phím Tab".to_owned(),
        count => {
            let (begin, end) = (first.line + 1, last.line + 1);
            format!("đầu dòng thụt bằng phím Tab ở {count} dòng, từ dòng {begin} đến dòng {end}")
        }
    };
    let range = source.line_range(first.line);
    let indent = outline.lines[first.line].text.len() - outline.lines[first.line].text.trim_start().len();
    let mut finding = Finding::new(codes::YAML_TAB, message).at(Place::new(source, range.start..range.start + indent));
    for root in found.iter().filter(|one| one.is_root) {
        finding = finding.hint(format!("xóa Tab ở đầu dòng {}: `{}`", root.line + 1, shortened(&root.repaired)));
    }
    if let Some(other) = found.iter().find(|one| one.exactly.is_some()) {
        let exactly = spaces(other.exactly.unwrap_or_default());
        finding = finding.hint(format!("bỏ Tab, dòng bắt đầu sau đúng {exactly}: `{}`", shortened(&other.repaired)));
    }
    if let Some(other) = found.iter().find(|one| !one.is_root && one.exactly.is_none()) {
        let words = if step == 2 { "hai".to_owned() } else { step.to_string() };
        finding = finding.hint(format!("thay mỗi Tab bằng {words} dấu cách: `{}`", shortened(&other.repaired)));
    }
    let mut repaired = found.iter().peekable();
    let replacement: Vec<&str> = (first.line..=last.line)
        .map(|at| repaired.next_if(|one| one.line == at).map_or(outline.lines[at].text, |one| one.repaired.as_str()))
        .collect();
    let fix = Fix {
        place: Place::new(source, range.start..source.line_range(last.line).end),
        replacement: replacement.join("\n"),
        applicability: Applicability::Safe,
    };
    Some(finding.hint("đặt trình soạn thảo: phím Tab gõ ra dấu cách").fix(fix))
}

/// Whether words of a text begin with a tab where its indent should be: YAML ends the text there, perhaps without a word.
pub(super) fn are_in_texts(outline: &Outline<'_>) -> bool {
    let lines = outline.texts.iter().flat_map(|text| text.lines.clone());
    lines.into_iter().any(|at| tabbed(outline, at, STEP).is_some())
}

/// A text whose lines of keys begin with a space for each tab, so that the rest of it can be read.
pub(super) fn as_spaces(text: &str, outline: &Outline<'_>) -> String {
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        let Some(Tabbed { repaired, .. }) = tabbed(outline, at, STEP) else { return line.to_owned() };
        if outline.text_at(at).is_some() {
            // some word must stand there, whichever
            let length = line.chars().count();
            let words = format!("{}x", " ".repeat(repaired.len() - repaired.trim_start().len()));
            return format!("{:length$}", if words.len() <= length { &words } else { "" });
        }
        let words = line.trim_start();
        format!("{}{words}", " ".repeat(line.chars().count() - words.chars().count()))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn tabbed(outline: &Outline<'_>, at: usize, step: usize) -> Option<Tabbed> {
    let line = outline.lines.get(at)?;
    let column = line.tab.filter(|_| !line.is_blank())?;
    let blanks = &line.text[..line.text.len() - line.words().len().min(line.text.len())];
    let width: usize = blanks.chars().take(line.indent).map(|c| if c == '\t' { step } else { 1 }).sum();
    if let Some(field) = outline.text_at(at) {
        let needed = field.indent.filter(|indent| *indent > field.column).unwrap_or(field.column + STEP);
        let is_outside = field.form == Form::Bar && column < needed;
        return is_outside.then(|| Tabbed {
            line: at,
            repaired: format!("{}{}", " ".repeat(needed), line.words()),
            is_root: false,
            exactly: (width != needed).then_some(needed),
        });
    }
    if line.is_note() {
        return None;
    }
    let others = |line: &Line<'_>| !line.is_blank() && !line.is_note();
    let is_first = !outline.lines[..at].iter().any(others);
    let is_root = is_first && outline.lines[at + 1..].iter().any(|line| others(line) && line.indent == 0);
    let width = if is_root { 0 } else { width };
    Some(Tabbed { line: at, repaired: format!("{}{}", " ".repeat(width), line.words()), is_root, exactly: None })
}

/// Spaces that stand for a tab: as many as the file's other lines go in at once.
fn step(outline: &Outline<'_>) -> usize {
    let keys = outline.lines.iter().enumerate().filter(|(at, _)| outline.text_at(*at).is_none());
    let indents = keys.filter(|(_, line)| line.tab.is_none() && !line.is_blank() && !line.is_note());
    indents.map(|(_, line)| line.indent).filter(|indent| *indent > 0).min().unwrap_or(2)
}
