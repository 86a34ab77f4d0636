//! D10: who signs.

use crate::base::finding::{Finding, Findings, codes};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::NO_SIGNATORY],
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7"),
    examples: &[Example { code: codes::NO_SIGNATORY, file: "bao-cao.yaml", wrong: "", right: "nguoi_ky: ct-ubnd" }],
    check: Check::Document(check),
};

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    if checked.document.signatories.is_empty() {
        findings.push(
            Finding::new(codes::NO_SIGNATORY, "văn bản chưa có người ký")
                .path("nguoi_ky".into())
                .hint("thêm dòng `nguoi_ky: …` (tên tắt trong `co-quan.yaml`)"),
        );
    }
}
