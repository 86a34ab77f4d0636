//! A fault of a finished page in the clerk's words.

use crate::audit::Fault;
use crate::base::finding::Finding;
use crate::domain::document::Document;
use crate::operations::common::page_guard::text_of;

/// What to tell of a fault; `own_templates` is the folder of the office's templates, when there are any.
pub(super) fn finding(fault: &Fault, document: &Document, own_templates: Option<&str>) -> Finding {
    let Fault { rule, page, words, measured, allowed, is_typed } = fault;
    let quoted = if words.is_empty() { String::new() } else { format!(" `{words}`") };
    let message = format!("{}: trang {page}{quoted} {measured}, quy định {allowed}", rule.part.name());
    let place = is_typed.then(|| text_of(document, words)).flatten().and_then(|text| text.place.clone());
    let finding = Finding::new(rule.part.code(), message).basis(rule.article).at_optional(place);
    match own_templates {
        _ if *is_typed => finding.hint(format!("gõ lại {allowed} ở chỗ ấy, trong văn bản hoặc trong `co-quan.yaml`")),
        Some(folder) => finding.hint(format!("sửa mẫu trong `{folder}`, rồi kiểm tra lại")),
        None => finding.hint("gửi tệp văn bản và dòng này cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)"),
    }
}
