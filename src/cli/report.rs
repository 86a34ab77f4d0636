//! How findings look on the terminal and in JSON, and how a job ends.

mod heaps;

use std::borrow::Cow;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use crate::base::finding::{Applicability, Finding, Findings, Fix, Severity};
use crate::base::source::Place;
use crate::base::text::invisible::printable;
use crate::cli::door;
pub(crate) use crate::cli::door::{event, is_closed, is_json, line, note, result};
use crate::operations::common::output_paths;
use crate::operations::common::status::{Refused, Status};

/// Characters of an excerpt; a paragraph of a report is one long line.
const MAX_EXCERPT: usize = 100;

/// Findings of one hint, one behind the other, from which the hint is told once for all of them.
const MIN_GROUPED: usize = 3;

/// Prints findings with excerpts to stderr, or keeps them for programs; what many of them have to be told stands under
/// the last.
pub(crate) fn findings(findings: &Findings) {
    if is_json() {
        return door::found(all_as_json(findings));
    }
    let findings = findings.clone().capped();
    let all: Vec<&Finding> = findings.iter().collect();
    let together = |a: &&Finding, b: &&Finding| a.code == b.code && !a.hints.is_empty() && a.hints == b.hints;
    for group in all.chunk_by(together) {
        let grouped = group.len() >= MIN_GROUPED;
        for (at, finding) in group.iter().enumerate() {
            let hints = match (grouped, at + 1 == group.len()) {
                (false, _) => Hints::Own,
                (true, false) => Hints::Later,
                (true, true) => Hints::Of(group.len()),
            };
            door::styled_note(&format!("{}\n", excerpt(finding, &hints, colours())));
        }
    }
}

/// Where the hints of a finding stand.
enum Hints {
    /// Under it.
    Own,
    /// Under the last of its group.
    Later,
    /// Under this one, which is the last of so many.
    Of(usize),
}

/// Where one stands.
pub(crate) fn here() -> &'static Path {
    Path::new(".")
}

/// A path as people read it.
pub(crate) fn path(path: &Path) -> String {
    output_paths::shown(path)
}

/// A path or name as it is typed in a command.
pub(crate) fn argument(text: &str) -> String {
    output_paths::argument(text).into_owned()
}

/// Prints why a job was not done.
pub(crate) fn refused(refused: &Refused) -> Status {
    findings(&refused.findings);
    refused.status
}

/// Prints what came of a job, or why it was not done.
pub(crate) fn answer<T>(result: Result<T, Refused>, print: impl FnOnce(T) -> Status) -> Status {
    match result {
        Ok(outcome) => print(outcome),
        Err(why) => refused(&why),
    }
}

/// Ends a job that spoke of documents one by one.
pub(crate) fn documents(job: Result<Status, Refused>, documents: Vec<Value>) -> Status {
    answer(job, |status| {
        result(json!({ "van_ban": documents }));
        status
    })
}

/// Ends a job that wrote files, each of which is told once it is there.
pub(crate) fn written<T>(job: impl FnOnce(&mut dyn FnMut(&str)) -> T) -> T {
    let mut files = Vec::new();
    let done = job(&mut |file| {
        line(file);
        files.push(file.to_owned());
    });
    result(json!({ "tep_da_ghi": files }));
    done
}

/// A job of which everything is printed already, or why it was not done.
pub(crate) fn done(result: Result<(), Refused>) -> Status {
    answer(result, |()| Status::Clean)
}

fn colours() -> bool {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !plain && door::is_terminal()
}

