//! N04, N05: figures still to come; a draft marks them, a final document refuses them.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, Findings, codes};
use crate::domain::document::Document;

/// Reports every place that waits for a figure and who supplies it.
pub(crate) fn check(document: &Document, last: bool, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for used in &document.uses {
        let Some(source) = &used.awaited_from else {
            continue;
        };
        let place = used.place.as_ref().map(|place| (place.source().name().to_owned(), place.range().start));
        if !told.insert((used.path.clone(), place)) {
            continue;
        }
        let code = if last { codes::FINAL_WITHOUT_FIGURE } else { codes::MISSING_FIGURE };
        let hint = match source {
            Some(source) => format!("ghi số vào `so-lieu.yaml`; nguồn cung cấp: {source}"),
            None => "ghi số vào `so-lieu.yaml`".to_owned(),
        };
        findings.push(
            Finding::new(code, format!("số liệu `{}` chưa có", used.path)).at_optional(used.place.clone()).hint(hint),
        );
    }
}
