//! `vanthu archive add`: files signed elsewhere or scanned go into the store, with what is to be said of them.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde_json::json;

use super::{as_json, open};
use crate::archive::incoming::{Incoming, Paper};
use crate::archive::ingest::{Added, Judged};
use crate::archive::{Archive, Outcome};
use crate::base::clock;
use crate::base::finding::{Finding, Findings};
use crate::base::io::workspace::Workspace;
use crate::base::io::{files, paths};
use crate::cli::args::archive::AddArgs;
use crate::cli::guard::guarded;
use crate::cli::{CLEAN, FAILED, FINDINGS, report, verify};
use crate::domain::document::Kind;
use crate::load::Office;
use crate::operations::archive::MAX_PDF;
use crate::signature::{self, Judgement, Outcome as Verdict, Trust};

pub(super) fn run(args: &AddArgs) -> u8 {
    // a file signed elsewhere may lie outside the workspace: then the one we stand in counts
    let opened = open(None).or_else(|finding| open(args.files.first().map(PathBuf::as_path)).map_err(|_| finding));
    let prepared = opened.map_err(Findings::from).and_then(|(workspace, archive)| {
        let (office, _) = Office::load(&workspace)?;
        let trust = trust(&workspace)?;
        Ok((workspace, archive, office, trust))
    });
    let (workspace, archive, office, trust) = match prepared {
        Ok(prepared) => prepared,
        Err(findings) => {
            report::findings(&findings);
            return FAILED;
        }
    };
    let (mut failed, mut unsound) = (false, false);
    let mut results = Vec::new();
    for path in &args.files {
        let mut judgement = None;
        let added = add(args, path, &workspace, &archive, &office, &trust, &mut judgement);
        failed |= added.is_err();
        unsound |= judgement.as_ref().is_some_and(|judged| !matches!(judged.outcome, Verdict::Intact | Verdict::Scan));
        if args.json {
            results.push(told(path, &added, judgement.as_ref()));
        } else {
            tell(path, added, judgement.as_ref());
        }
    }
    if args.json {
        report::line(&format!("{:#}", json!({ "tep": results })));
    }
    if failed || unsound { FINDINGS } else { CLEAN }
}

fn add(
    args: &AddArgs,
    path: &Path,
    workspace: &Workspace,
    archive: &Archive,
    office: &Office,
    trust: &Trust,
    judgement: &mut Option<Judgement>,
) -> Result<Added, Finding> {
    let bytes = files::read(path, MAX_PDF)?;
    // the file of a document is named as the clerk reaches it
    let document = args.wanted.as_ref().and_then(|wanted| workspace.relative(&PathBuf::from(wanted)).ok());
    let wanted = document.as_deref().or(args.wanted.as_deref());
    let paper = Paper {
        date: args.date,
        subject: args.subject.as_deref(),
        signer: args.signer.as_deref(),
        kind: args.kind.as_deref().and_then(Kind::from_key),
    };
    let shown = paths::show(path);
    let incoming = Incoming { shown: &shown, bytes, wanted, letter: args.letter.as_deref(), paper };
    let now = clock::now();
    archive.add(office, incoming, now, |file, issued| {
        let judged = judged(file, issued, trust, now)?;
        let report = serde_json::to_vec_pretty(&judged).unwrap_or_default();
        let outcome = judged.outcome.key().to_owned();
        *judgement = Some(judged);
        Ok(Judged { outcome, report })
    })
}

/// What is to be said of a file; a crash stops this one only.
pub(super) fn judged(
    file: &[u8],
    issued: Option<&[u8]>,
    trust: &Trust,
    now: DateTime<FixedOffset>,
) -> Result<Judgement, Finding> {
    guarded(|| signature::judge(file, issued, trust, now))
}

/// What the office trusts; without a folder nothing.
pub(super) fn trust(workspace: &Workspace) -> Result<Trust, Finding> {
    let Some((folder, shown)) = Trust::folder_of(workspace) else { return Ok(Trust::none()) };
    let (trust, strange) = Trust::of_folder(&folder, &shown)?;
    strange.into_iter().for_each(|finding| report::findings(&finding.into()));
    Ok(trust)
}

/// An outcome as people say it.
pub(super) fn words(outcome: &str) -> &'static str {
    Verdict::from_key(outcome).map_or("không rõ", Verdict::words)
}

fn tell(path: &Path, added: Result<Added, Finding>, judgement: Option<&Judgement>) {
    match added {
        Ok(added) => {
            report::findings(&added.findings);
            let what = match added.outcome {
                Outcome::Kept(version) => format!("đã lưu thành bản {version}"),
                Outcome::Known(version) => format!("đã có trong kho (bản {version})"),
            };
            let letter = added.letter.map(|letter| format!(", thư `{letter}`")).unwrap_or_default();
            report::line(&format!("{}{letter}  {what}, tại {}", added.sign, added.key));
            if let Some(judgement) = judgement {
                let against = added.issued.then_some("bản phát hành trong kho");
                report::line(verify::as_text(&paths::show(path), judgement, against).trim_end());
            }
        }
        Err(finding) => {
            report::findings(&finding.into());
            report::note(&format!("{}: chưa lưu", paths::show(path)));
        }
    }
}

fn told(path: &Path, added: &Result<Added, Finding>, judgement: Option<&Judgement>) -> serde_json::Value {
    match added {
        Ok(added) => json!({
            "tep": paths::show(path),
            "so_ky_hieu": added.sign,
            "doi_tuong": added.key,
            "thu": added.letter,
            "ban": match added.outcome { Outcome::Kept(version) | Outcome::Known(version) => version },
            "moi": matches!(added.outcome, Outcome::Kept(_)),
            "kiem_tra": judgement,
            "phat_hien": as_json(&added.findings),
        }),
        Err(finding) => json!({ "tep": paths::show(path), "phat_hien": [report::as_json(finding)] }),
    }
}