/// A finding as people read it: message, place, excerpt, hints.
fn excerpt(finding: &Finding, hints: &Hints, colours: bool) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO,
    };
    let message = printable(&finding.message);
    let title = level.with_name(finding.severity().word()).primary_title(&*message).id(finding.code.id);
    let mut group = Group::with_title(title);
    if let Some(place) = &finding.place {
        let (source, range) = (place.source(), place.range());
        // the lines around it: to look through a whole file for every finding takes long
        let line = source.line_of(range.start);
        let first = line.saturating_sub(1);
        // lines that are counted as something else may not follow one another
        let first = if source.number_of(first) + line - first == source.number_of(line) { first } else { line };
        let (start, end) = (source.line_range(first).start, source.line_range(source.line_of(range.end) + 1).end);
        let (text, within) = (&source.text()[start..end], range.start - start..range.end - start);
        let snippet = |text, within| {
            Snippet::source(text).line_start(source.number_of(first)).annotation(AnnotationKind::Primary.span(within))
        };
        group = match heaps::lowered(text, &within) {
            None => group.element(snippet(Cow::Borrowed(text), within).path(source.name())),
            Some((text, within)) => {
                let (line, column) = place.line_column();
                let origin = Origin::path(source.name()).line(line).char_column(column);
                group.element(origin).element(snippet(Cow::Owned(text), within))
            }
        };
    } else if let Some(file) = &finding.file {
        group = group.element(Origin::path(near(file)));
    }
    let named = match hints {
        Hints::Of(count) => format!("gợi ý cho cả {count} chỗ trên"),
        Hints::Own | Hints::Later => "gợi ý".to_owned(),
    };
    let told: Vec<_> = finding.hints.iter().map(|hint| printable(hint)).collect();
    for hint in told.iter().filter(|_| !matches!(hints, Hints::Later)) {
        group = group.element(Level::HELP.with_name(named.as_str()).message(&**hint));
    }
    if let Some(basis) = finding.basis {
        group = group.element(Level::NOTE.with_name("căn cứ").message(basis));
    }
    // what a hint says already, and what fills lines, is for programs
    let is_said =
        |fix: &&Fix| fix.replacement.contains('\n') || finding.hints.iter().any(|hint| hint.contains(&fix.replacement));
    if let Some(fix) = finding.fix.as_deref().filter(|fix| !is_said(fix)) {
        let words = format!("thay bằng `{}`", printable(&fix.replacement));
        group = group.element(Level::HELP.with_name("cách sửa").message(words));
    }
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(MAX_EXCERPT).render(&[group])
}

/// A whole path from the folder we stand in if it lies below: nobody types whole paths of what we keep.
#[expect(clippy::disallowed_methods, reason = "the folder we stand in is read in cli")]
fn near(file: &str) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default();
    let below = Path::new(file).strip_prefix(here).ok().filter(|below| !below.as_os_str().is_empty());
    below.map_or_else(|| file.to_owned(), path)
}

/// Findings as programs read them.
pub(crate) fn all_as_json(findings: &Findings) -> Vec<Value> {
    findings.clone().capped().iter().map(as_json).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::finding::{Fix, codes};
    use crate::base::source::Source;

    #[test]
    fn article_and_fix_are_told_when_there_are_any() {
        let plain = Finding::new(codes::NO_RECIPIENTS, "văn bản chưa có nơi nhận");
        let keys = |finding: &Finding| as_json(finding).as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&plain), ["ma", "muc", "noi_dung", "tep", "vi_tri", "truong", "goi_y"]);
        let source = Source::new("a.yaml", "dia_danh: Hoà\n");
        let place = Place::new(&source, 10..14);
        let fix = Fix { place, replacement: "Hòa".to_owned(), applicability: Applicability::Safe };
        let whole = plain.basis("Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9").fix(fix);
        let told = as_json(&whole);
        assert_eq!(told["can_cu"], "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9");
        let at = json!({ "dong": 1, "cot": 11, "den_dong": 1, "den_cot": 14 });
        assert_eq!(told["sua"], json!({ "vi_tri": at, "thay_bang": "Hòa", "an_toan": true }));
        let shown = excerpt(&whole, &Hints::Own, false);
        assert!(shown.contains("căn cứ: Nghị định 30/2020/NĐ-CP") && shown.contains("thay bằng `Hòa`"), "{shown}");
    }
}
