//! One signature: its byte range, its digest and value, and what came after the bytes it covers.

use chrono::{DateTime, Utc};

use crate::base::clock;
use crate::base::finding::{Finding, codes};
use crate::signature::cms::error::{MessageError, Unusable};
use crate::signature::cms::hash::Hash;
use crate::signature::cms::message::{Message, SignedMessage, TimestampMessage};
use crate::signature::pdf::acroform;
use crate::signature::pdf::byte_range::{SignatureDictionary, SignatureKind, SignedBytes, signed_bytes};
use crate::signature::pdf::diff::changes::{Changes, Disallowed};
use crate::signature::pdf::revisions::Revision;
use crate::signature::pki::chain::is_trusted_timestamp;
use crate::signature::pki::validation_data::ValidationData;
use crate::signature::validate::facts::Trust;
use crate::signature::validate::pdf_date;
use crate::signature::validate::report::{SignatureReport, Validity};

/// A signature with what is known of it so far.
pub(super) struct SignatureValidation {
    pub(super) report: SignatureReport,
    /// The revision it covers.
    pub(super) covers: Option<usize>,
    pub(super) findings: Vec<Finding>,
    pub(super) signed: Option<(Message, SignedMessage)>,
    pub(super) timestamp: Option<GivenTime>,
}

/// A timestamp over this signature, or this one over the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct GivenTime {
    pub(super) at: DateTime<Utc>,
    /// Whether its giver is trusted.
    pub(super) trusted: bool,
    /// Whether SHA-1 stands in it. Such a time is told and proves nothing: who makes two contents of one SHA-1 moves
    /// the timestamp of one to the other.
    pub(super) uses_sha1: bool,
}

impl GivenTime {
    /// Whether it proves that the bytes were there at that time.
    pub(super) fn proves(&self) -> bool {
        self.trusted && !self.uses_sha1
    }
}

impl SignatureValidation {
    fn new(signature: &SignatureDictionary) -> Self {
        let report = SignatureReport {
            field: signature.field.clone(),
            kind: signature.kind,
            sound: false,
            covers_all: false,
            covers_to: 0,
            shown: Vec::new(),
            after: Vec::new(),
            signer: None,
            organisation: None,
            issuer: None,
            serial: None,
            validity: None,
            algorithm: None,
            signing_time: None,
            timestamped: false,
            trust: Trust::Unchecked,
        };
        Self { report, covers: None, findings: Vec::new(), signed: None, timestamp: None }
    }

    /// Checks byte range, digest and signature value of one signature.
    pub(super) fn check(
        file: &[u8],
        revisions: &[Revision],
        signature: &SignatureDictionary,
        data: &ValidationData,
    ) -> Self {
        let mut validation = Self::new(signature);
        let bytes = match signed_bytes(file, revisions, signature) {
            Ok(bytes) => bytes,
            Err(finding) => {
                validation.findings.push(finding);
                return validation;
            }
        };
        validation.covers = Some(bytes.covers);
        validation.report.covers_to = bytes.end;
        let document = &revisions[signature.revision].document;
        let sub_filter = acroform::value(document, &signature.entries, b"SubFilter");
        let sub_filter = sub_filter.and_then(|name| name.as_name().ok()).unwrap_or_default();
        match validation.read(&bytes, sub_filter, data) {
            Ok((message, signed)) => {
                validation.describe(&signed, sub_filter);
                let said = signature.entries.get(b"M").ok().map(acroform::text).and_then(|text| pdf_date::parse(&text));
                let claimed_time = signed.claimed_time.or(said);
                validation.signed = Some((message, SignedMessage { claimed_time, ..signed }));
            }
            Err(error) => validation.findings.push(refused(error)),
        }
        validation
    }

    fn read(
        &mut self,
        bytes: &SignedBytes<'_>,
        sub_filter: &[u8],
        data: &ValidationData,
    ) -> Result<(Message, SignedMessage), MessageError> {
        match sub_filter {
            b"ETSI.CAdES.detached" | b"adbe.pkcs7.detached" => {
                let message = Message::read(&bytes.contents)?;
                let signed = message.check(&bytes.parts, &data.intermediates)?;
                self.read_timestamp(&message, data);
                Ok((message, signed))
            }
            b"ETSI.RFC3161" => {
                let message = Message::read(&bytes.contents)?;
                let timestamp = message.check_timestamp(&bytes.parts, &data.intermediates)?;
                self.take_timestamp(&message, &timestamp, data);
                Ok((message, timestamp.signed))
            }
            other => Err(Unusable::SubFilter(String::from_utf8_lossy(other).into_owned()).into()),
        }
    }

    /// The timestamp over the signature value.
    fn read_timestamp(&mut self, message: &Message, data: &ValidationData) {
        let Some(token) = message.timestamp() else { return };
        let checked = Message::read(&token).and_then(|token| {
            let timestamp = token.check_timestamp(&[message.value()], &data.intermediates)?;
            Ok((token, timestamp))
        });
        match checked {
            Ok((token, timestamp)) => self.take_timestamp(&token, &timestamp, data),
            // whoever hands the file on can take a timestamp off: one that cannot be judged is worth no less than none
            Err(MessageError::Unusable(what)) => self.findings.push(
                Finding::new(codes::TIMESTAMP_UNCHECKED, format!("chương trình chưa kiểm được dấu thời gian: {what}"))
                    .hint("chữ ký vẫn được kiểm, thời điểm ký lấy theo máy của người ký; lần sau dùng nơi đóng dấu thời gian bằng SHA-256"),
            ),
            Err(_) => self.findings.push(
                Finding::new(codes::TIMESTAMP_WRONG, "dấu thời gian không đúng với chữ ký")
                    .hint("xin lại tệp từ người ký; dấu thời gian này không phải của chữ ký này"),
            ),
        }
    }

