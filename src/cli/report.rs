//! How findings and results look on the terminal and in JSON.

use std::io::{IsTerminal, Write};
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::base::finding::{Applicability, Finding, Findings, Severity};
use crate::base::io::paths;
use crate::base::source::Place;

/// Characters of an excerpt; a paragraph of a report is one long line.
const WIDTH: usize = 100;

/// Writes a line for programs and people to stdout. A closed pipe is no error.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Writes a line beside the results.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Prints findings with excerpts to stderr.
pub(crate) fn findings(findings: &Findings) {
    for finding in findings.iter() {
        note(&format!("{}\n", excerpt(finding, colours())));
    }
}

/// Tells why nothing could be done, to people or to programs.
pub(crate) fn refusal(found: &Findings, json: bool) {
    if json {
        let told: Vec<Value> = found.iter().map(as_json).collect();
        line(&format!("{:#}", json!({ "phat_hien": told })));
    } else {
        findings(found);
    }
}

fn colours() -> bool {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !plain && std::io::stderr().is_terminal()
}

/// A finding as people read it: message, place, excerpt, hints.
pub(crate) fn excerpt(finding: &Finding, colours: bool) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO,
    };
    let title = level.with_name(finding.severity().word()).primary_title(&finding.message).id(finding.code.id);
    let mut group = Group::with_title(title);
    if let Some(place) = &finding.place {
        let source = place.source();
        let annotation = AnnotationKind::Primary.span(place.range());
        group = group.element(Snippet::source(source.text()).path(source.name()).annotation(annotation));
    } else if let Some(file) = &finding.file {
        group = group.element(annotate_snippets::Origin::path(near(file)));
    }
    for hint in &finding.hints {
        group = group.element(Level::HELP.with_name("gợi ý").message(hint));
    }
    if let Some(basis) = finding.basis {
        group = group.element(Level::NOTE.with_name("căn cứ").message(basis));
    }
    if let Some(fix) = &finding.fix {
        let words = format!("thay bằng `{}`", fix.replacement);
        group = group.element(Level::HELP.with_name("cách sửa").message(words));
    }
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(WIDTH).render(&[group])
}

/// A whole path from the folder we stand in if it lies below: nobody types whole paths of what we keep.
#[expect(clippy::disallowed_methods, reason = "the folder we stand in is read in cli")]
fn near(file: &str) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default();
    let below = Path::new(file).strip_prefix(here).ok().filter(|below| !below.as_os_str().is_empty());
    below.map_or_else(|| file.to_owned(), paths::show)
}

/// A finding as programs read it.
pub(crate) fn as_json(finding: &Finding) -> Value {
    let file = finding.place.as_ref().map(|place| place.source().name().to_owned());
    let file = file.or_else(|| finding.file.as_deref().map(near));
    let severity = match finding.severity() {
        Severity::Error => "loi",
        Severity::Warning => "canh_bao",
        Severity::Advice => "goi_y",
    };
    let mut told = json!({
        "ma": finding.code.id,
        "muc": severity,
        "noi_dung": finding.message,
        "tep": file,
        "vi_tri": finding.place.as_ref().map(span),
        "truong": finding.path.as_ref().map(ToString::to_string),
        "goi_y": finding.hints,
    });
    if let Some(basis) = finding.basis {
        told["can_cu"] = json!(basis);
    }
    if let Some(fix) = &finding.fix {
        let safe = fix.applicability == Applicability::Safe;
        told["sua"] = json!({ "vi_tri": span(&fix.place), "thay_bang": fix.replacement, "an_toan": safe });
    }
    told
}

fn span(place: &Place) -> Value {
    let (line, column) = place.line_column();
    let (end_line, end_column) = place.source().line_column(place.range().end);
    json!({ "dong": line, "cot": column, "den_dong": end_line, "den_cot": end_column })
}
