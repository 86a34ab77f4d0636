//! `vanthu number`: documents get their numbers, in the order they are named.

use serde_json::json;

use super::{CLEAN, FAILED, FINDINGS, report};
use crate::base::finding::{Finding, Findings, codes};
use crate::cli::args::number::NumberArgs;
use crate::domain::document::date::short;
use crate::operations::register::{Ask, How, Numbered, Registry};

pub(crate) fn run(args: &NumberArgs) -> u8 {
    let (mut registries, mut documents) = (Vec::<Registry>::new(), Vec::new());
    let mut findings = Findings::default();
    for path in &args.paths {
        match collect(path, &mut registries, &mut findings, args.json) {
            Ok(found) => documents.extend(found),
            Err(told) => {
                report::refusal(&told, args.json);
                return FAILED;
            }
        }
    }
    if args.number.is_some() && documents.len() > 1 {
        let finding = Finding::new(codes::NUMBER_TAKEN, "một số chỉ cấp cho một văn bản");
        report::refusal(&finding.hint("bỏ `--number`, hoặc chỉ ghi một văn bản").into(), args.json);
        return FAILED;
    }
    let ask = Ask { date: args.date, number: args.number, copies: args.copies };
    let mut results = Vec::new();
    for (registry, document) in documents {
        let Some(registry) = registries.get_mut(registry) else { continue };
        let shown = registry.workspace().shown(&document);
        match registry.number(&document, &ask) {
            Ok(numbered) => {
                if args.json {
                    results.push(as_json(&shown, &numbered));
                } else {
                    tell(&shown, &numbered);
                }
                findings.extend(take(numbered.findings, args.json));
            }
            Err(told) => findings.extend(take(told, args.json)),
        }
    }
    if args.json {
        let told: Vec<_> = findings.iter().map(report::as_json).collect();
        report::line(&format!("{:#}", json!({ "van_ban": results, "phat_hien": told })));
    }
    if findings.has_errors() { FINDINGS } else { CLEAN }
}

/// The documents of a path, each with its register.
fn collect(
    path: &std::path::Path,
    registries: &mut Vec<Registry>,
    findings: &mut Findings,
    json: bool,
) -> Result<Vec<(usize, String)>, Findings> {
    let workspace = crate::base::io::workspace::Workspace::containing(path)?;
    let known = registries.iter().position(|registry| registry.workspace().root() == workspace.root());
    let at = match known {
        Some(at) => at,
        None => {
            let (registry, told) = Registry::open(path)?;
            findings.extend(take(told, json));
            registries.push(registry);
            registries.len() - 1
        }
    };
    Ok(registries[at].documents(path)?.into_iter().map(|document| (at, document)).collect())
}

/// Tells findings at once, unless they are gathered for programs.
fn take(findings: Findings, json: bool) -> Findings {
    if !json {
        report::findings(&findings);
    }
    findings
}

fn tell(shown: &str, numbered: &Numbered) {
    let Numbered { reference, date, how, kept_for, .. } = numbered;
    let how = match how {
        How::Given => "",
        How::Updated => "  đã có số, cập nhật sổ",
        How::Restored => "  đã có số, ghi lại vào tệp",
        How::Kept => "  đã có số",
    };
    let kept_for = kept_for.as_ref().map(|purpose| format!("  số đã giữ cho: {purpose}")).unwrap_or_default();
    report::line(&format!("{shown}  {reference}  {}{how}{kept_for}", short(*date)));
}

fn as_json(shown: &str, numbered: &Numbered) -> serde_json::Value {
    let how = match numbered.how {
        How::Given => "cap_moi",
        How::Updated => "cap_nhat",
        How::Restored => "ghi_lai",
        How::Kept => "da_co",
    };
    json!({
        "van_ban": shown,
        "so": numbered.reference.number,
        "ky_hieu": numbered.reference.symbol,
        "nam": numbered.reference.year,
        "ngay": numbered.date,
        "ket_qua": how,
        "giu_cho": numbered.kept_for,
    })
}
