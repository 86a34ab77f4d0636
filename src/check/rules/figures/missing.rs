//! N04, N05: figures still to come; a draft marks them, a final document refuses them.

use crate::base::finding::{Code, Finding, Findings, codes};
use crate::base::io::names::SHARED_FILE;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::Place;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::{Awaited, Origin, Use};
use crate::domain::figures::Operand;

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::MISSING_FIGURE, codes::FINAL_WITHOUT_FIGURE],
    basis: None,
    examples: &[
        Example {
            code: codes::MISSING_FIGURE,
            file: "bao-cao.yaml",
            wrong: "noi_dung: Đón {{ du_lich.khach_quoc_te }} lượt khách.",
            right: "noi_dung: Đón {{ du_lich.luot_khach }} lượt khách.",
        },
        Example {
            code: codes::FINAL_WITHOUT_FIGURE,
            file: "bao-cao.yaml",
            wrong: "noi_dung: Đón {{ du_lich.khach_quoc_te }} lượt khách.",
            right: "noi_dung: Đón {{ du_lich.luot_khach }} lượt khách.",
        },
    ],
    check: Check::Document(check),
};

/// Values of one file that are told one by one; more, as a new period brings them, are one finding.
const MANY: usize = 5;

/// A value still to come, and the places that read it.
struct Missing<'a> {
    what: String,
    file: String,
    from: Option<&'a str>,
    places: Vec<Place>,
}

/// Reports every value that is still to come, once with all the places that read it, and who supplies it.
fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let missing = missing(checked);
    let code = if checked.is_final { codes::FINAL_WITHOUT_FIGURE } else { codes::MISSING_FIGURE };
    let mut files: Vec<&str> = missing.iter().map(|one| one.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        let here: Vec<&Missing<'_>> = missing.iter().filter(|one| one.file == file).collect();
        if here.len() > MANY {
            findings.push(all_of_file(code, file, &here));
            continue;
        }
        for one in here {
            let hint = match one.from {
                Some(source) => format!("ghi số vào `{file}`; nguồn cung cấp: {source}"),
                None => format!("ghi số vào `{file}`"),
            };
            let message = format!("{} chưa có{}", one.what, one.lines(", dùng ở "));
            findings.push(Finding::new(code, message).at_optional(one.places.first().cloned()).hint(hint));
        }
    }
}

impl Missing<'_> {
    /// The lines that read it, when they are several.
    fn lines(&self, before: &str) -> String {
        let Some(first) = self.places.first().filter(|_| self.places.len() > 1) else { return String::new() };
        let own = first.source().name();
        let line = |place: &Place| match (place.source().name(), place.line_column().0) {
            (file, line) if file == own => line.to_string(),
            (file, line) => format!("{file}:{line}"),
        };
        let mut lines: Vec<String> = self.places.iter().map(line).collect();
        lines.dedup();
        if lines.len() < 2 {
            return String::new();
        }
        format!("{before}dòng {}", lines.join(", "))
    }
}

fn missing<'a>(checked: &CheckedDocument<'a>) -> Vec<Missing<'a>> {
    let mut missing: Vec<Missing<'_>> = Vec::new();
    for used in &checked.document.uses {
        for awaited in &used.awaited {
            let mut what = match awaited.operand {
                None | Some(Operand::Value) => format!("số liệu `{}`", awaited.path),
                Some(operand) => format!("{} của `{}`", operand.name(), awaited.path),
            };
            what += &awaited.period.as_ref().map(|period| format!(" ({period})")).unwrap_or_default();
            let file = file_of(used, awaited);
            let known = missing.iter().position(|one| one.what == what && one.file == file);
            let at = known.unwrap_or_else(|| {
                missing.push(Missing { what, file, from: awaited.from.as_deref(), places: Vec::new() });
                missing.len() - 1
            });
            let places = &mut missing[at].places;
            let same = |place: &Place, known: &Place| {
                (place.source().name(), place.range().start) == (known.source().name(), known.range().start)
            };
            places.extend(used.place.clone().filter(|place| !places.iter().any(|known| same(place, known))));
        }
    }
    missing
}

/// One finding for a file that lacks many values; every value is named, under the one who supplies it.
fn all_of_file(code: Code, file: &str, missing: &[&Missing<'_>]) -> Finding {
    let first = missing.iter().find_map(|one| one.places.first().cloned());
    let mut finding = Finding::new(code, format!("{} số liệu chưa có", missing.len())).at_optional(first);
    let mut sources: Vec<Option<&str>> = missing.iter().map(|one| one.from).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let of_source = missing.iter().filter(|one| one.from == source);
        let names = of_source.map(|one| {
            let name = one.what.strip_prefix("số liệu ").unwrap_or(&one.what);
            let lines = one.lines(" (");
            format!("{name}{lines}{}", if lines.is_empty() { "" } else { ")" })
        });
        let names = names.collect::<Vec<_>>().join(", ");
        finding = finding.hint(match source {
            Some(source) => format!("ghi số vào `{file}`; nguồn cung cấp: {source}: {names}"),
            None => format!("ghi số vào `{file}`: {names}"),
        });
    }
    finding
}

/// The file that lacks a value, with its folder when that is not the one of the document.
fn file_of(used: &Use, awaited: &Awaited) -> String {
    let own = used.place.as_ref().map(|place| WorkspacePath::of(place.source().name()).folder());
    let (folder, name) = match (&awaited.folder, &used.origin) {
        (Some(folder), _) | (None, Origin::Figures(folder)) => (folder.as_str(), "so-lieu.yaml"),
        (None, Origin::Shared(folder)) => (folder.as_str(), SHARED_FILE),
        (None, Origin::Document(_) | Origin::Office) => return "so-lieu.yaml".to_owned(),
    };
    if own.is_none_or(|own| own == folder) { name.to_owned() } else { WorkspacePath::of(folder).join(name) }
}
