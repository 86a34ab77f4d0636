//! One certificate: the bytes as they came, and what they say.

use chrono::{DateTime, Utc};
use rasn_pkix::{Name, SubjectPublicKeyInfo, Time};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::signature::cms::{algorithm, der};
use crate::signature::pki::name;

/// Certificates, CRLs and OCSP responses that are read from one place.
pub(crate) const MAX_ITEMS: usize = 400;

/// RSA and ECDSA over SHA-1.
const SHA1_SIGNATURES: [&str; 2] = ["1.2.840.113549.1.1.5", "1.2.840.10045.4.1"];

/// A certificate that could be read.
///
/// Its names stay the bytes as they came: OCSP has digests of them, and a second encoding could differ.
#[derive(Debug, Clone)]
pub(crate) struct Certificate {
    pub(crate) bytes: Vec<u8>,
    pub(crate) inner: rasn_pkix::Certificate,
    subject: Vec<u8>,
    issuer: Vec<u8>,
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

/// What a certificate may be used for, by its key usage.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Usage {
    DigitalSignature = 0,
    NonRepudiation = 1,
    CertificateSigning = 5,
    CrlSigning = 6,
}

impl Certificate {
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let inner: rasn_pkix::Certificate = rasn::ber::decode(bytes).ok()?;
        let fields = der::children(der::only(der::signed_part(bytes)?, der::SEQUENCE)?)?;
        // version, when it is there, stands before serial number, algorithm, issuer, validity, subject
        let skipped = usize::from(fields.first()?.tag == 0xa0);
        let (issuer, subject) = (fields.get(skipped + 2)?.whole, fields.get(skipped + 4)?.whole);
        Some(Self { bytes: bytes.to_vec(), inner, subject: subject.to_vec(), issuer: issuer.to_vec() })
    }

    /// Name of the holder, as its bytes.
    pub(crate) fn subject(&self) -> &[u8] {
        &self.subject
    }

    /// Name of who issued it, as its bytes.
    pub(crate) fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    pub(crate) fn key(&self) -> &SubjectPublicKeyInfo {
        &self.inner.tbs_certificate.subject_public_key_info
    }

    pub(crate) fn is_root(&self) -> bool {
        name::same(&self.subject, &self.issuer)
    }

    /// Whether its signature holds under the key of another one.
    pub(crate) fn is_signed_by(&self, issuer: &Self) -> bool {
        let value = self.inner.signature_value.as_raw_slice();
        let algorithm = &self.inner.signature_algorithm;
        der::signed_part(&self.bytes)
            .is_some_and(|signed| algorithm::verify(issuer.key(), algorithm, None, signed, value).is_ok())
    }

    /// Whether its own signature is over a digest by SHA-1.
    pub(crate) fn is_signed_by_sha1(&self) -> bool {
        SHA1_SIGNATURES.contains(&self.inner.signature_algorithm.algorithm.to_string().as_str())
    }

    pub(crate) fn not_before(&self) -> DateTime<Utc> {
        moment(&self.inner.tbs_certificate.validity.not_before)
    }

    pub(crate) fn not_after(&self) -> DateTime<Utc> {
        moment(&self.inner.tbs_certificate.validity.not_after)
    }

    /// Serial number in hexadecimal digits.
    pub(crate) fn serial(&self) -> String {
        let fields = der::only(&self.bytes, der::SEQUENCE).and_then(der::split).map(|(tbs, _)| tbs.body);
        let fields = fields.and_then(der::children).unwrap_or_default();
        let serial = fields.iter().find(|field| field.tag == 0x02).map(|field| field.body).unwrap_or_default();
        hex::encode(serial)
    }

    /// The content of an extension.
    pub(crate) fn extension(&self, oid: &str) -> Option<(&[u8], bool)> {
        let extensions = self.inner.tbs_certificate.extensions.as_ref()?;
        let found = extensions.iter().find(|extension| extension.extn_id.to_string() == oid)?;
        Some((&found.extn_value, found.critical))
    }

    /// Whether the key usage permits; `None` when nothing is said.
    pub(crate) fn permits(&self, usage: Usage) -> Option<bool> {
        let (bytes, _) = self.extension("2.5.29.15")?;
        let bits = der::only(bytes, 0x03).unwrap_or_default();
        let at = usage as usize;
        Some(bits.get(1 + at / 8).is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0))
    }

    /// The purposes of its extended key usage, and whether they are critical; `None` when nothing is said.
    pub(crate) fn purposes(&self) -> Option<(Vec<String>, bool)> {
        let (bytes, critical) = self.extension("2.5.29.37")?;
        let purposes: Vec<rasn::types::ObjectIdentifier> = rasn::der::decode(bytes).unwrap_or_default();
        Some((purposes.iter().map(ToString::to_string).collect(), critical))
    }

    /// The common name of the holder, or the whole name.
    pub(crate) fn common_name(&self) -> String {
        let name = &self.inner.tbs_certificate.subject;
        part(name, "2.5.4.3").or_else(|| part(name, "2.5.4.10")).unwrap_or_else(|| "không có tên".to_owned())
    }

    /// The organisation of the holder.
    pub(crate) fn organisation(&self) -> Option<String> {
        part(&self.inner.tbs_certificate.subject, "2.5.4.10")
    }

    /// The common name of who issued it.
    pub(crate) fn issuer_name(&self) -> Option<String> {
        let name = &self.inner.tbs_certificate.issuer;
        part(name, "2.5.4.3").or_else(|| part(name, "2.5.4.10"))
    }
}

/// Certificates of a PEM or DER file.
pub(crate) fn read_all(bytes: &[u8]) -> Vec<Certificate> {
    pieces::<CertificateDer<'static>>(bytes).iter().filter_map(|der| Certificate::read(der)).collect()
}

/// The DER of a file: each PEM block of this kind, or the file itself.
pub(crate) fn pieces<T: PemObject + AsRef<[u8]>>(bytes: &[u8]) -> Vec<Vec<u8>> {
    let blocks = T::pem_slice_iter(bytes).take(MAX_ITEMS).filter_map(Result::ok);
    let blocks: Vec<Vec<u8>> = blocks.map(|der| der.as_ref().to_vec()).collect();
    if blocks.is_empty() { vec![bytes.to_vec()] } else { blocks }
}

/// A time of ASN.1.
pub(crate) fn moment(time: &Time) -> DateTime<Utc> {
    match time {
        Time::Utc(time) => *time,
        Time::General(time) => time.with_timezone(&Utc),
    }
}

fn part(name: &Name, wanted: &str) -> Option<String> {
    let Name::RdnSequence(parts) = name;
    // the last one is the most particular
    parts
        .iter()
        .rev()
        .flat_map(|part| part.to_vec())
        .find_map(|pair| (pair.r#type.to_string() == wanted).then(|| der::text(pair.value.as_bytes())).flatten())
}
