//! L01, L02: page and body sizes inside the ranges of the decree [N30-I I.3, II.6.e].

use crate::base::finding::{Finding, Findings, codes};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};
use crate::domain::document::layout::{Hundredths, MARGINS, Setting};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::MARGINS, codes::LAYOUT_VALUE],
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.3 và II.6.e"),
    examples: &[
        Example {
            code: codes::MARGINS,
            file: "co-quan.yaml",
            wrong: "trinh_bay: {le: {trai: 25}}",
            right: "trinh_bay: {le: {trai: 30}}",
        },
        Example {
            code: codes::LAYOUT_VALUE,
            file: "co-quan.yaml",
            wrong: "trinh_bay: {thut_dong: 11}",
            right: "trinh_bay: {thut_dong: 10}",
        },
    ],
    check: Check::Document(check),
};

/// The decree allows one of two indents, nothing between: 1 cm or 1,27 cm [N30-I II.6.e].
const INDENTS: [u32; 2] = [1000, 1270];

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    for setting in &checked.document.layout.settings {
        let limit = &setting.limit;
        let indent = limit.key == "thut_dong";
        if limit.allowed.contains(&setting.value.0) && (!indent || INDENTS.contains(&setting.value.0)) {
            continue;
        }
        findings.push(outside(setting, indent));
    }
}

fn outside(setting: &Setting, indent: bool) -> Finding {
    let limit = &setting.limit;
    let margin = MARGINS.iter().any(|known| known.key == limit.key);
    let code = if margin { codes::MARGINS } else { codes::LAYOUT_VALUE };
    let between = if indent { "hoặc" } else { "đến" };
    let (from, to) = (Hundredths(*limit.allowed.start()).vietnamese(), Hundredths(*limit.allowed.end()).vietnamese());
    let unit = if limit.unit.is_empty() { String::new() } else { format!(" {}", limit.unit) };
    let message = format!(
        "{} {}{unit} ngoài khoảng cho phép ({from} {between} {to}{unit})",
        limit.name,
        setting.value.vietnamese()
    );
    let finding = Finding::new(code, message)
        .at_optional(setting.text.place.clone())
        .path(setting.path.clone())
        .hint(format!("Nghị định 30/2020/NĐ-CP, Phụ lục I: viết `{}:` từ {from} {between} {to}", limit.key));
    // a margin of the normative forms is no mistake of typing: somebody meant the other decree
    let is_normative = ["tren", "duoi"].contains(&limit.key) && (1500..2000).contains(&setting.value.0);
    match is_normative {
        true => finding.hint(
            "lề trên, dưới 15 đến 20 mm chỉ có ở văn bản quy phạm (Nghị định 187/2025/NĐ-CP); 20 mm đúng với cả hai",
        ),
        false => finding,
    }
}
