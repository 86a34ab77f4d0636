//! `vanthu impact`: what a figure or shared fact reaches, before it is changed.

use std::path::Path;

use serde_json::json;

use super::args::impact::ImpactArgs;
use super::figures::usage::{place_as_text, use_as_json};
use super::report;
use crate::operations::common::status::Status;
use crate::operations::impact::{Impact, impact};

pub(crate) fn run(args: &ImpactArgs) -> Status {
    let (file, fact) = args.fact.split_once('#').unwrap_or((&args.fact, ""));
    match impact(Path::new(file), fact) {
        Ok((impact, warnings)) => {
            report::findings(&warnings);
            let uses: Vec<_> = impact.uses.iter().map(use_as_json).collect();
            report::result(json!({ "tep": impact.file, "ma": impact.fact, "dung": uses }));
            print(&impact);
            Status::Clean
        }
        Err(refused) => report::refused(&refused),
    }
}

fn print(impact: &Impact) {
    for used in &impact.uses {
        report::line(place_as_text(used, "").trim_end());
    }
    let (places, documents) = (impact.uses.len(), impact.documents());
    report::note(&match places {
        0 => "Chưa văn bản nào dùng đến".to_owned(),
        _ => format!("{places} chỗ trong {documents} văn bản"),
    });
}
