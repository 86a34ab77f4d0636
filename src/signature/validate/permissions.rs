//! What a certification signature permits after it (DocMDP).

use crate::base::finding::{Finding, codes};
use crate::signature::pdf::byte_range::{SignatureDictionary, SignatureKind};
use crate::signature::pdf::diff::changes::Changes;
use crate::signature::validate::report::ValidationFinding;
use crate::signature::validate::signature::SignatureValidation;

/// Signatures that came although a certification signature before them does not permit it.
pub(super) fn check(
    signatures: &[SignatureDictionary],
    validations: &[SignatureValidation],
    changes: &[Changes],
) -> Vec<ValidationFinding> {
    let is_timestamp = |name: &String| {
        let same = |other: &SignatureValidation| other.report.field == *name;
        validations.iter().any(|other| same(other) && other.report.kind == SignatureKind::Timestamp)
    };
    let mut findings = Vec::new();
    for signature in signatures {
        let number = validations.iter().position(|validation| validation.report.field == signature.field);
        let (Some(level), Some(number)) = (signature.permits, number) else { continue };
        let Some(covers) = validations[number].covers else { continue };
        for after in changes.iter().skip(covers) {
            let is_beyond = if level == 1 {
                let added = after.added.iter().map(|field| &field.name);
                after.signed.iter().chain(added).any(|name| !is_timestamp(name))
            } else {
                after.added.iter().any(|field| field.visible)
            };
            if is_beyond {
                let what =
                    if level == 1 { "không cho thay đổi gì thêm" } else { "chỉ cho ký vào ô có sẵn" };
                let message = format!("chữ ký `{}` {what}, nhưng sau đó tệp có thêm chữ ký", signature.field);
                let finding = Finding::new(codes::BEYOND_PERMISSION, message);
                findings.push(ValidationFinding { signature: Some(number + 1), finding });
            }
        }
    }
    findings
}
