//! N04, N05: figures still to come; a draft marks them, a final document refuses them.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, Findings, codes};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};

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

/// Reports every place that waits for a figure and who supplies it.
fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for used in &checked.document.uses {
        let Some(awaited) = &used.awaited else {
            continue;
        };
        let place = used.place.as_ref().map(|place| (place.source().name().to_owned(), place.range().start));
        if !told.insert((used.path.clone(), place)) {
            continue;
        }
        let code = if checked.is_final { codes::FINAL_WITHOUT_FIGURE } else { codes::MISSING_FIGURE };
        let hint = match &awaited.from {
            Some(source) => format!("ghi số vào `so-lieu.yaml`; nguồn cung cấp: {source}"),
            None => "ghi số vào `so-lieu.yaml`".to_owned(),
        };
        findings.push(
            Finding::new(code, format!("số liệu `{}` chưa có", used.path)).at_optional(used.place.clone()).hint(hint),
        );
    }
}
