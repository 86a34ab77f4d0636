//! Dấu thời gian: asking a timestamp authority about some bytes, and judging what it answered (RFC 3161).

use chrono::{DateTime, FixedOffset};
use rasn::types::{Any, ObjectIdentifier, OctetString};
use rasn_cms::tsp::{MessageImprint, PkiStatus, TimeStampReq, TimeStampResp};
use rasn_pkix::AlgorithmIdentifier;
use ring::digest::{SHA256, digest};

use crate::base::finding::{Finding, codes};
use crate::signature::cms::der;
use crate::signature::cms::message::Message;
use crate::signature::pki::evidence::Evidence;
use crate::signature::pki::trust_store::Trust;
use crate::signature::validate::trust::is_trusted_stamp;

/// SHA-256, as an object identifier.
const SHA_256: [u32; 9] = [2, 16, 840, 1, 101, 3, 4, 2, 1];

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// When the bytes were there, in the time of Việt Nam.
    pub at: DateTime<FixedOffset>,
    /// Who says so.
    pub by: String,
    /// Whether a root of the office vouches for the authority.
    pub trusted: bool,
}

/// The request to send to an authority for these bytes: their SHA-256, with its certificate wanted.
pub fn request(bytes: &[u8]) -> Vec<u8> {
    let algorithm = ObjectIdentifier::new_unchecked(SHA_256.to_vec().into());
    let hash_algorithm = AlgorithmIdentifier { algorithm, parameters: Some(Any::new(vec![5, 0])) };
    let hashed_message = OctetString::from(digest(&SHA256, bytes).as_ref().to_vec());
    let message_imprint = MessageImprint { hash_algorithm, hashed_message };
    let request =
        TimeStampReq { version: 1, message_imprint, req_policy: None, nonce: None, cert_req: true, extensions: None };
    // a request of fixed shape always has an encoding
    rasn::der::encode(&request).unwrap_or_default()
}

/// The token in an answer.
///
/// # Errors
/// The authority refused, or what it sent is no answer.
pub fn token(answer: &[u8]) -> Result<Vec<u8>, Finding> {
    let no_answer = || {
        Finding::new(codes::TIMESTAMP_WRONG, "máy cấp dấu thời gian trả lời không đúng cấu trúc")
            .hint("kiểm tra địa chỉ máy cấp dấu thời gian trong `co-quan.yaml`")
    };
    let status = rasn::ber::decode::<TimeStampResp>(answer).map_err(|_| no_answer())?.status.status;
    if !matches!(status, PkiStatus::Granted | PkiStatus::GrantedWithMods) {
        return Err(Finding::new(codes::TIMESTAMP_WRONG, "máy cấp dấu thời gian từ chối yêu cầu")
            .hint("hỏi đơn vị cấp dấu thời gian, hoặc làm lại sau"));
    }
    let parts = der::only(answer, der::SEQUENCE).and_then(der::children);
    let token = parts.as_deref().and_then(|parts| parts.get(1)).ok_or_else(no_answer)?;
    Ok(token.whole.to_vec())
}

/// What a token says of these bytes.
///
/// # Errors
/// It is no token, its signature does not hold, or it is of other bytes.
pub fn judge_stamp(token: &[u8], bytes: &[u8], trust: &Trust, now: DateTime<FixedOffset>) -> Result<Stamp, Finding> {
    let wrong = |_| {
        Finding::new(codes::TIMESTAMP_WRONG, "dấu thời gian không phải của nội dung này")
            .hint("giữ nguyên cả hai tệp như lúc nhận; lấy lại dấu thời gian nếu tệp đã bị sửa")
    };
    let message = Message::read(token).map_err(wrong)?;
    let evidence = Evidence::of(&[], trust, now.to_utc());
    let (at, signed, _) = message.check_timestamp(&[bytes], &evidence.between).map_err(wrong)?;
    let trusted = is_trusted_stamp(&message, &signed, &evidence, at);
    let by = signed.certificate.common_name();
    Ok(Stamp { at: at.with_timezone(now.offset()), by, trusted })
}
