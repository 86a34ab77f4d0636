//! The signature dictionaries of a file, and whether `/ByteRange` leaves out `/Contents` and nothing else.

use std::collections::BTreeSet;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId};
use serde::Serialize;

use crate::base::finding::{Code, Finding, codes};
use crate::signature::pdf::acroform::{self, Field};
use crate::signature::pdf::restrictions::{FieldLock, Restrictions};
use crate::signature::pdf::revisions::Revision;

/// Signatures that are looked at.
const MAX_SIGNATURES: usize = 100;

/// What kind of signature one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum SignatureKind {
    /// Of a person or an office.
    #[serde(rename = "chu_ky")]
    Approval,
    /// The first one, which says what may still be changed.
    #[serde(rename = "chung_nhan")]
    Certification,
    /// A timestamp over the whole file.
    #[serde(rename = "dau_thoi_gian")]
    Timestamp,
}

/// A signature dictionary as it stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct SignatureDictionary {
    pub(crate) field: String,
    pub(crate) kind: SignatureKind,
    /// What DocMDP, or the lock of its field, permits after it: 1 nothing, 2 forms, 3 annotations.
    pub(crate) permits: Option<i64>,
    /// Fields that may not change after it.
    pub(crate) locks: Vec<FieldLock>,
    /// Restrictions that this program does not know, by their names.
    pub(crate) unknown: Vec<String>,
    pub(crate) entries: Dictionary,
    /// The object that holds it.
    holder: ObjectId,
    /// The revision that first holds it.
    pub(crate) revision: usize,
}

/// What a byte range that holds says.
#[derive(Debug, Clone)]
pub(crate) struct SignedBytes<'a> {
    /// The two parts that were signed.
    pub(crate) parts: [&'a [u8]; 2],
    /// The message in `/Contents`.
    pub(crate) contents: Vec<u8>,
    /// The revision it covers whole.
    pub(crate) covers: usize,
    /// Where the second part ends.
    pub(crate) end: usize,
}

/// Every signature of a file, in the order they were made; a field whose value is of no use is one too.
pub(crate) fn signature_dictionaries(revisions: &[Revision]) -> (Vec<SignatureDictionary>, Vec<Finding>) {
    let (mut found, mut findings): (Vec<SignatureDictionary>, Vec<Finding>) = (Vec::new(), Vec::new());
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let last = revisions.len().saturating_sub(1);
    for (at, revision) in revisions.iter().enumerate() {
        let document = &revision.document;
        let mut held = BTreeSet::new();
        for field in acroform::fields(document).into_iter().filter(|field| field.is_signature && field.has_value) {
            let Some(holder) = field.value.or(field.id) else {
                findings.push(unreadable(&field.name));
                continue;
            };
            if !held.insert(holder) {
                findings.push(unusable(format!("ô ký `{}` dùng lại chữ ký của ô khác", field.name)));
                continue;
            }
            if found.len() >= MAX_SIGNATURES || !seen.insert(holder) {
                continue;
            }
            match acroform::value(document, &field.dictionary, b"V").map(Object::as_dict) {
                Some(Ok(dictionary)) => found.push(of(document, &field, dictionary, holder, at)),
                _ => findings.push(unreadable(&field.name)),
            }
        }
        if at == last {
            findings.dedup();
            findings.extend(orphans(document, &seen));
            findings.extend(removed(document, &found));
        }
    }
    (found, findings)
}

fn of(
    document: &Document,
    field: &Field,
    dictionary: &Dictionary,
    holder: ObjectId,
    revision: usize,
) -> SignatureDictionary {
    let restrictions = Restrictions::of(document, field, dictionary);
    let is_timestamp = is_timestamp(document, dictionary);
    let kind = match restrictions.certifies {
        _ if is_timestamp => SignatureKind::Timestamp,
        true => SignatureKind::Certification,
        false => SignatureKind::Approval,
    };
    let Restrictions { permits, locks, unknown, .. } = restrictions;
    let (field, entries) = (field.name.clone(), dictionary.clone());
    SignatureDictionary { field, kind, permits, locks, unknown, entries, holder, revision }
}

/// By what its message is: what only calls itself a timestamp would be one of a person of whom nothing is asked.
fn is_timestamp(document: &Document, dictionary: &Dictionary) -> bool {
    let form = acroform::value(document, dictionary, b"SubFilter").and_then(|form| form.as_name().ok());
    form == Some(b"ETSI.RFC3161")
}

/// Signature dictionaries that no field of the form leads to: a reader shows none, and yet one is there.
fn orphans(document: &Document, seen: &BTreeSet<ObjectId>) -> Vec<Finding> {
    let is_signature = |object: &Object| {
        let dictionary = object.as_dict().ok()?;
        let named =
            acroform::is_type(dictionary, b"Type", b"Sig") || acroform::is_type(dictionary, b"Type", b"DocTimeStamp");
        let shaped = dictionary.has(b"ByteRange") || dictionary.has(b"SubFilter") && dictionary.has(b"Contents");
        (named || shaped).then_some(())
    };
    // a field holds its signature itself when it has no object of its own
    let inside =
        |object: &Object| object.as_dict().ok().and_then(|field| is_signature(field.get(b"V").ok()?)).is_some();
    let found = document
        .objects
        .iter()
        .filter(|(id, object)| !seen.contains(id) && (is_signature(object).is_some() || inside(object)));
    let finding = |id: &ObjectId| {
        let message = format!("có chữ ký không gắn với ô ký nào của văn bản (thành phần {})", id.0);
        Finding::new(codes::SIGNATURE_UNUSABLE, message)
    };
    found.take(MAX_SIGNATURES).map(|(id, _)| finding(id)).collect()
}

