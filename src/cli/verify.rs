//! `vanthu verify`: what can be said of signed PDFs, three facts and the reasons; nothing is stored.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::report;
use crate::archive::Archive;
use crate::base::clock;
use crate::base::finding::{Finding, Findings};
use crate::base::io::workspace::Workspace;
use crate::base::io::{files, paths};
use crate::cli::args::verify::VerifyArgs;
use crate::operations::guard::guarded;
use crate::operations::status::Status;
use crate::signature::{self, Judgement, Kind, Origin, Outcome, Reason, Signature, Trust};

/// Largest file, bytes; more is told, not read.
const MAX_FILE: u64 = 200 << 20;

pub(crate) fn run(args: &VerifyArgs) -> Status {
    let mut findings = Findings::default();
    let issued = match args.issued.as_deref().map(|path| files::read(path, MAX_FILE)).transpose() {
        Ok(issued) => issued,
        Err(finding) => return finish(args, &[], &finding.into()),
    };
    let mut told: Vec<Verified> = Vec::new();
    let mut known: Option<(Option<(PathBuf, String)>, Trust)> = None;
    for path in &args.files {
        let folder =
            args.roots.as_ref().map(|roots| (roots.clone(), paths::show(roots))).or_else(|| trust_folder(path));
        if known.as_ref().is_none_or(|(loaded, _)| *loaded != folder) {
            match trust(folder.as_ref().map(|(folder, shown)| (folder.as_path(), shown.as_str()))) {
                Ok((trust, strange)) => {
                    findings.extend(strange);
                    known = Some((folder, trust));
                }
                Err(finding) => {
                    findings.push(finding);
                    continue;
                }
            }
        }
        let Some((_, trust)) = &known else { continue };
        let judged = files::read(path, MAX_FILE).and_then(|bytes| {
            let (sign, kept) = match &issued {
                None => kept(path, &bytes, &mut findings).unzip(),
                Some(_) => (args.issued.as_deref().map(paths::show), None),
            };
            let judgement =
                guarded(|| signature::judge(&bytes, issued.as_deref().or(kept.as_deref()), trust, clock::now()));
            let judgement = judgement.map_err(|crash| crash.in_file(paths::show(path)))?;
            Ok(Verified { name: paths::show(path), judgement, against: sign })
        });
        match judged {
            Ok(verified) => told.push(verified),
            Err(finding) => findings.push(finding),
        }
    }
    finish(args, &told, &findings)
}

fn trust(folder: Option<(&Path, &str)>) -> Result<(Trust, Vec<Finding>), Finding> {
    folder.map_or_else(|| Ok((Trust::none(), Vec::new())), |(folder, shown)| Trust::of_folder(folder, shown))
}

/// A file with what can be said of it.
struct Verified {
    name: String,
    judgement: Judgement,
    /// The issued PDF it was compared with, as people call it.
    against: Option<String>,
}

/// Whose a file is and the PDF as it was issued, from the archive of the workspace that holds a file, or of the one we stand in.
fn kept(file: &Path, bytes: &[u8], findings: &mut Findings) -> Option<(String, Vec<u8>)> {
    let of = |path: &Path| Archive::of(&Workspace::containing(path).ok()?).issued_for(bytes).transpose();
    match of(file).or_else(|| of(Path::new("."))) {
        Some(Ok(issued)) => Some(issued),
        Some(Err(finding)) => {
            findings.push(finding);
            None
        }
        None => None,
    }
}

/// The folder of roots of the workspace that holds a file, or of the one we stand in.
fn trust_folder(file: &Path) -> Option<(PathBuf, String)> {
    let of = |path: &Path| Trust::folder_of(&Workspace::containing(path).ok()?);
    of(file).or_else(|| of(Path::new(".")))
}

fn finish(args: &VerifyArgs, told: &[Verified], findings: &Findings) -> Status {
    if args.json {
        let files: Vec<Value> = told.iter().map(as_json).collect();
        let findings: Vec<Value> = findings.iter().map(report::as_json).collect();
        report::line(&format!("{:#}", json!({ "tep": files, "phat_hien": findings })));
    } else {
        for (at, Verified { name, judgement, against }) in told.iter().enumerate() {
            if at > 0 {
                report::line("");
            }
            report::line(as_text(name, judgement, against.as_deref()).trim_end());
            if judgement.origin == Origin::NotCompared && against.is_none() {
                report::line(
                    "    gợi ý: chỉ ra bản đã phát hành bằng `--for`; văn bản phát hành bằng `vanthu issue` thì chương trình tự tìm",
                );
            }
        }
        report::findings(findings);
    }
    if findings.has_errors() {
        Status::Failed
    } else if told.iter().all(|one| one.judgement.outcome == Outcome::Intact) {
        Status::Clean
    } else {
        Status::Findings
    }
}

