//! From a signer to a root of the office: path and validity at a time, use of keys, revocation.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use memchr::memmem;
use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter, anchor_from_trusted_cert};

use crate::signature::cms::message::{Message, SignedMessage};
use crate::signature::pki::certificate::{Certificate, Usage};
use crate::signature::pki::revocation::{Query, RevocationStatus};
use crate::signature::pki::validation_data::ValidationData;

/// Minutes that this computer's clock may be behind that of a timestamp.
const MAX_CLOCK_SKEW_MINUTES: i64 = 10;

/// What a certificate is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Signing,
    Timestamping,
}

/// What keeps a certificate from being trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChainFailure {
    /// No way to a root.
    NoPath,
    /// Not valid yet, or no longer.
    OutOfTime,
    WrongUse(WrongUse),
    /// Revoked at that time.
    Revoked(DateTime<Utc>),
    Broken(ChainFault),
}

/// What a certificate is not for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrongUse {
    /// The key signs nothing.
    NoSigning,
    OtherPurpose,
    NoTimestamping,
    /// It is of an authority, not of a signer.
    Authority,
    /// One above it is of no authority.
    NoAuthority,
}

impl Display for WrongUse {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSigning => "khóa không được dùng để ký",
            Self::OtherPurpose => "chứng thư được cấp cho việc khác",
            Self::NoTimestamping => "chứng thư không được cấp để đóng dấu thời gian",
            Self::Authority => "chứng thư của cơ quan chứng thực, không phải của người ký",
            Self::NoAuthority => "chứng thư cấp trên không được cấp chứng thư",
        })
    }
}

/// What is wrong with a chain itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChainFault {
    Malformed,
    CriticalExtension,
    Constraint,
    Signature,
}

impl Display for ChainFault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "chứng thư không đúng cấu trúc",
            Self::CriticalExtension => "chứng thư có điều kiện bắt buộc mà chương trình không hiểu",
            Self::Constraint => "chứng thư vượt giới hạn của cơ quan chứng thực",
            Self::Signature => "chữ ký trên chứng thư không đúng hoặc không dùng được",
        })
    }
}

/// What is known of a trusted chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chain {
    /// Whether something reliable speaks of the certificate and of each one above it.
    pub(crate) revocation_known: bool,
    /// When one of them was revoked, if that came after the time asked for; the earliest.
    pub(crate) revoked_later: Option<DateTime<Utc>>,
}

/// The use of keys goes by our own rules, at the signer and at every authority.
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
///
/// # Errors
/// It is not for this purpose.
pub(crate) fn check_use(certificate: &Certificate, purpose: Purpose) -> Result<(), ChainFailure> {
    let uses = [Usage::DigitalSignature, Usage::NonRepudiation].map(|usage| certificate.permits(usage));
    if uses.iter().all(|permitted| *permitted == Some(false)) {
        return Err(ChainFailure::WrongUse(WrongUse::NoSigning));
    }
    let purposes = certificate.purposes();
    match purpose {
        Purpose::Signing => {
            let forbidden =
                purposes.is_some_and(|(purposes, _)| !purposes.iter().any(|oid| SIGNING.contains(&oid.as_str())));
            if forbidden {
                return Err(ChainFailure::WrongUse(WrongUse::OtherPurpose));
            }
        }
        Purpose::Timestamping => {
            let only = purposes.is_some_and(|(purposes, critical)| critical && purposes == [TIMESTAMPING]);
            if !only {
                return Err(ChainFailure::WrongUse(WrongUse::NoTimestamping));
            }
        }
    }
    Ok(())
}

/// Whether a timestamp leads to a root of the office and is not of the future.
pub(crate) fn is_trusted_timestamp(
    message: &Message,
    signed: &SignedMessage,
    at: DateTime<Utc>,
    data: &ValidationData,
) -> bool {
    check_use(&signed.certificate, Purpose::Timestamping).is_ok()
        && at <= data.now + TimeDelta::minutes(MAX_CLOCK_SKEW_MINUTES)
        && follow(&signed.certificate, at, &data.with(message)).is_ok()
}

/// Follows a certificate to a root at a time, and asks after revocation.
///
/// # Errors
/// It leads to none, or something of the chain keeps it from being trusted.
pub(crate) fn follow(
    certificate: &Certificate,
    at: DateTime<Utc>,
    data: &ValidationData,
) -> Result<Chain, ChainFailure> {
    let chain = path(certificate, at, data)?;
    if chain[1..].iter().any(|authority| authority.permits(Usage::CertificateSigning) == Some(false)) {
        return Err(ChainFailure::WrongUse(WrongUse::NoAuthority));
    }
    let mut followed = Chain { revocation_known: true, revoked_later: None };
    for pair in chain.windows(2) {
        match data.revocation.status(Query { certificate: &pair[0], issuer: &pair[1], at, now: data.now }) {
            RevocationStatus::Good => {}
            RevocationStatus::Unknown => followed.revocation_known = false,
            RevocationStatus::Revoked(since) if since <= at => return Err(ChainFailure::Revoked(since)),
            RevocationStatus::Revoked(since) => {
                followed.revoked_later = Some(followed.revoked_later.map_or(since, |other| other.min(since)));
            }
        }
    }
    Ok(followed)
}

/// The certificate and those above it up to a root, each signed by the next and valid at a time.
fn path(certificate: &Certificate, at: DateTime<Utc>, data: &ValidationData) -> Result<Vec<Certificate>, ChainFailure> {
    fn der(list: &[Certificate]) -> Vec<CertificateDer<'_>> {
        list.iter().map(|certificate| CertificateDer::from(certificate.bytes.as_slice())).collect()
    }
    let (roots, intermediates) = (der(&data.roots), der(&data.intermediates));
    let anchors: Vec<_> = roots.iter().filter_map(|root| anchor_from_trusted_cert(root).ok()).collect();
    let own = CertificateDer::from(certificate.bytes.as_slice());
    let end = EndEntityCert::try_from(&own).map_err(|_| ChainFailure::Broken(ChainFault::Malformed))?;
    let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
    let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let algorithms = webpki::ALL_VERIFICATION_ALGS;
    let path = end.verify_for_usage(algorithms, &anchors, &intermediates, time, AnyUse, None, None).map_err(failure)?;
    let mut chain = vec![certificate.clone()];
    for step in path.intermediate_certificates() {
        chain.extend(Certificate::read(&step.der()));
    }
    let key = &path.anchor().subject_public_key_info;
    let above = chain.last().map(Certificate::issuer).unwrap_or_default();
    let root = data.roots.iter().find(|root| root.subject() == above && memmem::find(&root.bytes, key).is_some());
    chain.extend(root.cloned());
    Ok(chain)
}

fn failure(error: Error) -> ChainFailure {
    match error {
        Error::CertExpired { .. } | Error::CertNotValidYet { .. } => ChainFailure::OutOfTime,
        Error::UnknownIssuer => ChainFailure::NoPath,
        Error::CaUsedAsEndEntity => ChainFailure::WrongUse(WrongUse::Authority),
        Error::EndEntityUsedAsCa => ChainFailure::WrongUse(WrongUse::NoAuthority),
        Error::UnsupportedCriticalExtension => ChainFailure::Broken(ChainFault::CriticalExtension),
        Error::NameConstraintViolation | Error::PathLenConstraintViolated => {
            ChainFailure::Broken(ChainFault::Constraint)
        }
        _ => ChainFailure::Broken(ChainFault::Signature),
    }
}
