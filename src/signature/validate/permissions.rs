//! What signatures permit after them: DocMDP, FieldMDP and locks; what of them is not understood is refused.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, codes};
use crate::signature::pdf::byte_range::{SignatureDictionary, SignatureKind};
use crate::signature::pdf::diff::changes::{Changes, Disallowed};
use crate::signature::validate::report::ValidationFinding;
use crate::signature::validate::signature::SignatureValidation;

/// Fields filled where the first signature is no certification that permits it are changes like others.
pub(super) fn judge_filling(signatures: &[SignatureDictionary], changes: &mut [Changes]) {
    // who signs after others cannot permit what they did not
    let first = signatures.iter().map(|signature| signature.revision).min();
    let permits = |signature: &&SignatureDictionary| {
        signature.kind == SignatureKind::Certification
            && signature.permits.is_some_and(|level| level >= 2)
            && Some(signature.revision) == first
    };
    let from = signatures.iter().find(permits).map_or(usize::MAX, |signature| signature.revision);
    for change in changes.iter_mut().take(from) {
        let filled = change.filled.iter().map(|name| Disallowed::Field(name.clone()));
        change.disallowed.extend(filled);
    }
}

/// Signatures and values that came although a signature before them does not permit it.
pub(super) fn check(
    signatures: &[SignatureDictionary],
    validations: &[SignatureValidation],
    changes: &[Changes],
) -> Vec<ValidationFinding> {
    let timestamps: BTreeSet<&str> = validations
        .iter()
        .filter(|validation| validation.report.kind == SignatureKind::Timestamp)
        .map(|validation| validation.report.field.as_str())
        .collect();
    let mut findings = Vec::new();
    for signature in signatures {
        let number = validations.iter().position(|validation| validation.report.field == signature.field);
        let Some(number) = number else { continue };
        let of_this = |finding| ValidationFinding { signature: Some(number + 1), finding };
        findings.extend(signature.unknown.iter().map(|what| of_this(not_understood(signature, what))));
        let mut messages: Vec<String> = Vec::new();
        for after in changes.iter().skip(validations[number].covers.unwrap_or(usize::MAX)) {
            messages.extend(beyond_level(signature, after, &timestamps));
            messages.extend(beyond_lock(signature, after, &timestamps));
        }
        messages.dedup();
        let beyond = messages.into_iter().map(|message| Finding::new(codes::BEYOND_PERMISSION, message));
        findings.extend(beyond.map(of_this));
    }
    findings
}

fn not_understood(signature: &SignatureDictionary, what: &str) -> Finding {
    let message = format!("chữ ký `{}` đặt giới hạn `{what}` mà chương trình chưa kiểm được", signature.field);
    Finding::new(codes::SIGNATURE_ALGORITHM, message)
        .hint("đề nghị ký lại không đặt giới hạn này, hoặc kiểm bằng phần mềm khác")
}

/// Beyond what DocMDP permits: at 1 nothing but timestamps, at 2 and 3 signing and filling in, no field for its own sake.
fn beyond_level(signature: &SignatureDictionary, after: &Changes, timestamps: &BTreeSet<&str>) -> Option<String> {
    let level = signature.permits?;
    let added = || after.added.iter().filter(|field| !timestamps.contains(field.name.as_str()));
    let is_beyond = if level == 1 {
        let signed = after.signed.iter().chain(&after.filled);
        added().next().is_some() || signed.into_iter().any(|name| !timestamps.contains(name.as_str()))
    } else {
        added().any(|field| field.visible || !after.signed.contains(&field.name))
    };
    let what =
        if level == 1 { "không cho thay đổi gì thêm" } else { "chỉ cho điền và ký vào ô có sẵn" };
    is_beyond
        .then(|| format!("chữ ký `{}` {what}, nhưng sau đó tệp có thêm chữ ký, ô hoặc nội dung điền", signature.field))
}

/// A field that was locked, and signed or filled in all the same.
fn beyond_lock(signature: &SignatureDictionary, after: &Changes, timestamps: &BTreeSet<&str>) -> Option<String> {
    let mut changed = after.signed.iter().chain(&after.filled).filter(|name| !timestamps.contains(name.as_str()));
    let is_locked = |name: &&String| signature.locks.iter().any(|lock| lock.holds(name));
    let name = changed.find(is_locked)?;
    Some(format!("chữ ký `{}` khóa ô `{name}`, nhưng sau đó ô này được ký hoặc điền", signature.field))
}
