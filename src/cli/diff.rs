//! `vanthu diff`: what changed between two versions, as a list; on request the redline and the pages.

mod list;

use std::path::{Component, Path, PathBuf};

use serde_json::{Value, json};

use super::args::{DiffArgs, ViewArg};
use super::guard::{guarded, quiet};
use super::{CLEAN, FAILED, FINDINGS, report};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::{files, paths};
use crate::compare::Change;
use crate::export::PagesCompared;
use crate::operations::diff::{Difference, Pair, View};

/// Where views and pictures go when nobody says.
const OUT: &str = "out/so-sanh";

/// What came of the run.
#[derive(Default)]
struct Tally {
    same: usize,
    different: usize,
    findings: Findings,
    json: Vec<Value>,
}

/// What is made of one document.
#[derive(Default)]
struct Made {
    changes: Vec<Change>,
    written: Vec<String>,
    pages: Option<PagesCompared>,
}

pub(crate) fn run(args: &DiffArgs) -> u8 {
    let mut tally = Tally::default();
    match Difference::open(&args.old, &args.new) {
        Ok((mut difference, warnings)) => {
            tally.findings.extend(warnings);
            quiet();
            let pairs = difference.pairs().to_vec();
            if args.redline.is_some() && pairs.len() > 1 {
                let finding =
                    Finding::new(codes::NOT_COMPARABLE, "`--redline` ghi một văn bản, ở đây có nhiều văn bản");
                tally.findings.push(finding.hint("dùng `--view sua --out <thư mục>`"));
            } else {
                pairs.iter().for_each(|pair| one(args, &mut difference, pair, pairs.len() > 1, &mut tally));
            }
        }
        Err(findings) => tally.findings.extend(findings),
    }
    finish(args, tally)
}

/// Compares one document and tells.
fn one(args: &DiffArgs, difference: &mut Difference, pair: &Pair, many: bool, tally: &mut Tally) {
    let state = match (&pair.old, &pair.new) {
        (Some(_), None) => Some(("bot", "chỉ có ở bản cũ")),
        (None, Some(_)) => Some(("them", "chỉ có ở bản mới")),
        _ => None,
    };
    if let Some((key, words)) = state {
        tally.different += 1;
        if args.json {
            tally.json.push(json!({ "ten": pair.name, "trang_thai": key }));
        } else {
            report::line(&format!("{}: {words}", pair.name));
        }
        return;
    }
    let made = guarded(|| make(args, difference, pair));
    let made = match made.unwrap_or_else(|crash| Err(crash.in_file(pair.name.as_str()).into())) {
        Ok(made) => made,
        Err(findings) => return tally.findings.extend(findings),
    };
    let pages_differ = made.pages.as_ref().is_some_and(PagesCompared::differ);
    let differs = !made.changes.is_empty() || pages_differ;
    *if differs { &mut tally.different } else { &mut tally.same } += 1;
    if args.json {
        tally.json.push(json!({
            "ten": pair.name,
            "trang_thai": if differs { "khac" } else { "giong" },
            "thay_doi": made.changes,
            "trang": made.pages.as_ref().map(list::pages_as_json),
            "ket_qua": made.written,
        }));
        return;
    }
    if differs || !many {
        report::line(&pair.name);
        report::line(list::as_text(&made.changes).trim_end());
        if let Some(pages) = &made.pages {
            report::line(&list::pages_as_text(pages));
        }
    }
    made.written.iter().for_each(|path| report::note(&format!("đã ghi {path}")));
}

fn make(args: &DiffArgs, difference: &mut Difference, pair: &Pair) -> Result<Made, Findings> {
    let mut made = Made { changes: difference.compare(pair)?, ..Made::default() };
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(OUT));
    let mut write = |path: &Path, bytes: &[u8]| -> Result<(), Finding> {
        files::write(path, bytes)?;
        made.written.push(paths::show(path));
        Ok(())
    };
    if let Some(path) = &args.redline {
        write(path, &difference.view(pair, View::Redline)?)?;
    }
    let stem = pair.new.as_deref().or(pair.old.as_deref()).unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    // of a record the path as typed, which may lead anywhere
    let outside = Path::new(stem).components().any(|part| !matches!(part, Component::Normal(_)));
    let stem = if outside { stem.rsplit(['/', '\\']).next().unwrap_or(stem) } else { stem };
    for view in &args.view {
        let (view, end) = match view {
            ViewArg::Goc => (View::Original, "goc"),
            ViewArg::Sua => (View::Redline, "sua"),
            ViewArg::Sach => (View::Clean, "sach"),
        };
        write(&out.join(format!("{stem}-{end}.pdf")), &difference.view(pair, view)?)?;
    }
    if args.pages {
        let pages = difference.pages(pair)?;
        for (name, picture) in pages.pictures(stem)? {
            write(&out.join(name), &picture)?;
        }
        made.pages = Some(pages);
    }
    Ok(made)
}

fn finish(args: &DiffArgs, tally: Tally) -> u8 {
    let failed = tally.findings.has_errors();
    if args.json {
        let findings: Vec<_> = tally.findings.iter().map(report::as_json).collect();
        report::line(&format!("{:#}", json!({ "van_ban": tally.json, "phat_hien": findings })));
    } else {
        report::findings(&tally.findings);
        if tally.same + tally.different > 1 {
            report::note(&format!("{} văn bản khác, {} văn bản giống", tally.different, tally.same));
        }
    }
    match (failed, tally.different) {
        (true, _) => FAILED,
        (false, 0) => CLEAN,
        (false, _) => FINDINGS,
    }
}
