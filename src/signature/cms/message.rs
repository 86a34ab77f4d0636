//! The signed message inside `/Contents` (CMS, BER or DER), and inside a timestamp: read and checked.

use chrono::{DateTime, Utc};
use rasn::prelude::*;
use rasn_cms::{ContentInfo, DigestAlgorithmIdentifiers, EncapsulatedContentInfo, SignerIdentifier, SignerInfo};
use rasn_pkix::{Attribute, Time};

use crate::signature::cms::algorithm::{self, Refusal};
use crate::signature::cms::der;
use crate::signature::cms::hash::Hash;
use crate::signature::pki::certificate::{Certificate, MOST, moment};

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

/// As in RFC 5652, with certificates and CRLs kept as their bytes, which a second encoding could change.
#[derive(AsnType, Clone, Debug, Decode, Encode, PartialEq, Eq, Hash)]
struct SignedData {
    version: Integer,
    digest_algorithms: DigestAlgorithmIdentifiers,
    encap_content_info: EncapsulatedContentInfo,
    #[rasn(tag(0))]
    certificates: Option<SetOf<Any>>,
    #[rasn(tag(1))]
    crls: Option<SetOf<Any>>,
    signer_infos: SetOf<SignerInfo>,
}

/// What is wrong with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It cannot be read; why.
    Unreadable(&'static str),
    /// An algorithm or a form that is not taken; which.
    Unusable(String),
    /// What was signed is not this content.
    OtherContent,
    /// The signature value is wrong, or the certificate is not the one that was signed with.
    Wrong(&'static str),
}

/// A signed message with one signer.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    content_type: String,
    content: Option<Vec<u8>>,
    signer: SignerInfo,
    /// All that came with it.
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) crls: Vec<Vec<u8>>,
    pub(crate) answers: Vec<Vec<u8>>,
}

/// A message whose signature holds.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    pub(crate) certificate: Certificate,
    pub(crate) algorithm: String,
    pub(crate) hash: Hash,
    /// Whether the certificate is named in what was signed.
    pub(crate) names_certificate: bool,
    /// What the signer's computer said.
    pub(crate) claimed: Option<DateTime<Utc>>,
}

