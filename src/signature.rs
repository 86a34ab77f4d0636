//! The room after export and compare: a PDF that came back signed → what can be said of it, each with its reasons.
//!
//! [`judge`] tells three facts apart, never one green tick:
//! - *toàn vẹn*: each signature's digest, its byte range, how far it reaches, and what came after;
//! - *nguồn gốc*: whether the file is the issued bytes and nothing but signatures since;
//! - *tin cậy*: whether each signer leads to a root of the office, valid and not revoked when it signed.
//!
//! What is signed is only ever read here. No network: what a signer left in the file and what lies in the office's
//! folder is all there is to go by.

pub(crate) mod cms;
pub(crate) mod pdf;
pub(crate) mod pki;
mod timestamp;
pub(crate) mod validate;

use chrono::{DateTime, FixedOffset, Utc};

use crate::base::finding::codes;
use crate::signature::pdf::byte_range::Placed;
use crate::signature::pdf::diff::{Changes, difference};
use crate::signature::pdf::revisions::Revision;
use crate::signature::pdf::{byte_range, page_compare, revisions};
use crate::signature::pki::evidence::Evidence;
pub use crate::signature::pki::trust_store::Trust;
pub use crate::signature::timestamp::{Stamp, judge_stamp, request, token};
pub use crate::signature::validate::report::{
    Fact, Integrity, Judgement, Kind, Origin, Outcome, Reason, Signature, Standing,
};
use crate::signature::validate::signature::Judged;
use crate::signature::validate::{origin, signature, trust};

/// Judges a file, with the PDF that was issued when it is known.
pub fn judge(file: &[u8], issued: Option<&[u8]>, trust: &Trust, now: DateTime<FixedOffset>) -> Judgement {
    let revisions = match revisions::revisions(file) {
        Ok(revisions) => revisions,
        Err(reason) => return unreadable(reason),
    };
    let changes: Vec<Changes> =
        revisions.windows(2).map(|pair| difference(&pair[0].document, &pair[1].document)).collect();
    let (placed, mut reasons) = byte_range::placed(&revisions);
    // a byte range never stands inside anything compressed
    if placed.is_empty() && reasons.is_empty() && revisions::find(file, b"/ByteRange").is_some() {
        let what = "tệp có chữ ký nhưng phần chứa chữ ký không đọc được";
        let hint = "lấy lại tệp từ người ký; tệp này có thể đã bị sửa hoặc bị đứt khi chuyển";
        reasons.push(Reason::new(codes::SIGNATURE_UNUSABLE, Fact::Integrity, what).hint(hint));
    }
    if placed.is_empty() && reasons.is_empty() {
        return unsigned(file, issued, &revisions, &changes);
    }
    let evidence = Evidence::of(&revisions, trust, now.with_timezone(&Utc));
    let mut judged: Vec<Judged> =
        placed.iter().map(|placed| signature::check(file, &revisions, placed, &evidence)).collect();
    judged.sort_by_key(|one| one.covers);
    let signed = judged.iter().filter_map(|one| one.covers).min().unwrap_or(0);
    reasons.extend(framing(file, &revisions, signed));
    trust::stand(&mut judged, &evidence);
    for (at, one) in judged.iter_mut().enumerate() {
        one.told_after(&revisions, &changes, file.len());
        reasons.extend(one.reasons.drain(..).map(|reason| reason.of(at + 1)));
    }
    reasons.extend(permissions(&placed, &judged, &changes));
    let (origin, more) = origin::origin(file, issued, &revisions, &changes);
    // what came after a signature is told once
    let told: Vec<String> = reasons.iter().map(|reason| last_clause(&reason.message).to_owned()).collect();
    reasons.extend(more.into_iter().filter(|reason| !told.iter().any(|told| told == last_clause(&reason.message))));
    let signatures: Vec<Signature> = judged.into_iter().map(|one| one.signature).collect();
    conclude(signatures, origin, revisions.len(), reasons)
}

/// What is said behind "sau khi ký:" or "so với bản phát hành:".
fn last_clause(message: &str) -> &str {
    message.rsplit_once(": ").map_or(message, |(_, clause)| clause)
}

