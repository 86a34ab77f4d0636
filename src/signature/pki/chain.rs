//! From a signer to a root of the office: path and validity at a time, use of keys, revocation.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter, anchor_from_trusted_cert};

use crate::signature::pki::certificate::{Certificate, Usage};
use crate::signature::pki::revocation::{Sources, Status};

/// What a certificate is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Signing,
    Timestamping,
}

/// What keeps a certificate from being trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// No way to a root.
    NoPath,
    /// Not valid yet, or no longer.
    Time,
    /// Not for this use; why.
    Use(String),
    /// Revoked at that time.
    Revoked(DateTime<Utc>),
    /// Something else of the chain; what.
    Other(String),
}

/// What is known of a trusted chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chain {
    /// Whether something reliable speaks of the certificate and of each one above it.
    pub(crate) revocation_known: bool,
    /// When one of them was revoked, if that came after the time asked for; the earliest.
    pub(crate) revoked_later: Option<DateTime<Utc>>,
}

/// The use of keys is judged by our own rules, at the signer and at every authority.
struct AnyUse;

impl ExtendedKeyUsageValidator for AnyUse {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}

/// Purposes that permit signing documents: any, protecting mail, documents (RFC 9336, Adobe, Microsoft), client.
const SIGNING: [&str; 6] = [
    "2.5.29.37.0",
    "1.3.6.1.5.5.7.3.4",
    "1.3.6.1.5.5.7.3.36",
    "1.2.840.113583.1.1.5",
    "1.3.6.1.4.1.311.10.3.12",
    "1.3.6.1.5.5.7.3.2",
];

const TIMESTAMPING: &str = "1.3.6.1.5.5.7.3.8";

/// Checks the use of the signer's own certificate.
pub(crate) fn usable(certificate: &Certificate, purpose: Purpose) -> Result<(), Doubt> {
    let uses = [Usage::DigitalSignature, Usage::NonRepudiation].map(|usage| certificate.permits(usage));
    if uses.iter().all(|permitted| *permitted == Some(false)) {
        return Err(Doubt::Use("khóa không được dùng để ký".to_owned()));
    }
    let purposes = certificate.purposes();
    match purpose {
        Purpose::Signing => {
            let forbidden =
                purposes.is_some_and(|(purposes, _)| !purposes.iter().any(|oid| SIGNING.contains(&oid.as_str())));
            if forbidden {
                return Err(Doubt::Use("chứng thư được cấp cho việc khác".to_owned()));
            }
        }
        Purpose::Timestamping => {
            let only = purposes.is_some_and(|(purposes, critical)| critical && purposes == [TIMESTAMPING]);
            if !only {
                return Err(Doubt::Use("chứng thư không được cấp để đóng dấu thời gian".to_owned()));
            }
        }
    }
    Ok(())
}

/// Follows a certificate to a root at a time, and asks after revocation.
pub(crate) fn follow(
    certificate: &Certificate,
    roots: &[Certificate],
    between: &[Certificate],
    sources: &Sources,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Chain, Doubt> {
    let der: Vec<CertificateDer<'_>> = roots.iter().map(|root| CertificateDer::from(root.bytes.as_slice())).collect();
    let anchors: Vec<_> = der.iter().filter_map(|root| anchor_from_trusted_cert(root).ok()).collect();
    let own = CertificateDer::from(certificate.bytes.as_slice());
    let others: Vec<CertificateDer<'_>> = between.iter().map(|c| CertificateDer::from(c.bytes.as_slice())).collect();
    let end = EndEntityCert::try_from(&own).map_err(|_| Doubt::Other("chứng thư không đúng cấu trúc".to_owned()))?;
    let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
    let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let algorithms = webpki::ALL_VERIFICATION_ALGS;
    let path = end.verify_for_usage(algorithms, &anchors, &others, time, AnyUse, None, None).map_err(doubt)?;
    let mut chain = vec![certificate.clone()];
    for step in path.intermediate_certificates() {
        chain.extend(Certificate::read(&step.der()));
    }
    let anchor = path.anchor();
    let above = chain.last().map(Certificate::issuer).unwrap_or_default();
    let root = roots.iter().find(|root| {
        root.subject() == above
            && root
                .bytes
                .windows(anchor.subject_public_key_info.len())
                .any(|key| *key == *anchor.subject_public_key_info)
    });
    chain.extend(root.cloned());
    if chain[1..].iter().any(|authority| authority.permits(Usage::CertificateSigning) == Some(false)) {
        return Err(Doubt::Use("chứng thư cấp trên không được cấp chứng thư".to_owned()));
    }
    let mut followed = Chain { revocation_known: true, revoked_later: None };
    for pair in chain.windows(2) {
        match sources.status(&pair[0], &pair[1], at, now) {
            Status::Good => {}
            Status::Unknown => followed.revocation_known = false,
            Status::Revoked(since) if since <= at => return Err(Doubt::Revoked(since)),
            Status::Revoked(since) => {
                followed.revoked_later = Some(followed.revoked_later.map_or(since, |other| other.min(since)));
            }
        }
    }
    Ok(followed)
}

fn doubt(error: Error) -> Doubt {
    match error {
        Error::CertExpired { .. } | Error::CertNotValidYet { .. } => Doubt::Time,
        Error::UnknownIssuer => Doubt::NoPath,
        Error::CaUsedAsEndEntity => Doubt::Use("chứng thư của cơ quan chứng thực, không phải của người ký".to_owned()),
        Error::EndEntityUsedAsCa => Doubt::Use("chứng thư cấp trên không được cấp chứng thư".to_owned()),
        Error::UnsupportedCriticalExtension => {
            Doubt::Other("chứng thư có điều kiện bắt buộc mà chương trình không hiểu".to_owned())
        }
        Error::NameConstraintViolation | Error::PathLenConstraintViolated => {
            Doubt::Other("chứng thư vượt giới hạn của cơ quan chứng thực".to_owned())
        }
        _ => Doubt::Other("chữ ký trên chứng thư không đúng hoặc không dùng được".to_owned()),
    }
}
