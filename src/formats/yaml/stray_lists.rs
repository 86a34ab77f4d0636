//! Lists that are written as no list: lines without dashes, or all items in the line of their field.

use std::sync::Arc;

use super::line_repairs::{STEP, fix_of_lines, shortened, spaces, span};
use super::outline::{Line, Outline, TextField, key_of, mark_of};
use crate::base::finding::{Applicability, Finding, Fix, codes};
use crate::base::source::{Place, Source};

/// Lines below a field that takes a list, none of which begins with a dash.
pub(super) fn without_dashes(source: &Arc<Source>, outline: &Outline<'_>, field: &TextField) -> Option<Finding> {
    let lines = field.lines.clone().filter(|at| !outline.lines[*at].is_blank());
    let content: Vec<usize> = lines.collect();
    let (begin, end) = (*content.first()?, *content.last()?);
    let first = outline.lines[begin];
    if content.len() == 1 && first.indent > field.column && first.tab.is_none() {
        return None; // one value on the next line
    }
    let blank = " ".repeat(field.column + STEP);
    let item = |at: &usize| {
        let words = outline.lines[*at].words();
        let words = words.trim_start_matches(|c: char| !c.is_alphanumeric() && !"\"“([{".contains(c));
        format!("{blank}- {words}")
    };
    let replacement: Vec<String> = content.iter().map(item).collect();
    let message = format!("`{}` là danh sách, mỗi mục phải bắt đầu bằng dấu gạch", field.name);
    let lines = span(begin, end);
    let is_mixed = content.iter().any(|at| mark_of(outline.lines[*at].words()).is_some());
    let (indent, example) = (spaces(field.column + STEP), shortened(&replacement[0]));
    let hint = match is_mixed {
        true => format!("mỗi dòng bắt đầu bằng {indent} và một dấu `- `, {lines}: `{example}`"),
        false => format!("thêm {indent} và `- ` vào đầu mỗi dòng, {lines}: `{example}`"),
    };
    let place = Place::new(source, source.line_range(begin));
    let fix = fix_of_lines(source, &(begin..end + 1), &replacement);
    Some(Finding::new(codes::WRONG_TYPE, message).at(place).hint(hint).fix(fix))
}

/// `noi_nhan: - Như trên; - Lưu: VT.`
pub(super) fn list_in_line(source: &Arc<Source>, line: Line<'_>, at: usize) -> Option<Finding> {
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
