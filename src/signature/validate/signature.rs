//! One signature: its frame, its digest and value, and what came after the bytes it covers.

use chrono::{DateTime, Utc};

use crate::base::clock;
use crate::base::finding::{Code, codes};
use crate::signature::cms::hash::Hash;
use crate::signature::cms::message::{Fault, Message, Signed};
use crate::signature::pdf::acroform;
use crate::signature::pdf::byte_range::{self, Framed, Placed};
use crate::signature::pdf::diff::Changes;
use crate::signature::pdf::revisions::Revision;
use crate::signature::pki::evidence::Evidence;
use crate::signature::validate::report::{Fact, Reason, Signature, Standing};
use crate::signature::validate::trust::is_trusted_stamp;

/// A signature with what is known of it so far.
pub(crate) struct Judged {
    pub(crate) signature: Signature,
    /// The revision it covers.
    pub(crate) covers: Option<usize>,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) checked: Option<(Message, Signed)>,
    /// When a timestamp over this signature, or this one over the file, was given, and whether its giver is trusted.
    pub(crate) stamped: Option<(DateTime<Utc>, bool)>,
}

impl Judged {
    pub(crate) fn say(&mut self, code: Code, fact: Fact, message: impl Into<String>, hint: &str) {
        let reason = Reason::new(code, fact, message);
        self.reasons.push(if hint.is_empty() { reason } else { reason.hint(hint) });
    }

    /// What was added behind the bytes this signature covers.
    pub(crate) fn told_after(&mut self, revisions: &[Revision], changes: &[Changes], length: usize) {
        let Some(covers) = self.covers else { return };
        self.signature.covers_all = revisions.get(covers).is_some_and(|last| last.end == length);
        for change in changes.iter().skip(covers) {
            self.signature.after.extend(change.words());
            for what in &change.refused {
                self.signature.after.push(what.clone());
                let hint = "lấy lại tệp từ người ký; bản này không phải bản đã ký";
                self.say(codes::CHANGED_AFTER, Fact::Integrity, format!("sau khi ký: {what}"), hint);
            }
        }
    }
}

/// Checks framing, digest and signature value of one signature.
pub(crate) fn check(file: &[u8], revisions: &[Revision], placed: &Placed, evidence: &Evidence) -> Judged {
    let signature = Signature {
        field: placed.field.clone(),
        kind: placed.kind,
        sound: false,
        covers_all: false,
        covers_to: 0,
        after: Vec::new(),
        signer: None,
        organisation: None,
        issuer: None,
        serial: None,
        validity: None,
        algorithm: None,
        at: None,
        timestamped: false,
        trust: Standing::Unchecked,
        certificate: Vec::new(),
    };
    let mut judged = Judged { signature, covers: None, reasons: Vec::new(), checked: None, stamped: None };
    let framed = match byte_range::frame(file, revisions, placed) {
        Ok(framed) => framed,
        Err(reason) => {
            judged.reasons.push(reason);
            return judged;
        }
    };
    judged.covers = Some(framed.covers);
    judged.signature.covers_to = framed.to;
    let kind = acroform::value(&revisions[placed.revision].document, &placed.dictionary, b"SubFilter");
    let kind = kind.and_then(|kind| kind.as_name().ok()).unwrap_or_default().to_vec();
    match message(&mut judged, &framed, &kind, evidence) {
        Ok((message, signed)) => accept(&mut judged, placed, message, signed, &kind),
        Err(fault) => refuse(&mut judged, fault),
    }
    judged
}

fn message(
    judged: &mut Judged,
    framed: &Framed<'_>,
    kind: &[u8],
    evidence: &Evidence,
) -> Result<(Message, Signed), Fault> {
    let read = || Message::read(&framed.contents);
    match kind {
        b"ETSI.CAdES.detached" | b"adbe.pkcs7.detached" => {
            let message = read()?;
            let signed = message.check(&framed.parts, &evidence.between)?;
            stamp(judged, &message, evidence);
            Ok((message, signed))
        }
        b"ETSI.RFC3161" => {
            let message = read()?;
            let (at, signed, hash) = message.check_timestamp(&framed.parts, &evidence.between)?;
            weak(judged, hash);
            let trusted = is_trusted_stamp(&message, &signed, evidence, at);
            judged.stamped = Some((at, trusted));
            Ok((message, signed))
        }
        other => Err(Fault::Unusable(format!("kiểu chữ ký `{}`", String::from_utf8_lossy(other)))),
    }
}

