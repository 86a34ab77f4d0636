//! N04, N05: figures still to come; a draft marks them, a final document refuses them.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace_path::WorkspacePath;
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

/// Reports every value that is still to come, once at each place that reads it, and who supplies it.
fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let mut told = BTreeSet::new();
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
                None | Some(Operand::Value) => format!("số liệu `{}` chưa có", used.path),
                Some(operand) => format!("{} của `{}` chưa có", operand.name(), used.path),
            };
            let code = if checked.is_final { codes::FINAL_WITHOUT_FIGURE } else { codes::MISSING_FIGURE };
            let file = file_of(used);
            let hint = match &awaited.from {
                Some(source) => format!("ghi số vào `{file}`; nguồn cung cấp: {source}"),
                None => format!("ghi số vào `{file}`"),
            };
            findings.push(Finding::new(code, what).at_optional(used.place.clone()).hint(hint));
        }
    }
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
