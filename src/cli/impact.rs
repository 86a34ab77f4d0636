//! `vanthu impact`: what a figure or shared fact reaches, before it is changed.

use std::path::Path;

use serde_json::json;

use super::args::ImpactArgs;
use super::figures::table::{place_of, used};
use super::{CLEAN, FAILED, report};
use crate::base::finding::Findings;
use crate::operations::impact::Impact;
use crate::operations::session::Desk;

pub(crate) fn run(args: &ImpactArgs) -> u8 {
    let (file, fact) = args.fact.split_once('#').unwrap_or((&args.fact, ""));
    match found(Path::new(file), fact) {
        Ok(impact) if args.json => {
            let uses: Vec<_> = impact.uses.iter().map(used).collect();
            report::line(&format!("{:#}", json!({ "tep": impact.file, "ma": impact.fact, "dung": uses })));
            CLEAN
        }
        Ok(impact) => {
            tell(&impact);
            CLEAN
        }
        Err(findings) => {
            if args.json {
                let findings: Vec<_> = findings.iter().map(report::as_json).collect();
                report::line(&format!("{:#}", json!({ "dung": [], "phat_hien": findings })));
            } else {
                report::findings(&findings);
            }
            FAILED
        }
    }
}

fn found(file: &Path, fact: &str) -> Result<Impact, Findings> {
    let (desk, _) = Desk::open(file)?;
    Ok(desk.impact(file, fact)?)
}

fn tell(impact: &Impact) {
    for used in &impact.uses {
        report::line(place_of(used, "").trim_end());
    }
    let (places, documents) = (impact.uses.len(), impact.documents());
    report::note(&match places {
        0 => "Chưa văn bản nào dùng đến".to_owned(),
        _ => format!("{places} chỗ trong {documents} văn bản"),
    });
}