/// The timestamp over the signature value.
fn stamp(judged: &mut Judged, message: &Message, evidence: &Evidence) {
    let Some(token) = message.timestamp() else { return };
    let checked = Message::read(&token)
        .and_then(|token| token.check_timestamp(&[message.value()], &evidence.between).map(|checked| (token, checked)));
    match checked {
        Ok((token, (at, signed, hash))) => {
            weak(judged, hash);
            let trusted = is_trusted_stamp(&token, &signed, evidence, at);
            judged.stamped = Some((at, trusted));
        }
        Err(_) => {
            let hint = "xin lại tệp từ người ký; dấu thời gian này không phải của chữ ký này";
            judged.say(codes::TIMESTAMP_WRONG, Fact::Integrity, "dấu thời gian không đúng với chữ ký", hint);
        }
    }
}

fn weak(judged: &mut Judged, hash: Hash) {
    if hash == Hash::Sha1 {
        judged.say(codes::TIMESTAMP_WEAK, Fact::Integrity, "dấu thời gian dùng hàm băm SHA-1 đã cũ", "");
    }
}

fn accept(judged: &mut Judged, placed: &Placed, message: Message, signed: Signed, kind: &[u8]) {
    let certificate = &signed.certificate;
    let day = |at: DateTime<Utc>| clock::in_vietnam(at).format("%Y-%m-%d").to_string();
    let signature = &mut judged.signature;
    signature.sound = true;
    signature.signer = Some(certificate.common_name());
    signature.organisation = certificate.organisation();
    signature.issuer = certificate.issuer_name();
    signature.serial = Some(certificate.serial());
    signature.validity = Some((day(certificate.not_before()), day(certificate.not_after())));
    signature.algorithm = Some(signed.algorithm.clone());
    signature.certificate.clone_from(&certificate.bytes);
    if !signed.names_certificate && kind == b"ETSI.CAdES.detached" {
        let hint = "báo cho nơi cấp phần mềm ký; chữ ký vẫn được kiểm như thường";
        judged.say(codes::NOT_PADES, Fact::Integrity, "chữ ký không ghi rõ chứng thư đã dùng như PAdES đòi hỏi", hint);
    }
    if signed.hash == Hash::Sha1 {
        let what = "nội dung được băm bằng SHA-1, không còn an toàn";
        judged.say(codes::SIGNATURE_ALGORITHM, Fact::Integrity, what, "ký lại bằng phần mềm dùng SHA-256");
        judged.signature.sound = false;
    }
    let said = placed.dictionary.get(b"M").ok().map(acroform::text).and_then(|text| date(&text));
    let claimed = signed.claimed.or(said);
    judged.checked = Some((message, Signed { claimed, ..signed }));
}

fn refuse(judged: &mut Judged, fault: Fault) {
    let again = "lấy lại tệp từ người ký, hoặc ký lại";
    match fault {
        Fault::Unreadable(why) => {
            judged.say(codes::SIGNATURE_UNUSABLE, Fact::Integrity, format!("chữ ký không đọc được: {why}"), again);
        }
        Fault::Unusable(what) => {
            let hint = "ký lại bằng phần mềm dùng PAdES, SHA-256, RSA từ 2048 bit hoặc ECDSA";
            judged.say(
                codes::SIGNATURE_ALGORITHM,
                Fact::Integrity,
                format!("chương trình không dùng được {what}"),
                hint,
            );
        }
        Fault::OtherContent => {
            judged.say(codes::SIGNED_CONTENT, Fact::Integrity, "nội dung đã ký bị thay sau khi ký", again);
        }
        Fault::Wrong(why) => judged.say(codes::SIGNATURE_WRONG, Fact::Integrity, why, again),
    }
}

/// A date of a PDF: `D:20260105101530+07'00'`.
fn date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.bytes().take(14).take_while(u8::is_ascii_digit).count();
    let local = chrono::NaiveDateTime::parse_from_str(text.get(..digits)?, "%Y%m%d%H%M%S").ok()?;
    let zone: String = text[digits..].chars().filter(|c| *c != '\'').collect();
    let seconds = match zone.as_bytes() {
        [sign @ (b'+' | b'-'), hours @ ..] => {
            let number = |from: usize| zone.get(1 + from..3 + from).and_then(|digits| digits.parse::<i32>().ok());
            let size = number(0)? * 3600 + if hours.len() >= 4 { number(2)? * 60 } else { 0 };
            if *sign == b'-' { -size } else { size }
        }
        _ => 0,
    };
    Some(local.and_utc() - chrono::Duration::seconds(i64::from(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_pdf_are_read_in_their_zone() {
        let at = |text| date(text).map(|at| at.to_rfc3339());
        assert_eq!(at("D:20260105101530+07'00'").as_deref(), Some("2026-01-05T03:15:30+00:00"));
        assert_eq!(at("D:20260105101530Z").as_deref(), Some("2026-01-05T10:15:30+00:00"));
        assert_eq!(at("D:2026"), None);
        assert_eq!(at("D:20260105101530+0é"), None);
    }
}
