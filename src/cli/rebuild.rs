//! `vanthu rebuild --check`: would the documents still come out as they were issued?

use serde_json::json;

use super::args::RebuildArgs;
use super::build::jobs::{self, Job};
use super::guard::{guarded, quiet};
use super::{CLEAN, FAILED, FINDINGS, report};
use crate::base::finding::Findings;
use crate::operations::options::Options;
use crate::operations::rebuild::{Outcome, Rebuilt};
use crate::operations::session::Desk;

pub(crate) fn run(args: &RebuildArgs) -> u8 {
    let (mut desks, mut warnings) = (Vec::new(), Findings::default());
    let jobs = match jobs::collect(&args.paths, args.out.as_deref(), false, &mut desks, &mut warnings) {
        Ok(jobs) => jobs,
        Err(findings) => {
            report::findings(&findings);
            return FAILED;
        }
    };
    quiet();
    let mut different = 0;
    let mut results = Vec::new();
    for job in &jobs {
        let desk = &mut desks[job.desk];
        let rebuilt = guarded(|| job.rebuild(desk))
            .unwrap_or_else(|crash| Rebuilt { findings: crash.into(), ..Rebuilt::of(Outcome::Failed) });
        different += usize::from(rebuilt.outcome != Outcome::Same);
        if args.json {
            results.push(as_json(job, desk, &rebuilt));
        } else {
            tell(job, desk, &rebuilt);
        }
    }
    if args.json {
        report::line(&format!("{:#}", json!({ "van_ban": results })));
    } else if jobs.len() > 1 {
        report::note(&format!("{} văn bản giống từng byte, {different} khác", jobs.len() - different));
    }
    if different > 0 { FINDINGS } else { CLEAN }
}

fn tell(job: &Job, desk: &Desk, rebuilt: &Rebuilt) {
    let pdf = job.main_output(&Options::default()).unwrap_or_else(|| desk.workspace().shown(&job.path));
    match rebuilt.outcome {
        Outcome::Same => report::line(&format!("{pdf}  giống từng byte")),
        Outcome::Different => {
            report::line(&format!("{pdf}  khác: {}", rebuilt.differences.join("; ")));
        }
        Outcome::Unrecorded => report::findings(&rebuilt.findings),
        Outcome::Failed => {
            report::findings(&rebuilt.findings);
            report::line(&format!("{pdf}  không dựng lại được"));
        }
    }
    if matches!(rebuilt.outcome, Outcome::Different | Outcome::Failed) {
        rebuilt.causes.iter().for_each(|cause| report::line(&format!("  vì {cause}")));
        for change in &rebuilt.changes {
            report::line(&format!("  dòng {}: {} → {}  ({})", change.line, change.old, change.new, change.from));
        }
    }
}

fn as_json(job: &Job, desk: &Desk, rebuilt: &Rebuilt) -> serde_json::Value {
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
        "van_ban": desk.workspace().shown(&job.path),
        "ket_qua": outcome,
        "khac": rebuilt.differences,
        "vi": rebuilt.causes,
        "thay_doi": changes.collect::<Vec<_>>(),
        "phat_hien": rebuilt.findings.iter().map(report::as_json).collect::<Vec<_>>(),
    })
}