/// Every addition behind the first signature is whole, and the last one ends the file; no reader sees another file.
fn framing(file: &[u8], revisions: &[Revision], signed: usize) -> Vec<Reason> {
    let told = |what: &str| {
        Reason::new(codes::ADDED_OUTSIDE, Fact::Integrity, what).hint("lấy lại tệp từ nơi gửi, so với bản đang có")
    };
    let mut reasons: Vec<Reason> =
        revisions.iter().skip(signed + 1).filter_map(|revision| revision.fault).map(told).collect();
    let end = revisions.last().map_or(0, |last| last.end);
    if end < file.len() {
        reasons.push(told(&format!("có {} byte nằm sau chỗ kết thúc của tệp", file.len() - end)));
    }
    if revisions.iter().any(|revision| revision.hybrid) {
        reasons.push(told("tệp có hai bảng tham chiếu, hai phần mềm có thể đọc ra hai nội dung"));
    }
    reasons.dedup();
    reasons
}

/// What a certification signature permits after it.
fn permissions(placed: &[Placed], judged: &[Judged], changes: &[Changes]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for one in placed {
        let (Some(level), Some(number)) =
            (one.permits, judged.iter().position(|other| other.signature.field == one.field))
        else {
            continue;
        };
        let Some(covers) = judged[number].covers else {
            continue;
        };
        for after in changes.iter().skip(covers) {
            let stamps = |name: &String| {
                judged.iter().any(|other| other.signature.field == *name && other.signature.kind == Kind::Timestamp)
            };
            let signed = after.signed.iter().any(|name| !stamps(name));
            let shown = after.added.iter().any(|(_, visible)| *visible);
            let beyond = match level {
                1 => signed || after.added.iter().any(|(name, _)| !stamps(name)),
                _ => shown,
            };
            if beyond {
                let what =
                    if level == 1 { "không cho thay đổi gì thêm" } else { "chỉ cho ký vào ô có sẵn" };
                let message = format!("chữ ký `{}` {what}, nhưng sau đó tệp có thêm chữ ký", one.field);
                reasons.push(Reason::new(codes::BEYOND_PERMISSION, Fact::Integrity, message).of(number + 1));
            }
        }
    }
    reasons
}

fn unreadable(reason: Reason) -> Judgement {
    Judgement {
        outcome: Outcome::Invalid,
        integrity: Integrity::Broken,
        origin: Origin::NotCompared,
        trust: Standing::Unsigned,
        revisions: 0,
        signatures: Vec::new(),
        reasons: vec![reason],
    }
}

fn unsigned(file: &[u8], issued: Option<&[u8]>, revisions: &[Revision], changes: &[Changes]) -> Judgement {
    let scan = revisions.last().is_some_and(|last| page_compare::is_scan(&last.document));
    // a scan shows the issued document, but has neither its bytes nor its text to compare
    let issued = issued.filter(|_| !scan);
    let (origin, reasons) = origin::origin(file, issued, revisions, changes);
    Judgement {
        outcome: if scan { Outcome::Scan } else { Outcome::Unsigned },
        integrity: Integrity::Unsigned,
        origin,
        trust: Standing::Unsigned,
        revisions: revisions.len(),
        signatures: Vec::new(),
        reasons,
    }
}

fn conclude(signatures: Vec<Signature>, origin: Origin, revisions: usize, reasons: Vec<Reason>) -> Judgement {
    let changed = [
        codes::SIGNED_CONTENT,
        codes::ADDED_OUTSIDE,
        codes::CHANGED_AFTER,
        codes::BEYOND_PERMISSION,
        codes::SIGNATURE_REMOVED,
    ];
    let of = |fact: Fact| reasons.iter().filter(move |reason| reason.fact == fact && reason.is_error());
    let integrity = if of(Fact::Integrity).any(|reason| changed.contains(&reason.code)) {
        Integrity::Changed
    } else if of(Fact::Integrity).next().is_some() {
        Integrity::Broken
    } else {
        Integrity::Whole
    };
    let people = signatures.iter().filter(|signature| signature.kind != Kind::Timestamp);
    let trust = people.map(|signature| signature.trust).max();
    let trust =
        trust.or_else(|| signatures.iter().map(|signature| signature.trust).max()).unwrap_or(Standing::Unsigned);
    let outcome = match integrity {
        Integrity::Changed => Outcome::Altered,
        Integrity::Whole if of(Fact::Origin).next().is_none() && trust != Standing::Untrusted => Outcome::Intact,
        _ => Outcome::Invalid,
    };
    Judgement { outcome, integrity, origin, trust, revisions, signatures, reasons }
}
