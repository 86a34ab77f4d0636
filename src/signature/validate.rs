//! Validation of a signed PDF: what can be said of it, each with its findings.

mod archival;
pub(crate) mod facts;
mod painted;
mod pdf_date;
mod permissions;
mod place;
mod provenance;
pub(crate) mod report;
mod signature;
mod trust;

use chrono::{DateTime, FixedOffset, Utc};
use facts::{Fact, Indication, Integrity, Provenance, Trust};
use memchr::memmem;
use report::{SignatureReport, ValidationFinding, ValidationReport};
use signature::SignatureValidation;

use crate::base::finding::{Finding, codes};
use crate::signature::pdf::byte_range::{SignatureKind, signature_dictionaries};
use crate::signature::pdf::diff::changes::{Changes, Disallowed};
use crate::signature::pdf::diff::diff;
use crate::signature::pdf::page_compare::is_scan;
use crate::signature::pdf::revisions::{self, Revision, Revisions};
use crate::signature::pki::trust_store::TrustStore;
use crate::signature::pki::validation_data::ValidationData;

/// Validates a file, with the PDF that was issued when it is known.
pub fn validate(
    file: &[u8],
    issued: Option<&[u8]>,
    trust_store: &TrustStore,
    now: DateTime<FixedOffset>,
) -> ValidationReport {
    let Revisions { all: revisions, faults } = match revisions::revisions(file) {
        Ok(revisions) => revisions,
        Err(finding) => return unreadable(finding),
    };
    let mut changes: Vec<Changes> =
        revisions.windows(2).map(|pair| diff(&pair[0].document, &pair[1].document)).collect();
    let (signatures, mut unusable) = signature_dictionaries(&revisions);
    permissions::judge_filling(&signatures, &mut changes);
    // a byte range never stands inside anything compressed
    let may_be_signed = !signatures.is_empty() || !unusable.is_empty() || memmem::find(file, b"/ByteRange").is_some();
    let structure = faults.iter().map(revisions::structure);
    if !may_be_signed {
        return unsigned(file, issued, &revisions, &changes, structure.collect());
    }
    if signatures.is_empty() && unusable.is_empty() && faults.is_empty() {
        unusable.push(
            Finding::new(codes::SIGNATURE_UNUSABLE, "tệp có chữ ký nhưng phần chứa chữ ký không đọc được")
                .hint("lấy lại tệp từ người ký; tệp này có thể đã bị sửa hoặc bị đứt khi chuyển"),
        );
    }
    let mut findings: Vec<ValidationFinding> = structure.chain(unusable).map(Into::into).collect();
    let data = ValidationData::new(trust_store, now.with_timezone(&Utc)).with_store_of(&revisions);
    let places = revisions.last().map(|last| place::of_signatures(&last.document)).unwrap_or_default();
    let check = |signature| SignatureValidation::check(file, &revisions, signature, &data);
    let mut validations: Vec<SignatureValidation> = signatures.iter().map(check).collect();
    validations.sort_by_key(|validation| validation.covers);
    let first = validations.iter().filter_map(|validation| validation.covers).min().unwrap_or(0);
    let mut told = append_faults(&revisions, first);
    let behind = file.get(revisions.last().map_or(0, |last| last.end)..).filter(|_| faults.is_empty());
    findings.extend(outside(behind.unwrap_or_default(), &told).map(Into::into));
    findings.extend(second_tables(&revisions, first).map(Into::into));
    trust::decide(&mut validations, &data);
    for (at, validation) in validations.iter_mut().enumerate() {
        validation.report.shown = places.get(&validation.report.field).cloned().unwrap_or_default();
        validation.refuse_to_show_a_time();
        let later = validation.take_changes(&revisions, &changes, file.len());
        told.extend(later.iter().flat_map(|change| change.disallowed.iter().cloned()));
        let of_this = |finding| ValidationFinding { signature: Some(at + 1), finding };
        findings.extend(validation.findings.drain(..).map(of_this));
    }
    let reports: Vec<SignatureReport> = validations.iter().map(|validation| validation.report.clone()).collect();
    findings.extend(permissions::check(&signatures, &validations, &changes));
    findings.extend(archival::check(&revisions, &reports).map(Into::into));
    // nothing is said of where a file comes from that can be read in more than one way
    let issued = issued.filter(|_| faults.is_empty());
    let base = provenance::base(file, issued, &revisions);
    let compared = provenance::compare(file, base, &revisions, &changes);
    let provenance = compared.provenance;
    findings.extend(compared.findings_without(&told).map(Into::into));
    // what is refused already need not be drawn
    if !findings.iter().any(|found| found.finding.is_error()) {
        findings.extend(
            painted::check(file, &revisions, base.revision().map_or(first, |base| base.min(first)), &changes)
                .into_iter()
                .map(Into::into),
        );
    }
    conclude(reports, provenance, revisions.len(), findings)
}