    fn take_timestamp(&mut self, token: &Message, timestamp: &TimestampMessage, data: &ValidationData) {
        if timestamp.uses_sha1 {
            self.findings.push(
                Finding::new(
                    codes::TIMESTAMP_WEAK,
                    "dấu thời gian dùng hàm băm SHA-1 đã cũ, chưa đủ để chứng minh thời điểm ký",
                )
                .hint("không phải làm gì ngay; lần sau dùng nơi đóng dấu thời gian bằng SHA-256"),
            );
        }
        let trusted = is_trusted_timestamp(token, &timestamp.signed, timestamp.at, data);
        self.timestamp = Some(GivenTime { at: timestamp.at, trusted, uses_sha1: timestamp.uses_sha1 });
    }

    /// What a signature that holds says of its signer, and what is weak of it.
    fn describe(&mut self, signed: &SignedMessage, sub_filter: &[u8]) {
        let certificate = &signed.certificate;
        let day = |at: DateTime<Utc>| clock::in_vietnam(at).date_naive();
        let report = &mut self.report;
        // of a timestamp it is told apart, whatever part of it SHA-1 stands in
        let is_weak = signed.hash == Hash::Sha1 && report.kind != SignatureKind::Timestamp;
        report.sound = !is_weak;
        report.signer = Some(certificate.common_name());
        report.organisation = certificate.organisation();
        report.issuer = certificate.issuer_name();
        report.serial = Some(certificate.serial());
        report.validity = Some(Validity { from: day(certificate.not_before()), to: day(certificate.not_after()) });
        report.algorithm = Some(signed.algorithm);
        if !signed.names_certificate && sub_filter == b"ETSI.CAdES.detached" {
            self.findings.push(
                Finding::new(codes::NOT_PADES, "chữ ký không ghi rõ chứng thư đã dùng như PAdES yêu cầu")
                    .hint("báo cho nơi cấp phần mềm ký; chữ ký vẫn được kiểm như thường"),
            );
        }
        if !signed.in_order {
            self.findings.push(
                Finding::new(codes::ATTRIBUTE_ORDER, "thuộc tính đã ký không xếp theo thứ tự mà chuẩn DER yêu cầu")
                    .hint("báo cho nơi cấp phần mềm ký; chữ ký vẫn được kiểm như thường"),
            );
        }
        if is_weak {
            self.findings.push(
                Finding::new(codes::SIGNATURE_ALGORITHM, "nội dung được băm bằng SHA-1, không còn an toàn")
                    .hint("ký lại bằng phần mềm dùng SHA-256"),
            );
        }
    }

    /// A timestamp has nobody's word for what it shows: anybody gets one for any file.
    pub(super) fn refuse_to_show_a_time(&mut self) {
        if let (SignatureKind::Timestamp, Some(place)) = (self.report.kind, self.report.shown.first()) {
            let what = format!("dấu thời gian `{}` hiện hình trên trang, ở {place}", self.report.field);
            self.findings.push(
                Finding::new(codes::ORIGIN_COVERED, what)
                    .hint("ai cũng lấy được dấu thời gian nên hình này không phải của người ký; xin tệp có dấu thời gian không hiện hình"),
            );
        }
    }

    /// What was added behind the bytes this signature covers; gives what of it is not permitted.
    pub(super) fn take_changes<'a>(
        &mut self,
        revisions: &[Revision],
        changes: &'a [Changes],
        length: usize,
    ) -> &'a [Changes] {
        let Some(covers) = self.covers else { return &[] };
        self.report.covers_all = revisions.get(covers).is_some_and(|last| last.end == length);
        let later = changes.get(covers..).unwrap_or_default();
        self.report.after.extend(later.iter().flat_map(Changes::additions));
        self.findings.extend(later.iter().flat_map(|change| &change.disallowed).map(changed_after));
        later
    }
}

fn changed_after(what: &Disallowed) -> Finding {
    Finding::new(codes::CHANGED_AFTER, format!("sau khi ký: {what}"))
        .hint("lấy lại tệp từ người ký; bản này không phải bản đã ký")
}

fn refused(error: MessageError) -> Finding {
    let again = "lấy lại tệp từ người ký, hoặc ký lại";
    match error {
        MessageError::Unreadable(why) => {
            Finding::new(codes::SIGNATURE_UNUSABLE, format!("chữ ký không đọc được: {why}")).hint(again)
        }
        MessageError::Unusable(what) if what.is_unknown() => {
            Finding::new(codes::SIGNATURE_ALGORITHM, format!("chương trình chưa kiểm được {what}"))
                .hint("chữ ký có thể vẫn đúng: kiểm bằng phần mềm của nơi cấp chứng thư, hoặc đề nghị ký lại bằng SHA-256, RSA từ 2048 bit hoặc ECDSA")
        }
        MessageError::Unusable(what) => {
            Finding::new(codes::SIGNATURE_ALGORITHM, format!("chương trình không dùng được {what}"))
                .hint("ký lại bằng phần mềm dùng PAdES, SHA-256, RSA từ 2048 bit hoặc ECDSA")
        }
        MessageError::OtherContent => {
            Finding::new(codes::SIGNED_CONTENT, "nội dung đã ký bị thay sau khi ký").hint(again)
        }
        MessageError::Wrong(why) => Finding::new(codes::SIGNATURE_WRONG, why.to_string()).hint(again),
    }
}