impl Message {
    /// Reads a message; behind it only zeros may stand.
    ///
    /// # Errors
    /// It is no signed message with one signer.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let broken = |_| Fault::Unreadable("không đúng cấu trúc");
        let (info, rest) = rasn::ber::decode_with_remainder::<ContentInfo>(bytes).map_err(broken)?;
        if rest.iter().any(|byte| *byte != 0) {
            return Err(Fault::Unreadable("có dữ liệu lạ sau chữ ký"));
        }
        if info.content_type.to_string() != SIGNED_DATA {
            return Err(Fault::Unreadable("không phải dữ liệu đã ký"));
        }
        let data: SignedData = rasn::ber::decode(info.content.as_bytes()).map_err(broken)?;
        let mut signers = data.signer_infos.into_vec();
        let (Some(signer), true) = (signers.pop(), signers.is_empty()) else {
            return Err(Fault::Unreadable("phải có đúng một người ký"));
        };
        let raw = |set: Option<SetOf<Any>>| {
            let values = set.map(SetOf::into_vec).unwrap_or_default();
            values.into_iter().take(MOST).map(|any| any.as_bytes().to_vec()).collect::<Vec<_>>()
        };
        let certificates = raw(data.certificates).iter().filter_map(|bytes| Certificate::read(bytes)).collect();
        let mut message = Self {
            content_type: data.encap_content_info.content_type.to_string(),
            content: data.encap_content_info.content.map(|content| content.to_vec()),
            signer,
            certificates,
            crls: raw(data.crls),
            answers: Vec::new(),
        };
        message.take_adobe_revocation();
        Ok(message)
    }

    /// CRLs and OCSP answers that Acrobat puts among the signed attributes.
    fn take_adobe_revocation(&mut self) {
        let Ok(Some(value)) = self.attribute(ADOBE_REVOCATION) else {
            return;
        };
        let fields = der::only(&value, der::SEQUENCE).and_then(der::children).unwrap_or_default();
        for field in fields {
            let list = der::only(field.body, der::SEQUENCE).and_then(der::children).unwrap_or_default();
            let list = list.iter().take(MOST).map(|value| value.whole.to_vec());
            match field.tag {
                0xa0 => self.crls.extend(list),
                0xa1 => self.answers.extend(list),
                _ => {}
            }
        }
    }

    /// The only value of a signed attribute; an attribute that stands twice is refused.
    fn attribute(&self, oid: &str) -> Result<Option<Vec<u8>>, Fault> {
        let attributes = self.signer.signed_attrs.as_ref().map(|set| set.to_vec()).unwrap_or_default();
        only_value(&attributes, oid)
    }

    /// Checks the signature over a content that stands elsewhere.
    ///
    /// # Errors
    /// It does not hold, or not for this content.
    pub(crate) fn check(&self, parts: &[&[u8]], more: &[Certificate]) -> Result<Signed, Fault> {
        if self.content.as_ref().is_some_and(|content| !content.is_empty()) || self.content_type != DATA {
            return Err(Fault::Unusable("nội dung nằm trong chữ ký thay vì trong tệp".to_owned()));
        }
        self.check_over(parts, more)
    }

    fn check_over(&self, parts: &[&[u8]], more: &[Certificate]) -> Result<Signed, Fault> {
        let hash = Hash::of(&self.signer.digest_algorithm)
            .ok_or_else(|| Fault::Unusable(format!("hàm băm `{}`", self.signer.digest_algorithm.algorithm)))?;
        let certificate = self.certificate(more)?;
        let names_certificate = self.names(&certificate)?;
        let signed = match &self.signer.signed_attrs {
            Some(attributes) => {
                let said = self.attribute(MESSAGE_DIGEST)?.ok_or(Fault::Unreadable("thiếu giá trị băm"))?;
                if der::only(&said, 0x04) != Some(hash.digest(parts).as_slice()) {
                    return Err(Fault::OtherContent);
                }
                let kind = self.attribute(CONTENT_TYPE)?.ok_or(Fault::Unreadable("thiếu loại nội dung"))?;
                let kind = rasn::der::decode::<ObjectIdentifier>(&kind).map(|oid| oid.to_string());
                if kind.ok().as_ref() != Some(&self.content_type) {
                    return Err(Fault::Wrong("loại nội dung đã ký khác loại nội dung của chữ ký"));
                }
                rasn::der::encode(attributes).map_err(|_| Fault::Unreadable("không đúng cấu trúc"))?
            }
            None => parts.concat(),
        };
        let algorithm = &self.signer.signature_algorithm;
        match algorithm::verify(certificate.key(), algorithm, Some(hash), &signed, &self.signer.signature) {
            Ok(()) => {}
            Err(Refusal::Unusable(what)) => return Err(Fault::Unusable(what)),
            // without signed attributes the value is of the content itself
            Err(Refusal::Wrong) if self.signer.signed_attrs.is_none() => return Err(Fault::OtherContent),
            Err(Refusal::Wrong) => return Err(Fault::Wrong("giá trị chữ ký không khớp khóa của chứng thư")),
        }
        let claimed = self.attribute(SIGNING_TIME)?;
        let claimed = claimed.and_then(|value| rasn::ber::decode::<Time>(&value).ok()).map(|time| moment(&time));
        let algorithm = algorithm::words(certificate.key(), algorithm, Some(hash));
        Ok(Signed { certificate, algorithm, hash, names_certificate, claimed })
    }

    /// The certificate of the signer, among those that came with it or are known otherwise.
    fn certificate(&self, more: &[Certificate]) -> Result<Certificate, Fault> {
        let mut all = self.certificates.iter().chain(more);
        let found = match &self.signer.sid {
            SignerIdentifier::IssuerAndSerialNumber(wanted) => all.find(|certificate| {
                let own = &certificate.inner.tbs_certificate;
                own.serial_number == wanted.serial_number && own.issuer == wanted.issuer
            }),
            SignerIdentifier::SubjectKeyIdentifier(wanted) => all.find(|certificate| {
                let own = certificate.extension("2.5.29.14").and_then(|(bytes, _)| der::only(bytes, 0x04));
                own.is_some_and(|own| own == &wanted[..])
            }),
        };
        found.cloned().ok_or(Fault::Unreadable("không kèm chứng thư của người ký"))
    }

    /// Whether what was signed names the certificate; naming another one is a fault.
    fn names(&self, certificate: &Certificate) -> Result<bool, Fault> {
        let other = Fault::Wrong("chứng thư không phải chứng thư mà người ký đã dùng");
        for (oid, default) in [(SIGNING_CERTIFICATE_V2, Hash::Sha256), (SIGNING_CERTIFICATE, Hash::Sha1)] {
            let Some(value) = self.attribute(oid)? else {
                continue;
            };
            let said = named_hash(&value, default).ok_or(Fault::Unreadable("không đúng cấu trúc"))?;
            if said.1 != said.0.digest(&[&certificate.bytes]) {
                return Err(other);
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// The timestamp over the signature value, if there is one.
    pub(crate) fn timestamp(&self) -> Option<Vec<u8>> {
        let attributes = self.signer.unsigned_attrs.as_ref().map(|set| set.to_vec()).unwrap_or_default();
        only_value(&attributes, TIMESTAMP).ok().flatten()
    }

    /// What was signed, as the timestamp stamps it.
    pub(crate) fn value(&self) -> &[u8] {
        &self.signer.signature
    }

    /// Checks a timestamp over these parts: when it was given, by whom, with which hash of the parts.
    ///
    /// # Errors
    /// It does not hold, or not for these parts.
    pub(crate) fn check_timestamp(
        &self,
        parts: &[&[u8]],
        more: &[Certificate],
    ) -> Result<(DateTime<Utc>, Signed, Hash), Fault> {
        let content = self.content.as_deref().filter(|_| self.content_type == TST_INFO);
        let content = content.ok_or(Fault::Unreadable("không phải dấu thời gian"))?;
        let broken = |_| Fault::Unreadable("không đúng cấu trúc");
        let info: rasn_cms::tsp::TstInfo = rasn::ber::decode(content).map_err(broken)?;
        let hash = Hash::of(&info.message_imprint.hash_algorithm)
            .ok_or_else(|| Fault::Unusable("hàm băm của dấu thời gian".to_owned()))?;
        if hash.digest(parts) != info.message_imprint.hashed_message[..] {
            return Err(Fault::OtherContent);
        }
        let signed = self.check_over(&[content], more)?;
        Ok((info.gen_time.with_timezone(&Utc), signed, hash))
    }
}

fn only_value(attributes: &[&Attribute], oid: &str) -> Result<Option<Vec<u8>>, Fault> {
    let mut found = attributes.iter().filter(|attribute| attribute.r#type.to_string() == oid);
    let Some(attribute) = found.next() else {
        return Ok(None);
    };
    let values = attribute.values.to_vec();
    match (values.as_slice(), found.next()) {
        ([value], None) => Ok(Some(value.as_bytes().to_vec())),
        _ => Err(Fault::Unreadable("một thuộc tính ghi hai lần")),
    }
}

/// The first ESSCertID or ESSCertIDv2: which hash, and its value.
fn named_hash(value: &[u8], default: Hash) -> Option<(Hash, Vec<u8>)> {
    let fields = der::children(der::only(value, der::SEQUENCE)?)?;
    let ids = der::children(fields.first()?.body)?;
    let parts = der::children(ids.first()?.body)?;
    let (hash, digest) = match parts.first()? {
        algorithm if algorithm.tag == der::SEQUENCE => {
            let algorithm = rasn::der::decode(algorithm.whole).ok()?;
            (Hash::of(&algorithm)?, parts.get(1)?)
        }
        digest => (default, digest),
    };
    (digest.tag == 0x04).then(|| (hash, digest.body.to_vec()))
}
