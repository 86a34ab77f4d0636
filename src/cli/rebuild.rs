//! `vanthu rebuild --check`: would the documents still come out as they were issued?

use serde_json::{Value, json};

use super::args::rebuild::RebuildArgs;
use super::report;
use crate::operations::common::status::Status;
use crate::operations::rebuild::{self, Compared, Outcome, Rebuilt, Request};

pub(crate) fn run(args: &RebuildArgs) -> Status {
    let request = Request { paths: args.paths.clone(), out: args.out.clone() };
    let mut results = Vec::new();
    let summary = rebuild::rebuild(&request, &mut |compared| {
        results.push(as_json(compared));
        print(compared);
    });
    let summary = match summary {
        Ok(summary) => summary,
        Err(refused) => return report::refused(&refused),
    };
    report::result(json!({ "van_ban": results }));
    if summary.same + summary.different > 1 {
        report::note(&format!("{} văn bản giống hệt, {} khác", summary.same, summary.different));
    }
    summary.status()
}

fn print(Compared { main, rebuilt, .. }: &Compared) {
    match rebuilt.outcome {
        Outcome::Same => report::line(&format!("{main}  giống hệt")),
        Outcome::Different => {
            report::line(&format!("{main}  khác: {}", rebuilt.differences.join("; ")));
        }
        Outcome::Unrecorded => report::findings(&rebuilt.findings),
        Outcome::Failed => {
            report::findings(&rebuilt.findings);
            report::line(&format!("{main}  không tạo lại được"));
        }
    }
    if matches!(rebuilt.outcome, Outcome::Different | Outcome::Failed) {
        rebuilt.causes.iter().for_each(|cause| report::line(&format!("  vì {cause}")));
        for change in &rebuilt.changes {
            report::line(&format!("  dòng {}: {} → {}  ({})", change.line, change.old, change.new, change.from));
        }
    }
}

fn as_json(Compared { shown, rebuilt, .. }: &Compared) -> Value {
    let mut value = json!({ "van_ban": shown });
    if let (Value::Object(all), Value::Object(own)) = (&mut value, rebuilt_as_json(rebuilt)) {
        all.extend(own);
    }
    value
}

/// How a document came out, as programs read it.
pub(super) fn rebuilt_as_json(rebuilt: &Rebuilt) -> Value {
    let outcome = match rebuilt.outcome {
        Outcome::Same => "giong",
        Outcome::Different => "khac",
        Outcome::Unrecorded => "chua_co_ho_so",
        Outcome::Failed => "khong_dung_duoc",
    };
    let changes = rebuilt
        .changes
        .iter()
        .map(|change| json!({ "nguon": change.from, "dong": change.line, "cu": change.old, "moi": change.new }));
    json!({
        "ket_qua": outcome,
        "khac": rebuilt.differences,
        "vi": rebuilt.causes,
        "thay_doi": changes.collect::<Vec<_>>(),
        "phat_hien": report::all_as_json(&rebuilt.findings),
    })
}
