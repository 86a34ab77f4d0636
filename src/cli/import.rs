//! `vanthu import`: a Word file or pasted text as a YAML document.

use std::io::Read;

use serde_json::json;

use super::args::import::ImportArgs;
use super::report;
use crate::operations::common::status::Status;
use crate::operations::import_document::{ImportRequest, import_document};

/// What a text is called that came through a pipe.
const PASTED: &str = "chu-dan.txt";

/// Bytes that are read of it; one more than is taken.
const MAX_PASTED: u64 = (50 << 20) + 1;

pub(crate) fn run(args: &ImportArgs) -> Status {
    let is_piped = args.file.as_os_str() == "-";
    let mut pasted = Vec::new();
    if is_piped && std::io::stdin().take(MAX_PASTED).read_to_end(&mut pasted).is_err() {
        pasted.clear();
    }
    let request = ImportRequest {
        file: if is_piped { PASTED.into() } else { args.file.clone() },
        pasted: is_piped.then_some(pasted),
        kind: args.kind.clone(),
        out: args.out.clone(),
        period: args.period.clone(),
        changes: args.changes.map(Into::into),
    };
    report::answer(import_document(&request), |imported| {
        report::findings(&imported.findings);
        report::line(&imported.document);
        imported.pictures.iter().chain(&imported.figures).for_each(|path| report::line(path));
        report::result(json!({
            "van_ban": imported.document, "hinh": imported.pictures, "so_lieu": imported.figures,
        }));
        let document = report::argument(&imported.document);
        let first = if imported.has_office { "" } else { "tạo co-quan.yaml, " };
        report::note(&format!("Đọc lại {document}, {first}rồi chạy: vanthu build {document}"));
        Status::of(&imported.findings)
    })
}
