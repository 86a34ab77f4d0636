//! `vanthu new`: a commented document of a kind, ready to fill and to build.

use serde_json::json;

use super::args::new::NewArgs;
use super::report;
use crate::operations::common::status::Status;
use crate::operations::new_document::new_document;

pub(crate) fn run(args: &NewArgs) -> Status {
    let created = new_document(&args.kind, args.path.as_deref(), args.attach.as_deref()).map(|created| {
        created.files.iter().for_each(|file| report::line(file));
        report::result(json!({ "van_ban": created.document, "tep_da_ghi": created.files }));
        let document = report::argument(&created.document);
        report::note(&format!("Điền vào các chỗ [điền …] rồi chạy: vanthu build {document}"));
    });
    report::done(created)
}
