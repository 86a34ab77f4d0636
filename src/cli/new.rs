//! `vanthu new`: a commented document of a kind, ready to fill and to build.

use serde_json::json;

use super::args::new::NewArgs;
use super::report;
use crate::operations::common::status::Status;
use crate::operations::new_document::new_document;

pub(crate) fn run(args: &NewArgs) -> Status {
    let created = new_document(&args.kind, args.normative, args.path.as_deref(), args.attach.as_deref()).map(|created| {
        created.files.iter().for_each(|file| report::line(file));
        report::result(json!({ "van_ban": created.document, "tep_da_ghi": created.files, "quy_pham": created.normative }));
        let document = report::argument(&created.document);
        let (kind, attach) = (&args.kind, args.attach.as_ref().map(|kind| format!(" --attach {kind}")));
        let other = if attach.is_some() { "xóa hai tệp này rồi chạy" } else { "xóa tệp này rồi chạy" };
        let attach = attach.unwrap_or_default();
        match created.normative {
            Some(false) => report::note(&format!(
                "Đây là văn bản hành chính (Nghị định 30/2020/NĐ-CP). Cần văn bản quy phạm thì {other}: vanthu new {kind} {document} --normative{attach}"
            )),
            Some(true) => report::note(&format!(
                "Đây là văn bản quy phạm (Nghị định 187/2025/NĐ-CP). Cần văn bản hành chính thì {other}: vanthu new {kind} {document}{attach}"
            )),
            None => {}
        }
        report::note(&format!("Điền vào các chỗ [điền …] rồi chạy: vanthu build {document}"));
    });
    report::done(created)
}
