//! From a signer to a root of the office: path and validity at a time, use of keys, revocation.

use chrono::{DateTime, TimeDelta, Utc};

use crate::signature::cms::message::{Message, SignedMessage};
use crate::signature::pki::certificate::{Certificate, Usage};
use crate::signature::pki::failure::{ChainFailure, WrongUse};
use crate::signature::pki::path::path;
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

/// What is known of a trusted chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chain {
    /// Whether something reliable speaks of the certificate and of each one above it.
    pub(crate) revocation_known: bool,
    /// When one of them was revoked, if that came after the time asked for; the earliest.
    pub(crate) revoked_later: Option<DateTime<Utc>>,
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