fn as_json(one: &Verified) -> Value {
    let mut value = json!({ "tep": one.name, "so_voi": one.against });
    if let (Value::Object(all), Ok(Value::Object(own))) = (&mut value, serde_json::to_value(&one.judgement)) {
        all.extend(own);
    }
    value
}

/// What is said of a file, as people read it; `against` names the issued PDF it was compared with.
pub(super) fn as_text(name: &str, judgement: &Judgement, against: Option<&str>) -> String {
    let origin = match against {
        Some(against) if judgement.origin != Origin::NotCompared => {
            format!("{} (so với {against})", judgement.origin.words())
        }
        _ => judgement.origin.words().to_owned(),
    };
    let mut lines = vec![
        format!("{name}: {}", judgement.outcome.words()),
        format!("  Toàn vẹn:  {}", judgement.integrity.words()),
        format!("  Nguồn gốc: {origin}"),
        format!("  Tin cậy:   {}", judgement.trust.words()),
    ];
    for (at, signature) in judgement.signatures.iter().enumerate() {
        lines.extend(signature_lines(at + 1, signature));
    }
    for reason in &judgement.reasons {
        lines.extend(reason_lines(reason));
    }
    lines.join("\n")
}

fn signature_lines(number: usize, signature: &Signature) -> Vec<String> {
    let what = match signature.kind {
        Kind::Approval => "Chữ ký",
        Kind::Certification => "Chữ ký chứng nhận",
        Kind::Timestamp => "Dấu thời gian",
    };
    let who = match (&signature.signer, &signature.organisation) {
        (Some(name), Some(office)) if name != office => format!("{name}, {office}"),
        (Some(name), _) => name.clone(),
        _ => "không đọc được người ký".to_owned(),
    };
    let mut lines = vec![format!("  {what} {number}, ô `{}`: {who}", signature.field)];
    if let Some(at) = &signature.at {
        let by = if signature.timestamped { "theo dấu thời gian" } else { "theo máy của người ký" };
        lines.push(format!("    lúc ký:     {} ({by})", moment(at)));
    }
    if let (Some(serial), Some((from, to))) = (&signature.serial, &signature.validity) {
        let by = signature.issuer.as_deref().map(|issuer| format!(", {issuer} cấp")).unwrap_or_default();
        lines.push(format!("    chứng thư:  số {serial}{by}, hiệu lực {} đến {}", day(from), day(to)));
    }
    if let Some(algorithm) = &signature.algorithm {
        lines.push(format!("    thuật toán: {algorithm}"));
    }
    if signature.sound {
        let covers = match (signature.covers_all, signature.after.as_slice()) {
            (true, _) => "hết tệp".to_owned(),
            (false, []) => "không hết tệp".to_owned(),
            (false, after) => format!("đến byte {}; sau đó thêm: {}", signature.covers_to, after.join(", ")),
        };
        lines.push(format!("    phạm vi ký: {covers}"));
    }
    lines.push(format!("    tin cậy:    {}", signature.trust.words()));
    lines
}

/// A moment of JSON as people write it.
pub(super) fn moment(at: &str) -> String {
    let read = chrono::DateTime::parse_from_rfc3339(at);
    read.map_or_else(|_| at.to_owned(), |at| at.format("%H:%M:%S ngày %d/%m/%Y").to_string())
}

/// A day of JSON as people write it.
pub(super) fn day(text: &str) -> String {
    text.split('-').rev().collect::<Vec<_>>().join("/")
}

fn reason_lines(reason: &Reason) -> Vec<String> {
    let of = reason.signature.map(|number| format!(", chữ ký {number}")).unwrap_or_default();
    let mut lines = vec![format!("  {}[{}]{of}: {}", reason.code.severity.word(), reason.code.id, reason.message)];
    lines.extend(reason.hint.iter().map(|hint| format!("    gợi ý: {hint}")));
    lines
}
