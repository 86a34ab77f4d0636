//! The signed message inside `/Contents` (CMS, BER or DER), and inside a timestamp: read and checked.

use chrono::{DateTime, Utc};
use rasn::prelude::*;
use rasn_cms::{ContentInfo, DigestAlgorithmIdentifiers, EncapsulatedContentInfo, SignerIdentifier, SignerInfo};
use rasn_pkix::Time;

use crate::signature::cms::algorithm::{self, Algorithm, AlgorithmError};
use crate::signature::cms::attributes::{Encoded, encoded, hash_of, named_hash, only_value};
use crate::signature::cms::der;
use crate::signature::cms::error::{MessageError, Unreadable, Unusable, Wrong};
use crate::signature::cms::hash::Hash;
use crate::signature::pki::certificate::{Certificate, MAX_ITEMS, moment};
use crate::signature::pki::name;

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const DATA: &str = "1.2.840.113549.1.7.1";
const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";
const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
const SIGNING_TIME: &str = "1.2.840.113549.1.9.5";
const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.12";
const SIGNING_CERTIFICATE_V2: &str = "1.2.840.113549.1.9.16.2.47";
const TIMESTAMP: &str = "1.2.840.113549.1.9.16.2.14";
const ADOBE_REVOCATION: &str = "1.2.840.113583.1.1.8";

/// As in RFC 5652, with certificates, CRLs and signers kept as their bytes, which a second encoding could change.
#[derive(AsnType, Clone, Debug, Decode, Encode, PartialEq, Eq, Hash)]
struct SignedData {
    version: Integer,
    digest_algorithms: DigestAlgorithmIdentifiers,
    encap_content_info: EncapsulatedContentInfo,
    #[rasn(tag(0))]
    certificates: Option<SetOf<Any>>,
    #[rasn(tag(1))]
    crls: Option<SetOf<Any>>,
    signer_infos: SetOf<Any>,
}

/// A signed message with one signer.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    content_type: String,
    content: Option<Vec<u8>>,
    signer: SignerInfo,
    /// What its signature is over; none when that is the content itself.
    attributes: Option<Encoded>,
    /// All that came with it.
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) crls: Vec<Vec<u8>>,
    pub(crate) ocsp_responses: Vec<Vec<u8>>,
}

/// What a message whose signature holds says.
#[derive(Debug, Clone)]
pub(crate) struct SignedMessage {
    pub(crate) certificate: Certificate,
    pub(crate) algorithm: Algorithm,
    pub(crate) hash: Hash,
    /// Whether the certificate is named in what was signed.
    pub(crate) names_certificate: bool,
    /// Whether the signed attributes stand in the order of DER.
    pub(crate) in_order: bool,
    /// The time that the signer's computer said.
    pub(crate) claimed_time: Option<DateTime<Utc>>,
}

/// What a timestamp that holds says.
#[derive(Debug, Clone)]
pub(crate) struct TimestampMessage {
    /// When it was given.
    pub(crate) at: DateTime<Utc>,
    pub(crate) signed: SignedMessage,
    /// Whether SHA-1 stands anywhere between what it is over and its signature: a collision could move it.
    pub(crate) uses_sha1: bool,
}

/// What is done about SHA-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sha1 {
    Refused,
    /// Left for the caller to tell of.
    Told,
}

