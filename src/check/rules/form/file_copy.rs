//! D12, D13: the copy that the office keeps stands last among the recipients.

use crate::base::finding::{Finding, Findings, codes};
use crate::check::rule::{Check, CheckedDocument, Example, Rule};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::NO_FILE_COPY, codes::FILE_COPY_NOT_LAST],
    basis: Some("Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9"),
    examples: &[
        Example {
            code: codes::NO_FILE_COPY,
            file: "bao-cao.yaml",
            wrong: "noi_nhan: [UBND tỉnh]",
            right: "noi_nhan: [UBND tỉnh, \"Lưu: VT\"]",
        },
        Example {
            code: codes::FILE_COPY_NOT_LAST,
            file: "bao-cao.yaml",
            wrong: "noi_nhan: [\"Lưu: VT\", UBND tỉnh]",
            right: "noi_nhan: [UBND tỉnh, \"Lưu: VT\"]",
        },
    ],
    check: Check::Document(check),
};

/// How the line of the kept copy begins.
const FILE_COPY: &str = "Lưu";

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let recipients = &checked.document.recipients;
    // a document without any recipient is reported for that
    let Some(last) = recipients.len().checked_sub(1) else { return };
    let is_copy = |text: &str| text.trim_start_matches(['-', ' ']).starts_with(FILE_COPY);
    match recipients.iter().position(|text| is_copy(&text.value)) {
        None => findings.push(
            Finding::new(codes::NO_FILE_COPY, "nơi nhận chưa có dòng lưu")
                .at_optional(recipients[last].place.clone())
                .hint("thêm dòng cuối `- \"Lưu: VT\"`"),
        ),
        Some(at) if at != last => findings.push(
            Finding::new(codes::FILE_COPY_NOT_LAST, "dòng lưu không đứng cuối nơi nhận")
                .at_optional(recipients[at].place.clone())
                .hint("chuyển dòng này xuống cuối danh sách"),
        ),
        Some(_) => {}
    }
}
