//! `vanthu issue`: documents go out; their PDFs are kept with all they were made from.

use serde_json::json;

use super::build::{bring_up_to_date, jobs};
use super::guard::{guarded, quiet};
use super::{CLEAN, FAILED, FINDINGS, report};
use crate::archive::{Archive, Outcome};
use crate::base::clock;
use crate::base::finding::Findings;
use crate::cli::args::issue::IssueArgs;
use crate::operations::issue::Issued;
use crate::operations::options::Options;
use crate::operations::session::Desk;

/// Findings after which no more letters of a document are tried; a wrong column would give one for each.
const MOST_TOLD: usize = 20;

pub(crate) fn run(args: &IssueArgs) -> u8 {
    quiet();
    let (mut desks, mut warnings) = (Vec::new(), Findings::default());
    let jobs = match jobs::collect(&args.paths, args.out.as_deref(), true, &mut desks, &mut warnings) {
        Ok(jobs) => jobs,
        Err(findings) => {
            report::refusal(&findings, args.json);
            return FAILED;
        }
    };
    if !args.json {
        report::findings(&warnings);
    }
    let mut failed = false;
    let mut results = Vec::new();
    // the letters of a document go out together
    for jobs in jobs.chunk_by(|a, b| a.desk == b.desk && a.path == b.path) {
        let desk = &mut desks[jobs[0].desk];
        let shown = desk.workspace().shown(&jobs[0].path);
        let issued = guarded(|| issue(jobs, desk)).unwrap_or_else(|crash| Err(crash.in_file(shown.as_str()).into()));
        failed |= issued.is_err();
        if args.json {
            results.push(as_json(&shown, &issued));
        } else {
            tell(&shown, &issued);
        }
    }
    if args.json {
        let told: Vec<_> = warnings.iter().map(report::as_json).collect();
        report::line(&format!("{:#}", json!({ "van_ban": results, "phat_hien": told })));
    }
    if failed { FINDINGS } else { CLEAN }
}

fn issue(jobs: &[jobs::Job], desk: &mut Desk) -> Result<Issued, Findings> {
    let options = Options { last: true, ..Options::default() };
    let mut problems = Findings::default();
    for job in jobs {
        let found = bring_up_to_date(job, desk, &options).updated.findings;
        if found.has_errors() {
            problems.extend(found);
        }
        if problems.iter().count() >= MOST_TOLD {
            break;
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    let (archive, now) = (Archive::of(desk.workspace()), clock::now());
    let [job, ..] = jobs else { return Err(problems) };
    match job.merge() {
        Some(merge) => desk.issue_letters(merge, &job.out, &archive, now),
        None => desk.issue(&job.path, &job.out, &archive, now),
    }
}

fn tell(shown: &str, issued: &Result<Issued, Findings>) {
    match issued {
        Ok(issued) => {
            report::findings(&issued.findings);
            let what = match issued.outcome {
                Outcome::Kept(_) => "đã phát hành",
                Outcome::Known(_) => "đã phát hành từ trước",
            };
            let letters = if issued.letters > 0 { format!(" {} thư", issued.letters) } else { String::new() };
            report::line(&format!("{}  {what}{letters}, lưu tại {}", issued.sign, issued.key));
        }
        Err(findings) => {
            report::findings(findings);
            report::note(&format!("{shown}: chưa phát hành"));
        }
    }
}

fn as_json(shown: &str, issued: &Result<Issued, Findings>) -> serde_json::Value {
    let found = |findings: &Findings| findings.iter().map(report::as_json).collect::<Vec<_>>();
    match issued {
        Ok(issued) => json!({
            "van_ban": shown,
            "so_ky_hieu": issued.sign,
            "doi_tuong": issued.key,
            "so_thu": issued.letters,
            "ket_qua": if matches!(issued.outcome, Outcome::Kept(_)) { "phat_hanh" } else { "da_co" },
            "phat_hien": found(&issued.findings),
        }),
        Err(findings) => json!({ "van_ban": shown, "ket_qua": "loi", "phat_hien": found(findings) }),
    }
}
