//! Dấu thời gian: asking a timestamp authority about some bytes, and validating what it answered (RFC 3161).

use chrono::{DateTime, FixedOffset};
use rasn::types::{Any, ObjectIdentifier, OctetString};
use rasn_cms::tsp::{MessageImprint, PkiStatus, TimeStampReq, TimeStampResp};
use rasn_pkix::AlgorithmIdentifier;

use crate::base::finding::{Finding, codes};
use crate::signature::cms::der;
use crate::signature::cms::error::MessageError;
use crate::signature::cms::hash::Hash;
use crate::signature::cms::message::Message;
use crate::signature::pki::chain::is_trusted_timestamp;
use crate::signature::pki::trust_store::TrustStore;
use crate::signature::pki::validation_data::ValidationData;

/// SHA-256, as an object identifier.
const SHA_256: [u32; 9] = [2, 16, 840, 1, 101, 3, 4, 2, 1];

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timestamp {
    /// When the bytes were there, in the time of Việt Nam.
    pub at: DateTime<FixedOffset>,
    /// Who says so.
    pub(crate) authority: String,
    /// Whether a root of the office vouches for the authority, and no SHA-1 stands in it.
    pub trusted: bool,
}

/// The request to send to an authority for these bytes: their SHA-256, with its certificate wanted.
pub fn request(bytes: &[u8]) -> Vec<u8> {
    let algorithm = ObjectIdentifier::new_unchecked(SHA_256.to_vec().into());
    let hash_algorithm = AlgorithmIdentifier { algorithm, parameters: Some(Any::new(vec![5, 0])) };
    let hashed_message = OctetString::from(Hash::Sha256.digest(&[bytes]));
    let message_imprint = MessageImprint { hash_algorithm, hashed_message };
    let request =
        TimeStampReq { version: 1, message_imprint, req_policy: None, nonce: None, cert_req: true, extensions: None };
    // a request of fixed shape always has an encoding
    rasn::der::encode(&request).unwrap_or_default()
}

/// The token in a response.
///
/// # Errors
/// The authority refused, or what it sent is no response.
pub(crate) fn token(response: &[u8]) -> Result<Vec<u8>, Finding> {
    let no_response = || {
        Finding::new(codes::TIMESTAMP_WRONG, "máy cấp dấu thời gian trả lời không đúng cấu trúc")
            .hint("kiểm tra địa chỉ máy cấp dấu thời gian trong `co-quan.yaml`")
    };
    let status = rasn::ber::decode::<TimeStampResp>(response).map_err(|_| no_response())?.status.status;
    if !matches!(status, PkiStatus::Granted | PkiStatus::GrantedWithMods) {
        return Err(Finding::new(codes::TIMESTAMP_WRONG, "máy cấp dấu thời gian từ chối yêu cầu")
            .hint("hỏi đơn vị cấp dấu thời gian, hoặc làm lại sau"));
    }
    let parts = der::only(response, der::SEQUENCE).and_then(der::children);
    let token = parts.as_deref().and_then(|parts| parts.get(1)).ok_or_else(no_response)?;
    Ok(token.whole.to_vec())
}

/// What a token says of these bytes.
///
/// # Errors
/// It is no token, its signature does not hold, or it is of other bytes.
pub fn validate_timestamp(
    token: &[u8],
    bytes: &[u8],
    trust_store: &TrustStore,
    now: DateTime<FixedOffset>,
) -> Result<Timestamp, Finding> {
    let wrong = |error| match error {
        MessageError::Unusable(what) => {
            Finding::new(codes::SIGNATURE_ALGORITHM, format!("chương trình chưa kiểm được dấu thời gian: {what}"))
                .hint("dùng nơi đóng dấu thời gian bằng SHA-256, RSA từ 2048 bit hoặc ECDSA")
        }
        _ => Finding::new(codes::TIMESTAMP_WRONG, "dấu thời gian không phải của nội dung này")
            .hint("giữ nguyên cả hai tệp như lúc nhận; lấy lại dấu thời gian nếu tệp đã bị sửa"),
    };
    let message = Message::read(token).map_err(wrong)?;
    let data = ValidationData::new(trust_store, now.to_utc());
    let timestamp = message.check_timestamp(&[bytes], &data.intermediates).map_err(wrong)?;
    let trusted = !timestamp.uses_sha1 && is_trusted_timestamp(&message, &timestamp.signed, timestamp.at, &data);
    let authority = timestamp.signed.certificate.common_name();
    Ok(Timestamp { at: timestamp.at.with_timezone(now.offset()), authority, trusted })
}
