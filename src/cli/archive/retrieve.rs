//! `vanthu archive get`, `export` and `rebuild-document`: documents out of the archive.

use serde_json::json;

use crate::cli::args::archive::{ExportArgs, GetArgs, RebuildDocumentArgs};
use crate::cli::{rebuild, report};
use crate::operations::archive::{self, ExportRequest, FileRequest, Filter, Named};
use crate::operations::common::status::Status;
use crate::operations::rebuild::Outcome;

pub(super) fn get(args: &GetArgs) -> Status {
    let request = FileRequest {
        which: Named::from(&args.which),
        letter: args.letter.clone(),
        version: args.version,
        file: args.file.clone(),
        to: args.to.clone(),
    };
    let retrieved = archive::get(report::here(), &request, &mut report::findings);
    report::answer(retrieved, |found| {
        report::result(json!({
            "tep_da_ghi": [found.path], "so_ky_hieu": found.sign, "ban": found.version, "tep": found.file,
            "ket_luan": found.outcome,
        }));
        let outcome = found.outcome.map(|outcome| format!(": {}", outcome.words())).unwrap_or_default();
        report::line(&found.path);
        report::note(&format!("{}, lần lưu {}, tệp `{}`{outcome}", found.sign, found.version, found.file));
        Status::Clean
    })
}

pub(super) fn export(args: &ExportArgs) -> Status {
    let request = ExportRequest {
        named: args.named.clone(),
        filter: Filter::from(&args.filter),
        title: args.title.clone(),
        out: args.out.clone(),
    };
    let exported = archive::export(report::here(), &request, &mut report::findings);
    report::answer(exported, |exported| {
        report::result(json!({ "thu_muc": exported.folder, "van_ban": exported.documents }));
        report::line(&exported.folder);
        report::note(&format!("{} văn bản", exported.documents));
        Status::Clean
    })
}

pub(super) fn rebuild_document(args: &RebuildDocumentArgs) -> Status {
    let rebuilt = archive::rebuild_document(report::here(), &Named::from(&args.which), &mut report::findings);
    report::answer(rebuilt, |(sign, rebuilt)| {
        let mut result = rebuild::rebuilt_as_json(&rebuilt);
        result["so_ky_hieu"] = json!(sign);
        report::result(result);
        match rebuilt.outcome {
            Outcome::Same => report::line(&format!("{sign}  tạo lại từ kho giống hệt bản chốt")),
            Outcome::Different => report::line(&format!("{sign}  khác: {}", rebuilt.differences.join("; "))),
            Outcome::Unrecorded | Outcome::Failed => {
                report::findings(&rebuilt.findings);
                report::line(&format!("{sign}  không tạo lại được"));
            }
        }
        if rebuilt.outcome != Outcome::Same {
            rebuilt.causes.iter().for_each(|cause| report::line(&format!("  vì {cause}")));
        }
        rebuilt.status()
    })
}
