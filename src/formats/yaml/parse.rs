//! YAML text as a tree in which every key and value knows its place.

use std::ops::Range;
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Source;
use crate::formats::yaml::builder::Builder;
use crate::formats::yaml::full_width_colons;
use crate::formats::yaml::node::Node;
use crate::formats::yaml::outline::{Fields, Form, Outline};
use crate::formats::yaml::readable::readable;
use crate::formats::yaml::stray_text::{self, Astray};
use crate::formats::yaml::tabs;
use crate::formats::yaml::validate::FileSchema;

/// Mistakes of one file that are reported at once.
const MAX_MISTAKES: usize = 20;

/// Reads a file whose keys are free into a tree; `None` when it cannot be read at all.
pub(crate) fn parse(source: &Arc<Source>, findings: &mut Findings) -> Option<Node> {
    parse_as(source, None, findings)
}

/// Reads a file into a tree; the keys of its schema tell fields from words that were pasted.
pub(crate) fn parse_as(source: &Arc<Source>, schema: Option<&FileSchema>, findings: &mut Findings) -> Option<Node> {
    if source.text().trim().is_empty() {
        findings.push(
            Finding::new(codes::EMPTY_FILE, "tệp trống").in_file(source.name()).hint(
                "mở lại tệp trong trình soạn thảo và lưu nội dung, hoặc tạo văn bản mới bằng `vanthu new bao-cao`",
            ),
        );
        return None;
    }
    let fields = Fields::of(schema);
    let meant = full_width_colons::read_as_meant(source, &fields, findings);
    let outline = Outline::of(&meant, &fields);
    let astray = stray_text::report(source, &outline, findings);
    let mut text = without(&readable(&meant, &outline), &astray, &outline);
    let (mut root, mut told) = read(source, &text);
    if (root.is_err() || tabs::are_in_texts(&outline))
        && let Some(tabs) = tabs::finding(source, &outline)
    {
        findings.push(tabs);
        text = tabs::as_spaces(&text, &outline);
        (root, told) = read(source, &text);
        if root.is_err() {
            return None; // perhaps the tabs again
        }
    }
    findings.extend(told);
    match root {
        Ok(Some(node)) => Some(node),
        Ok(None) => {
            findings.push(
                Finding::new(codes::EMPTY_FILE, "tệp chỉ có dòng ghi chú, chưa có mục nào")
                    .in_file(source.name())
                    .hint("bỏ dấu `#` ở đầu các dòng cần dùng"),
            );
            None
        }
        Err(first) => {
            further_mistakes(source, text, *first, findings);
            None
        }
    }
}

fn read(source: &Arc<Source>, text: &str) -> (Result<Option<Node>, Box<Finding>>, Findings) {
    let mut builder = Builder::new(source, text);
    let root = builder.document();
    (root, builder.findings)
}

/// A text without the words astray, character by character, so that the rest of the file is looked at in the same pass.
fn without(text: &str, astray: &[Astray], outline: &Outline<'_>) -> String {
    if astray.is_empty() {
        return text.to_owned();
    }
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for part in astray {
        let field = outline.texts.binary_search_by_key(&part.lines.start, |field| field.lines.start).ok();
        let field = field.map(|at| &outline.texts[at]).filter(|field| part.stands_in && field.lines == part.lines);
        let stand_in = field.filter(|field| field.form != Form::Begun).map(|field| {
            let words = if field.form == Form::List { "- x" } else { "x" };
            format!("{}{words}", " ".repeat(field.column + 2))
        });
        let mut stand_in = stand_in;
        for line in &mut lines[part.lines.clone()] {
            let length = line.chars().count();
            let fits = stand_in.take_if(|words| words.len() <= length);
            *line = format!("{:length$}", fits.unwrap_or_default());
        }
    }
    lines.join("\n")
}

/// Reports a mistake, then reads on without its line, so that all mistakes of a file are reported at once.
fn further_mistakes(source: &Arc<Source>, mut text: String, first: Finding, findings: &mut Findings) {
    let mut found = Some(first);
    for _ in 0..MAX_MISTAKES {
        let Some(finding) = found.take() else {
            return;
        };
        let line = finding.place.as_ref().map(|place| characters_of(source, place.range().start));
        // a mistake that was not recognised may upset every line after it
        let upsets =
            [codes::YAML_SYNTAX, codes::YAML_INDENT, codes::ALIAS_LIMIT, codes::DEPTH_LIMIT, codes::SEVERAL_DOCUMENTS];
        let known = !upsets.contains(&finding.code);
        findings.push(finding);
        let Some(line) = line.filter(|_| known) else {
            return;
        };
        text = without_line(&text, line);
        found = Builder::new(source, &text).document().err().map(|finding| *finding);
        found = found.filter(|finding| findings.iter().all(|known| known.place != finding.place));
    }
}

/// A text with line ends in place of a line, as one of blanks alone could upset the block it stands in. Lines are those of
/// the file: what was taken out before left as many characters.
fn without_line(text: &str, line: Range<usize>) -> String {
    let keep = |(at, c): (usize, char)| if line.contains(&at) { '\n' } else { c };
    text.chars().enumerate().map(keep).collect()
}

/// The characters of the line at a byte, counted from the beginning of the file.
fn characters_of(source: &Source, at: usize) -> Range<usize> {
    let range = source.line_range(source.line_of(at));
    let start = source.text()[..range.start].chars().count();
    start..start + source.text()[range].chars().count()
}