fn removed(document: &Document, found: &[SignatureDictionary]) -> Vec<Finding> {
    let left: BTreeSet<ObjectId> =
        acroform::fields(document).iter().filter_map(|field| field.value.or(field.id)).collect();
    let gone = found.iter().filter(|signature| !left.contains(&signature.holder));
    gone.map(|signature| {
        let message = format!("chữ ký `{}` đã bị gỡ khỏi văn bản", signature.field);
        Finding::new(codes::SIGNATURE_REMOVED, message).hint("lấy lại tệp có đủ chữ ký từ nơi gửi")
    })
    .collect()
}

fn unreadable(field: &str) -> Finding {
    unusable(format!("ô ký `{field}` có chữ ký nhưng không đọc được"))
}

fn unusable(message: String) -> Finding {
    Finding::new(codes::SIGNATURE_UNUSABLE, message).hint("lấy lại tệp từ người ký, hoặc ký lại")
}

fn refuse<T>(code: Code, message: &str) -> Result<T, Finding> {
    Err(Finding::new(code, message).hint("lấy lại tệp từ người ký, hoặc ký lại"))
}

/// Checks the byte range: `[0 a b c]`, the gap exactly the hex string the reader sees, the end that of a revision.
///
/// # Errors
/// It does not hold.
pub(crate) fn signed_bytes<'a>(
    bytes: &'a [u8],
    revisions: &[Revision],
    signature: &SignatureDictionary,
) -> Result<SignedBytes<'a>, Finding> {
    let document = &revisions[signature.revision].document;
    let contents = match acroform::value(document, &signature.entries, b"Contents") {
        Some(Object::String(contents, _)) if contents.iter().any(|byte| *byte != 0) => contents.clone(),
        _ => return refuse(codes::SIGNATURE_UNUSABLE, "chữ ký không có nội dung"),
    };
    let kind: &[u8] = if signature.kind == SignatureKind::Timestamp { b"DocTimeStamp" } else { b"Sig" };
    if !acroform::is_type(&signature.entries, b"Type", kind) && signature.entries.has(b"Type") {
        return refuse(codes::SIGNATURE_UNUSABLE, "chữ ký ghi sai loại");
    }
    let range = acroform::array(document, &signature.entries, b"ByteRange").iter();
    let range: Option<Vec<usize>> = range
        .map(|number| acroform::follow(document, number).as_i64().ok().and_then(|n| usize::try_from(n).ok()))
        .collect();
    let Some([start, first, second, length]) = range.and_then(|range| <[usize; 4]>::try_from(range).ok()) else {
        return refuse(codes::SIGNATURE_UNUSABLE, "chữ ký không ghi đúng phạm vi ký");
    };
    let end = second.checked_add(length).filter(|end| *end <= bytes.len());
    let Some(end) = end.filter(|_| start == 0 && first < second) else {
        return refuse(codes::SIGNATURE_RANGE, "phạm vi ký vượt ra ngoài tệp hoặc chồng lên nhau");
    };
    let gap = &bytes[first..second];
    if string_of(gap).as_ref() != Some(&contents) {
        return refuse(codes::SIGNATURE_RANGE, "phạm vi ký không khớp chỗ chứa chữ ký");
    }
    if !within_holder(document, signature.holder, first, second) {
        return refuse(codes::SIGNATURE_RANGE, "phạm vi ký bao quanh chỗ khác, không phải chữ ký này");
    }
    let Some(covers) = revisions.iter().position(|revision| revision.ends_at(end)) else {
        return refuse(codes::SIGNATURE_RANGE, "phạm vi ký không kết thúc ở cuối một lần ghi tệp");
    };
    if covers != signature.revision {
        return refuse(codes::SIGNATURE_RANGE, "chữ ký được đặt vào tệp ở một lần ghi khác lần ký");
    }
    Ok(SignedBytes { parts: [&bytes[..first], &bytes[second..end]], contents, covers, end })
}

/// The bytes of a hex string with its brackets, which holds nothing but digits.
fn string_of(text: &[u8]) -> Option<Vec<u8>> {
    hex::decode(text.strip_prefix(b"<")?.strip_suffix(b">")?).ok()
}

/// Whether the gap lies in the very object that holds the signature.
fn within_holder(document: &Document, holder: ObjectId, first: usize, second: usize) -> bool {
    let entries = &document.reference_table.entries;
    let Some(XrefEntry::Normal { offset, .. }) = entries.get(&holder.0) else {
        return false;
    };
    let start = usize::try_from(*offset).unwrap_or(usize::MAX);
    let next = entries.values().filter_map(|entry| match entry {
        XrefEntry::Normal { offset, .. } => usize::try_from(*offset).ok().filter(|offset| *offset > start),
        _ => None,
    });
    let next = next.chain((document.xref_start > start).then_some(document.xref_start)).min().unwrap_or(usize::MAX);
    start < first && second <= next
}
