//! D52: bodies that issue a document together all sign it.

use crate::base::finding::{Finding, Findings, codes};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::JOINT_SIGNERS],
    basis: Some("Nghị định 30/2020/NĐ-CP, Điều 13"),
    examples: &[Example {
        code: codes::JOINT_SIGNERS,
        file: "bao-cao.yaml",
        wrong: "co_quan: [ubnd, hdnd]\nnguoi_ky: ct-ubnd",
        right: "co_quan: [ubnd, hdnd]\nnguoi_ky: [ct-ubnd, pct-ubnd]",
    }],
    check: Check::Document(check),
};

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let document = checked.document;
    let (bodies, signers) = (document.issuer.bodies.len(), document.signatories.len());
    // a document that nobody signs is reported for that
    if signers == 0 || bodies <= signers {
        return;
    }
    let place = document.signatories.first().and_then(|signatory| signatory.position.place.clone());
    let message = format!("{bodies} cơ quan cùng ban hành mà có {signers} người ký");
    findings.push(
        Finding::new(codes::JOINT_SIGNERS, message)
            .at_optional(place)
            .path("nguoi_ky".into())
            .hint("ghi `nguoi_ky` thành danh sách, mỗi cơ quan một người, theo thứ tự của `co_quan`"),
    );
}
