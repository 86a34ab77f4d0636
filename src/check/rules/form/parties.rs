//! D10–D13: who signs and who receives [N30-I II.7, II.9].

use crate::base::finding::{Finding, Findings, codes};
use crate::domain::document::Document;

/// How the line of the kept copy begins.
const FILE_COPY: &str = "Lưu";

pub(crate) fn check(document: &Document, findings: &mut Findings) {
    if document.signatory.is_none() {
        findings.push(
            Finding::new(codes::NO_SIGNATORY, "văn bản chưa có người ký")
                .path("nguoi_ky".into())
                .hint("thêm dòng `nguoi_ky: …` (khóa trong `co-quan.yaml`)"),
        );
    }
    if document.recipients.is_empty() {
        findings.push(
            Finding::new(codes::NO_RECIPIENTS, "văn bản chưa có nơi nhận")
                .path("noi_nhan".into())
                .hint("thêm `noi_nhan:` và mỗi nơi một dòng, dòng cuối là `- \"Lưu: VT\"`"),
        );
        return;
    }
    let is_copy = |text: &str| text.trim_start_matches(['-', ' ']).starts_with(FILE_COPY);
    let copy = document.recipients.iter().position(|text| is_copy(&text.value));
    let last = document.recipients.len() - 1;
    match copy {
        None => findings.push(
            Finding::new(codes::NO_FILE_COPY, "nơi nhận chưa có dòng lưu")
                .at_optional(document.recipients[last].place.clone())
                .hint("thêm dòng cuối `- \"Lưu: VT\"`"),
        ),
        Some(at) if at != last => findings.push(
            Finding::new(codes::FILE_COPY_NOT_LAST, "dòng lưu không đứng cuối nơi nhận")
                .at_optional(document.recipients[at].place.clone())
                .hint("chuyển dòng này xuống cuối danh sách"),
        ),
        Some(_) => {}
    }
}
