//! The way from a certificate to a root: by webpki, and by our own rules where webpki cannot see one.
//!
//! webpki compares names as bytes and knows few algorithms. Our own way finds names in another string type and takes
//! every algorithm of ours; in all else it is the stricter: what it does not understand ends it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use memchr::memmem;
use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter, anchor_from_trusted_cert};

use crate::signature::cms::der;
use crate::signature::pki::certificate::{Certificate, Usage};
use crate::signature::pki::failure::{ChainFailure, ChainFault, WrongUse};
use crate::signature::pki::name;
use crate::signature::pki::validation_data::ValidationData;

/// Authorities between a signer and a root, and signatures that are checked in looking for them.
const MAX_AUTHORITIES: usize = 6;
const MAX_CHECKS: usize = 100;

const BASIC_CONSTRAINTS: &str = "2.5.29.19";
const NAME_CONSTRAINTS: &str = "2.5.29.30";

/// Critical extensions that are understood: key usage, other names, basic constraints, where CRLs lie, extended usage.
const UNDERSTOOD: [&str; 5] = ["2.5.29.15", "2.5.29.17", BASIC_CONSTRAINTS, "2.5.29.31", "2.5.29.37"];

/// The certificate and those above it up to a root, each signed by the next and valid at a time.
///
/// # Errors
/// There is no way, and why.
pub(super) fn path(
    certificate: &Certificate,
    at: DateTime<Utc>,
    data: &ValidationData,
) -> Result<Vec<Certificate>, ChainFailure> {
    by_webpki(certificate, at, data).or_else(|failure| match failure {
        ChainFailure::NoPath | ChainFailure::Broken(ChainFault::Algorithm) => {
            let mut climb = Climb { at, data, checks: 0 };
            let above = climb.fits(certificate).then(|| climb.above(&[certificate])).flatten();
            let way = above.map(|above| [vec![certificate.clone()], above].concat());
            way.ok_or_else(|| old_hash(certificate, data).map_or(failure, ChainFailure::Broken))
        }
        other => Err(other),
    })
}

/// Whose signature by SHA-1 it is that ends a way which by its names leads to a root.
fn old_hash(certificate: &Certificate, data: &ValidationData) -> Option<ChainFault> {
    let (mut way, mut found) = (vec![certificate], None);
    while let Some(last) = way.last().filter(|_| way.len() <= MAX_AUTHORITIES + 1) {
        if found.is_none() && last.is_signed_by_sha1() {
            found = Some(if way.len() == 1 { ChainFault::OldSigner } else { ChainFault::OldAuthority });
        }
        if data.roots.iter().any(|root| name::same(last.issuer(), root.subject())) {
            return found;
        }
        let above =
            data.intermediates.iter().find(|one| name::same(last.issuer(), one.subject()) && !way.contains(one));
        way.push(above?);
    }
    None
}

/// The use of keys goes by our own rules, at the signer and at every authority.
struct AnyUse;

impl ExtendedKeyUsageValidator for AnyUse {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}

fn by_webpki(
    certificate: &Certificate,
    at: DateTime<Utc>,
    data: &ValidationData,
) -> Result<Vec<Certificate>, ChainFailure> {
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
        Error::UnsupportedSignatureAlgorithmContext(_) | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => {
            ChainFailure::Broken(ChainFault::Algorithm)
        }
        _ => ChainFailure::Broken(ChainFault::Signature),
    }
}

/// Looking for a way by our own rules (RFC 5280, 6.1, without policies and names that are constrained).
struct Climb<'a> {
    at: DateTime<Utc>,
    data: &'a ValidationData,
    /// Signatures checked so far.
    checks: usize,
}

impl Climb<'_> {
    /// What stands above the last of these, up to a root.
    fn above(&mut self, below: &[&Certificate]) -> Option<Vec<Certificate>> {
        let data = self.data;
        let last = *below.last()?;
        let is_above = |other: &&Certificate| name::same(last.issuer(), other.subject());
        for root in data.roots.iter().filter(is_above) {
            // as for webpki, a root is a key and a name, and what it says of names
            if root.extension(NAME_CONSTRAINTS).is_none() && self.is_signed(last, root) {
                return Some(vec![root.clone()]);
            }
        }
        for authority in data.intermediates.iter().filter(is_above) {
            let is_new = below.len() <= MAX_AUTHORITIES && !below.contains(&authority);
            if is_new
                && self.fits(authority)
                && may_issue(authority, below.len() - 1)
                && self.is_signed(last, authority)
            {
                let above = self.above(&[below, &[authority]].concat());
                if let Some(above) = above {
                    return Some([vec![authority.clone()], above].concat());
                }
            }
        }
        None
    }

    fn is_signed(&mut self, certificate: &Certificate, by: &Certificate) -> bool {
        self.checks += 1;
        self.checks <= MAX_CHECKS && certificate.is_signed_by(by)
    }

    /// Whether it is valid at the time, and says nothing that is not understood.
    fn fits(&self, certificate: &Certificate) -> bool {
        let inner = &certificate.inner;
        let extensions = inner.tbs_certificate.extensions.iter().flat_map(|list| list.iter());
        let mut oids: Vec<_> = extensions.map(|one| (one.extn_id.to_string(), one.critical)).collect();
        oids.sort();
        let is_understood = |(oid, critical): &(String, bool)| !critical || UNDERSTOOD.contains(&oid.as_str());
        (certificate.not_before()..=certificate.not_after()).contains(&self.at)
            && inner.signature_algorithm == inner.tbs_certificate.signature
            && oids.iter().all(is_understood)
            && oids.windows(2).all(|pair| pair[0].0 != pair[1].0)
            && certificate.extension(NAME_CONSTRAINTS).is_none()
    }
}

/// Whether it is of an authority that may have so many authorities below it.
fn may_issue(certificate: &Certificate, authorities_below: usize) -> bool {
    let constraints = certificate.extension(BASIC_CONSTRAINTS);
    let fields = constraints.and_then(|(bytes, _)| der::only(bytes, der::SEQUENCE)).and_then(der::children);
    let fields = fields.unwrap_or_default();
    let is_authority = fields.first().is_some_and(|first| first.tag == 0x01 && first.body == [0xff]);
    let most =
        fields.get(1).map(|most| most.body.iter().fold(0usize, |sum, byte| sum << 8 & 0xffff | usize::from(*byte)));
    is_authority
        && most.is_none_or(|most| authorities_below <= most)
        && certificate.permits(Usage::CertificateSigning) != Some(false)
}