impl Message {
    /// Reads a message; behind it only zeros may stand.
    ///
    /// # Errors
    /// It is no signed message with one signer.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, MessageError> {
        let broken = |_| Unreadable::Malformed;
        let (info, rest) = rasn::ber::decode_with_remainder::<ContentInfo>(bytes).map_err(broken)?;
        if rest.iter().any(|byte| *byte != 0) {
            return Err(Unreadable::TrailingData.into());
        }
        if info.content_type.to_string() != SIGNED_DATA {
            return Err(Unreadable::NotSigned.into());
        }
        let data: SignedData = rasn::ber::decode(info.content.as_bytes()).map_err(broken)?;
        let mut signers = data.signer_infos.into_vec();
        let (Some(signer), true) = (signers.pop(), signers.is_empty()) else {
            return Err(Unreadable::SignerCount.into());
        };
        let bytes = signer;
        let signer: SignerInfo = rasn::ber::decode(bytes.as_bytes()).map_err(broken)?;
        let attributes = signer.signed_attrs.as_ref().map(|set| encoded(set, bytes.as_bytes())).transpose()?;
        let raw = |set: Option<SetOf<Any>>| {
            let values = set.map(SetOf::into_vec).unwrap_or_default();
            values.into_iter().take(MAX_ITEMS).map(|any| any.as_bytes().to_vec()).collect::<Vec<_>>()
        };
        let certificates = raw(data.certificates).iter().filter_map(|bytes| Certificate::read(bytes)).collect();
        let mut message = Self {
            content_type: data.encap_content_info.content_type.to_string(),
            content: data.encap_content_info.content.map(|content| content.to_vec()),
            signer,
            attributes,
            certificates,
            crls: raw(data.crls),
            ocsp_responses: Vec::new(),
        };
        message.take_adobe_revocation();
        Ok(message)
    }

    /// CRLs and OCSP responses that Acrobat puts among the signed attributes.
    fn take_adobe_revocation(&mut self) {
        let Ok(Some(value)) = self.attribute(ADOBE_REVOCATION) else {
            return;
        };
        let fields = der::only(&value, der::SEQUENCE).and_then(der::children).unwrap_or_default();
        for field in fields {
            let list = der::only(field.body, der::SEQUENCE).and_then(der::children).unwrap_or_default();
            let list = list.iter().take(MAX_ITEMS).map(|value| value.whole.to_vec());
            match field.tag {
                0xa0 => self.crls.extend(list),
                0xa1 => self.ocsp_responses.extend(list),
                _ => {}
            }
        }
    }

    /// The only value of a signed attribute; an attribute that stands twice is refused.
    fn attribute(&self, oid: &str) -> Result<Option<Vec<u8>>, MessageError> {
        only_value(self.signer.signed_attrs.as_ref(), oid)
    }

    /// Checks the signature over a content that stands elsewhere.
    ///
    /// # Errors
    /// It does not hold, or not for this content.
    pub(crate) fn check(&self, parts: &[&[u8]], more: &[Certificate]) -> Result<SignedMessage, MessageError> {
        if self.content.as_ref().is_some_and(|content| !content.is_empty()) || self.content_type != DATA {
            return Err(Unusable::EnclosedContent.into());
        }
        self.check_over(parts, more, Sha1::Refused)
    }

    fn check_over(&self, parts: &[&[u8]], more: &[Certificate], sha1: Sha1) -> Result<SignedMessage, MessageError> {
        let hash = hash_of(&self.signer.digest_algorithm)?;
        let certificate = self.certificate(more)?;
        let names_certificate = self.names(&certificate)?;
        if self.attributes.is_some() {
            let signed_digest = self.attribute(MESSAGE_DIGEST)?.ok_or(Unreadable::NoDigest)?;
            if der::only(&signed_digest, 0x04) != Some(hash.digest(parts).as_slice()) {
                return Err(MessageError::OtherContent);
            }
            let kind = self.attribute(CONTENT_TYPE)?.ok_or(Unreadable::NoContentType)?;
            let kind = rasn::der::decode::<ObjectIdentifier>(&kind).map(|oid| oid.to_string());
            if kind.ok().as_ref() != Some(&self.content_type) {
                return Err(MessageError::Wrong(Wrong::ContentType));
            }
        }
        let verify = if sha1 == Sha1::Told { algorithm::verify_even_sha1 } else { algorithm::verify };
        let verify = |signed: &[u8]| {
            let algorithm = &self.signer.signature_algorithm;
            verify(certificate.key(), algorithm, Some(hash), signed, &self.signer.signature)
        };
        let algorithm = match &self.attributes {
            Some(Encoded { sorted, standing: Some(standing) }) => match verify(sorted) {
                Err(AlgorithmError::WrongValue) => verify(standing),
                other => other,
            },
            Some(attributes) => verify(&attributes.sorted),
            None => verify(&parts.concat()),
        };
        let algorithm = algorithm.map_err(|error| match error {
            AlgorithmError::Unusable(what) => MessageError::Unusable(Unusable::Algorithm(what)),
            // without signed attributes the value is of the content itself
            AlgorithmError::WrongValue if self.attributes.is_none() => MessageError::OtherContent,
            AlgorithmError::WrongValue => MessageError::Wrong(Wrong::Value),
        })?;
        let claimed = self.attribute(SIGNING_TIME)?;
        let claimed_time = claimed.and_then(|value| rasn::ber::decode::<Time>(&value).ok()).map(|time| moment(&time));
        let in_order = self.attributes.as_ref().is_none_or(|attributes| attributes.standing.is_none());
        Ok(SignedMessage { certificate, algorithm, hash, names_certificate, in_order, claimed_time })
    }

    /// The certificate of the signer, among those that came with it or are known otherwise.
    fn certificate(&self, more: &[Certificate]) -> Result<Certificate, MessageError> {
        let mut all = self.certificates.iter().chain(more);
        let found = match &self.signer.sid {
            SignerIdentifier::IssuerAndSerialNumber(wanted) => {
                let issuer = rasn::der::encode(&wanted.issuer).map_err(|_| Unreadable::Malformed)?;
                let same_number = all.filter(|one| one.inner.tbs_certificate.serial_number == wanted.serial_number);
                let named = same_number.filter(|one| name::same(one.issuer(), &issuer));
                // the name as it is written first
                named.min_by_key(|one| one.issuer() != issuer)
            }
            SignerIdentifier::SubjectKeyIdentifier(wanted) => all.find(|certificate| {
                let own = certificate.extension("2.5.29.14").and_then(|(bytes, _)| der::only(bytes, 0x04));
                own.is_some_and(|own| own == &wanted[..])
            }),
        };
        found.cloned().ok_or(Unreadable::NoCertificate.into())
    }

    /// Whether what was signed names the certificate; naming another one is a fault.
    fn names(&self, certificate: &Certificate) -> Result<bool, MessageError> {
        for (oid, default) in [(SIGNING_CERTIFICATE_V2, Hash::Sha256), (SIGNING_CERTIFICATE, Hash::Sha1)] {
            let Some(value) = self.attribute(oid)? else {
                continue;
            };
            let (hash, named) = named_hash(&value, default)?;
            if named != hash.digest(&[&certificate.bytes]) {
                return Err(MessageError::Wrong(Wrong::Certificate));
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// The timestamp over the signature value, if there is one.
    pub(crate) fn timestamp(&self) -> Option<Vec<u8>> {
        only_value(self.signer.unsigned_attrs.as_ref(), TIMESTAMP).ok().flatten()
    }

    /// The signature value, which is what its timestamp is over.
    pub(crate) fn value(&self) -> &[u8] {
        &self.signer.signature
    }

    /// Checks a timestamp over these parts.
    ///
    /// # Errors
    /// It does not hold, or not for these parts.
    pub(crate) fn check_timestamp(
        &self,
        parts: &[&[u8]],
        more: &[Certificate],
    ) -> Result<TimestampMessage, MessageError> {
        let content = self.content.as_deref().filter(|_| self.content_type == TST_INFO);
        let content = content.ok_or(Unreadable::NoTimestamp)?;
        let broken = |_| Unreadable::Malformed;
        let info: rasn_cms::tsp::TstInfo = rasn::ber::decode(content).map_err(broken)?;
        let hash = hash_of(&info.message_imprint.hash_algorithm)?;
        if hash.digest(parts) != info.message_imprint.hashed_message[..] {
            return Err(MessageError::OtherContent);
        }
        let signed = self.check_over(&[content], more, Sha1::Told)?;
        let uses_sha1 = hash == Hash::Sha1 || signed.hash == Hash::Sha1 || signed.algorithm.uses_sha1();
        Ok(TimestampMessage { at: info.gen_time.with_timezone(&Utc), signed, uses_sha1 })
    }
}
