//! D40, D41: documents of the workspace that are named before they have their number and date.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::paths::argument;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::citation::{Citation, Gap};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::CITED_UNNUMBERED, codes::FINAL_CITES_UNNUMBERED],
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b"),
    examples: &[
        Example {
            code: codes::CITED_UNNUMBERED,
            file: "bao-cao.yaml",
            wrong: "noi_dung: Theo {{ van_ban(\"ke-hoach\").vien_dan }}.",
            right: "noi_dung: Theo {{ van_ban(\"to-trinh\").vien_dan }}.",
        },
        Example {
            code: codes::FINAL_CITES_UNNUMBERED,
            file: "bao-cao.yaml",
            wrong: "noi_dung: Theo {{ van_ban(\"ke-hoach\").vien_dan }}.",
            right: "noi_dung: Theo {{ van_ban(\"to-trinh\").vien_dan }}.",
        },
    ],
    check: Check::Document(check),
};

/// Reports each such document once, at the first place that names it.
fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let code = if checked.is_final { codes::FINAL_CITES_UNNUMBERED } else { codes::CITED_UNNUMBERED };
    let mut told: Vec<&str> = Vec::new();
    for cited in &checked.document.citations {
        let Some(gap) = cited.gap.filter(|_| !told.contains(&cited.path.as_str())) else { continue };
        told.push(&cited.path);
        let places = checked.document.citations.iter().filter(|other| other.path == cited.path && other.gap.is_some());
        let finding = Finding::new(code, format!("{}{}", message(cited, gap), lines(places)));
        findings.push(finding.at(cited.place.clone()).hint(next_step(cited, gap)));
    }
}

fn message(cited: &Citation, gap: Gap) -> String {
    let Citation { shown: path, called, .. } = cited;
    match gap {
        Gap::Number => format!("văn bản được viện dẫn `{path}` chưa có số"),
        Gap::Date => format!("văn bản được viện dẫn `{path}` chưa có ngày ban hành"),
        Gap::File => format!("sổ đã cấp số cho {called} mà tệp `{path}` chưa ghi số, ngày"),
    }
}

fn next_step(cited: &Citation, gap: Gap) -> String {
    let path = argument(&cited.shown);
    match gap {
        Gap::Number => format!("cấp số cho văn bản ấy trước: `vanthu number {path}`; số và ngày tự điền vào đây"),
        Gap::Date => format!("ghi `ngay` vào `{path}`, hoặc cấp số: `vanthu number {path}`"),
        Gap::File => format!("ghi lại vào tệp: `vanthu number {path}`"),
    }
}

/// The lines, when they are several.
fn lines<'a>(places: impl Iterator<Item = &'a Citation>) -> String {
    let mut lines: Vec<String> = places.map(|cited| cited.place.line_column().0.to_string()).collect();
    lines.dedup();
    if lines.len() < 2 { String::new() } else { format!(", viện dẫn ở dòng {}", lines.join(", ")) }
}
