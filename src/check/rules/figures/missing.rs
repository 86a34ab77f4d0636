//! N04, N05: figures still to come; a draft marks them, a final document refuses them.

use std::collections::BTreeSet;

use crate::base::finding::{Code, Finding, Findings, codes};
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::Place;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::{Origin, Use};
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

/// A value still to come, at a place that reads it.
struct Missing<'a> {
    what: String,
    file: String,
    from: Option<&'a str>,
    place: Option<Place>,
}

/// Reports every value that is still to come, once at each place that reads it, and who supplies it.
fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let missing = missing(checked);
    let code = if checked.is_final { codes::FINAL_WITHOUT_FIGURE } else { codes::MISSING_FIGURE };
    let mut files: Vec<&str> = missing.iter().map(|one| one.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        let here: Vec<&Missing<'_>> = missing.iter().filter(|one| one.file == file).collect();
        let mut names: Vec<&str> = Vec::new();
        for one in &here {
            if !names.contains(&one.what.as_str()) {
                names.push(&one.what);
            }
        }
        if names.len() > MANY {
            findings.push(all_of_file(code, file, &here, names.len()));
            continue;
        }
        for Missing { what, from, place, .. } in here {
            let hint = match from {
                Some(source) => format!("ghi số vào `{file}`; nguồn cung cấp: {source}"),
                None => format!("ghi số vào `{file}`"),
            };
            findings.push(Finding::new(code, format!("{what} chưa có")).at_optional(place.clone()).hint(hint));
        }
    }
}

fn missing<'a>(checked: &CheckedDocument<'a>) -> Vec<Missing<'a>> {
    let mut told = BTreeSet::new();
    let mut missing = Vec::new();
    for used in &checked.document.uses {
        let Some(awaited) = &used.awaited else {
            continue;
        };
        let place = used.place.as_ref().map(|place| (place.source().name().to_owned(), place.range().start));
        let values = if awaited.operands.is_empty() { vec![None] } else { awaited.operands.iter().map(Some).collect() };
        for operand in values {
            if !told.insert((used.path.clone(), operand.copied(), used.origin.file(), place.clone())) {
                continue;
            }
            let what = match operand {
                None | Some(Operand::Value) => format!("số liệu `{}`", used.path),
                Some(operand) => format!("{} của `{}`", operand.name(), used.path),
            };
            let from = awaited.from.as_deref();
            missing.push(Missing { what, file: file_of(used), from, place: used.place.clone() });
        }
    }
    missing
}

/// One finding for a file that lacks many values; every value is named, under the one who supplies it.
fn all_of_file(code: Code, file: &str, missing: &[&Missing<'_>], count: usize) -> Finding {
    let first = missing.iter().find_map(|one| one.place.clone());
    let mut finding = Finding::new(code, format!("{count} số liệu chưa có")).at_optional(first);
    let mut sources: Vec<Option<&str>> = missing.iter().map(|one| one.from).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let mut names: Vec<&str> = Vec::new();
        for one in missing.iter().filter(|one| one.from == source) {
            let name = one.what.strip_prefix("số liệu ").unwrap_or(&one.what);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let names = names.join(", ");
        finding = finding.hint(match source {
            Some(source) => format!("ghi số vào `{file}`; nguồn cung cấp: {source}: {names}"),
            None => format!("ghi số vào `{file}`: {names}"),
        });
    }
    finding
}

/// The file that lacks a value, with its folder when that is not the one of the document.
fn file_of(used: &Use) -> String {
    let own = used.place.as_ref().map(|place| WorkspacePath::of(place.source().name()).folder());
    match &used.origin {
        Origin::Figures(folder) if own.is_some_and(|own| own != folder) => {
            WorkspacePath::of(folder).join("so-lieu.yaml")
        }
        _ => "so-lieu.yaml".to_owned(),
    }
}
