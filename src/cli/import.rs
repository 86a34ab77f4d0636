//! `vanthu import`: a Word file or pasted text as a YAML document.

use serde_json::json;

use super::args::import::ImportArgs;
use super::report;
use crate::operations::common::status::Status;
use crate::operations::import_document::{ImportRequest, import_document};

pub(crate) fn run(args: &ImportArgs) -> Status {
    let request = ImportRequest {
        file: args.file.clone(),
        kind: args.kind.clone(),
        out: args.out.clone(),
        changes: args.changes.map(Into::into),
    };
    report::answer(import_document(&request), |imported| {
        report::findings(&imported.findings);
        report::line(&imported.document);
        imported.pictures.iter().for_each(|picture| report::line(picture));
        report::result(json!({ "van_ban": imported.document, "hinh": imported.pictures }));
        let document = report::argument(&imported.document);
        let first = if imported.has_office { "" } else { "tạo co-quan.yaml, " };
        report::note(&format!("Đọc lại {document}, {first}rồi chạy: vanthu build {document}"));
        Status::of(&imported.findings)
    })
}
