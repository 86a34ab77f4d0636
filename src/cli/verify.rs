//! `vanthu verify`: what can be said of signed PDFs, three facts and the findings.

use serde_json::{Value, json};

use crate::cli::args::verify::VerifyArgs;
use crate::cli::report;
use crate::operations::common::status::Status;
use crate::operations::verify::{
    Integrity, Provenance, Request, SignatureKind, SignatureReport, ValidationFinding, ValidationReport, Verified,
    verify,
};

/// How people write a moment, and a day.
const MOMENT: &str = "%H:%M:%S ngày %d/%m/%Y";
const DAY: &str = "%d/%m/%Y";

pub(crate) fn run(args: &VerifyArgs) -> Status {
    let request = Request { files: args.files.clone(), issued: args.issued.clone(), roots: args.roots.clone() };
    let mut files: Vec<Value> = Vec::new();
    let mut is_first = true;
    let outcome = verify(report::here(), &request, &mut |verified| {
        if report::is_json() {
            files.push(as_json(&verified));
        } else {
            print(&verified, is_first);
        }
        is_first = false;
    });
    report::findings(&outcome.findings);
    report::result(json!({ "tep": files }));
    outcome.status
}

fn print(verified: &Verified, is_first: bool) {
    let Verified { file, against, report } = verified;
    if !is_first {
        report::line("");
    }
    report::line(as_text(file, report, against.as_deref()).trim_end());
    if report.provenance == Provenance::NotCompared && against.is_none() {
        report::line(
            "    gợi ý: chỉ ra bản đã chốt bằng `--for`; văn bản chốt bằng `vanthu finalize` thì chương trình tự tìm",
        );
    }
}

fn as_json(verified: &Verified) -> Value {
    let mut value = json!({ "tep": verified.file, "so_voi": verified.against });
    if let (Value::Object(all), Ok(Value::Object(own))) = (&mut value, serde_json::to_value(&verified.report)) {
        all.extend(own);
    }
    value
}

/// What is said of a file, as people read it; `against` names the issued PDF it was compared with.
pub(super) fn as_text(name: &str, report: &ValidationReport, against: Option<&str>) -> String {
    let origin = match against {
        Some(against) if report.provenance == Provenance::Issued && report.integrity == Integrity::Unsigned => {
            format!("đúng bản đã chốt, chưa có chữ ký số (so với {against})")
        }
        Some(against) if report.provenance != Provenance::NotCompared => {
            format!("{} (so với {against})", report.provenance.words())
        }
        _ => report.provenance.words().to_owned(),
    };
    let mut lines = vec![
        format!("{name}: {}", report.indication.words()),
        format!("  Toàn vẹn:  {}", report.integrity.words()),
        format!("  Nguồn gốc: {origin}"),
        format!("  Xác thực:  {}", report.trust.words()),
    ];
    for (at, signature) in report.signatures.iter().enumerate() {
        lines.extend(signature_lines(at + 1, signature));
    }
    for found in &report.findings {
        lines.extend(finding_lines(found));
    }
    lines.join("\n")
}

fn signature_lines(number: usize, signature: &SignatureReport) -> Vec<String> {
    let what = match signature.kind {
        SignatureKind::Approval => "Chữ ký",
        SignatureKind::Certification => "Chữ ký chứng nhận",
        SignatureKind::Timestamp => "Dấu thời gian",
    };
    let who = match (&signature.signer, &signature.organisation) {
        (Some(name), Some(office)) if name != office => format!("{name}, {office}"),
        (Some(name), _) => name.clone(),
        _ => "không đọc được người ký".to_owned(),
    };
    let mut lines = vec![format!("  {what} {number}, ô `{}`: {who}", signature.field)];
    if let Some(at) = signature.signing_time {
        let by = if signature.timestamped { "theo dấu thời gian" } else { "theo máy của người ký" };
        lines.push(format!("    thời điểm ký: {} ({by})", at.format(MOMENT)));
    }
    if let (Some(serial), Some(validity)) = (&signature.serial, signature.validity) {
        let [from, to] = [validity.from, validity.to].map(|day| day.format(DAY));
        let by = signature.issuer.as_deref().map(|issuer| format!(", {issuer} cấp")).unwrap_or_default();
        lines.push(format!("    chứng thư:  số {serial}{by}, hiệu lực {from} đến {to}"));
    }
    if let Some(algorithm) = signature.algorithm {
        lines.push(format!("    thuật toán: {algorithm}"));
    }
    lines.extend(signature.places().iter().map(|place| format!("    hiện ở:     {place}")));
    if signature.sound {
        let covers = match (signature.covers_all, &signature.additions()[..]) {
            (true, _) => "hết tệp".to_owned(),
            (false, []) => "không hết tệp".to_owned(),
            (false, after) => format!("đến byte {}; sau đó thêm: {}", signature.covers_to, after.join(", ")),
        };
        lines.push(format!("    phạm vi ký: {covers}"));
    }
    lines.push(format!("    xác thực:   {}", signature.trust.words()));
    lines
}

/// A day of JSON as people write it.
pub(super) fn day(text: &str) -> String {
    text.split('-').rev().collect::<Vec<_>>().join("/")
}

fn finding_lines(found: &ValidationFinding) -> Vec<String> {
    let ValidationFinding { signature, finding } = found;
    let of = signature.map(|number| format!(", chữ ký {number}")).unwrap_or_default();
    let mut lines = vec![format!("  {}[{}]{of}: {}", finding.severity().word(), finding.code.id, finding.message)];
    lines.extend(finding.hints.iter().map(|hint| format!("    gợi ý: {hint}")));
    lines
}
