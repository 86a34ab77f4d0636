//! D11: who receives.

use crate::base::finding::{Finding, Findings, codes};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::NO_RECIPIENTS],
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9"),
    examples: &[Example { code: codes::NO_RECIPIENTS, file: "bao-cao.yaml", wrong: "", right: "noi_nhan: chung" }],
    check: Check::Document(check),
};

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    if checked.document.recipients.is_empty() && checked.document.kind.has_recipients() {
        findings.push(
            Finding::new(codes::NO_RECIPIENTS, "văn bản chưa có nơi nhận")
                .path("noi_nhan".into())
                .hint("thêm `noi_nhan:` và mỗi nơi một dòng, dòng cuối là `- \"Lưu: VT\"`"),
        );
    }
}