/// Additions behind the first signature that are not whole.
fn append_faults(revisions: &[Revision], first: usize) -> Vec<Disallowed> {
    let mut faults: Vec<_> = revisions.iter().skip(first + 1).filter_map(|revision| revision.fault).collect();
    faults.dedup();
    faults.into_iter().map(Disallowed::Append).collect()
}

/// What stands outside of whole additions, or behind the end of the file.
fn outside(behind: &[u8], faults: &[Disallowed]) -> impl Iterator<Item = Finding> {
    let mut outside: Vec<String> = faults.iter().map(ToString::to_string).collect();
    if !behind.is_empty() {
        let what = match behind.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
            true if behind.contains(&0) => "byte 0",
            true => "byte xuống dòng hoặc dấu cách",
            false => "byte",
        };
        outside.push(format!("có {} {what} nằm sau chỗ kết thúc của tệp", behind.len()));
    }
    outside
        .into_iter()
        .map(|what| Finding::new(codes::ADDED_OUTSIDE, what).hint("lấy lại tệp từ nơi gửi, so với bản đang có"))
}

/// Second tables that are signed, as Word writes them, are fine where they say what the first ones say.
fn second_tables(revisions: &[Revision], first: usize) -> Option<Finding> {
    let count = revisions.get(first)?.second_tables.differing;
    let what =
        format!("có {count} thành phần chỉ thấy qua bảng tham chiếu thứ hai, phần mềm cũ có thể không hiện chúng");
    (count > 0).then(|| Finding::new(codes::SECOND_TABLE, what).hint("mở tệp xem có đúng bản đã ký không"))
}

fn unreadable(finding: Finding) -> ValidationReport {
    ValidationReport {
        indication: Indication::Invalid,
        integrity: Integrity::Broken,
        provenance: Provenance::NotCompared,
        trust: Trust::Unsigned,
        revisions: 0,
        signatures: Vec::new(),
        findings: vec![finding.into()],
    }
}

fn unsigned(
    file: &[u8],
    issued: Option<&[u8]>,
    revisions: &[Revision],
    changes: &[Changes],
    structure: Vec<Finding>,
) -> ValidationReport {
    let scan = revisions.last().is_some_and(|last| is_scan(&last.document));
    // a scan shows the issued document, but has neither its bytes nor its text to compare
    let base = provenance::base(file, issued.filter(|_| !scan && structure.is_empty()), revisions);
    let compared = provenance::compare(file, base, revisions, changes);
    let structure = structure.into_iter().filter(|_| issued.is_some() && !scan);
    ValidationReport {
        indication: if scan { Indication::Scan } else { Indication::Unsigned },
        integrity: Integrity::Unsigned,
        provenance: compared.provenance,
        trust: Trust::Unsigned,
        revisions: revisions.len(),
        signatures: Vec::new(),
        findings: structure.chain(compared.findings_without(&[])).map(Into::into).collect(),
    }
}

fn conclude(
    signatures: Vec<SignatureReport>,
    provenance: Provenance,
    revisions: usize,
    findings: Vec<ValidationFinding>,
) -> ValidationReport {
    let changed = [
        codes::SIGNED_CONTENT,
        codes::ADDED_OUTSIDE,
        codes::CHANGED_AFTER,
        codes::BEYOND_PERMISSION,
        codes::SIGNATURE_REMOVED,
    ];
    let errors = |fact| findings.iter().filter(move |found| found.fact() == fact && found.finding.is_error());
    let integrity = if errors(Fact::Integrity).any(|found| changed.contains(&found.finding.code)) {
        Integrity::Changed
    } else if errors(Fact::Integrity).next().is_some() {
        Integrity::Broken
    } else {
        Integrity::Whole
    };
    let people = signatures.iter().filter(|signature| signature.kind != SignatureKind::Timestamp);
    let trust = people.map(|signature| signature.trust).max();
    let trust = trust.or_else(|| signatures.iter().map(|signature| signature.trust).max()).unwrap_or(Trust::Unsigned);
    let indication = match integrity {
        Integrity::Changed => Indication::Altered,
        Integrity::Whole if errors(Fact::Provenance).next().is_none() => match (provenance, trust) {
            (_, Trust::Untrusted) => Indication::Invalid,
            (Provenance::Rewritten, _) => Indication::Rewritten,
            (_, Trust::Unchecked | Trust::Insufficient) => Indication::Unchecked,
            _ => Indication::Intact,
        },
        _ => Indication::Invalid,
    };
    ValidationReport { indication, integrity, provenance, trust, revisions, signatures, findings }
}
