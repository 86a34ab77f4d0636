//! CRLs and OCSP responses that came with the file or lie in the office's folder: what they say of a certificate.
//!
//! OCSP is taken apart by hand as far as it is needed: the response is checked over the very bytes that were signed.

use chrono::{DateTime, Utc};
use rasn::prelude::*;
use rasn_pkix::{AlgorithmIdentifier, CertificateList, CrlReason};

use crate::signature::cms::hash::Hash;
use crate::signature::cms::{algorithm, der};
use crate::signature::pki::certificate::{Certificate, Usage, moment};
use crate::signature::pki::name;

/// Whether a certificate was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RevocationStatus {
    /// Not revoked at the time asked for.
    Good,
    /// Revoked from then on.
    Revoked(DateTime<Utc>),
    /// Nothing that can be relied on.
    Unknown,
}

/// A certificate whose revocation is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Query<'a> {
    pub(crate) certificate: &'a Certificate,
    pub(crate) issuer: &'a Certificate,
    /// The time that is asked for.
    pub(crate) at: DateTime<Utc>,
    /// The present; what claims to be of later is not believed.
    pub(crate) now: DateTime<Utc>,
}

/// What there is to look into.
#[derive(Debug, Clone, Default)]
pub(crate) struct RevocationData {
    pub(crate) crls: Vec<Vec<u8>>,
    pub(crate) ocsp_responses: Vec<Vec<u8>>,
    pub(crate) certificates: Vec<Certificate>,
}

impl RevocationData {
    /// What is known of a certificate; a revocation wins over a response that knows of none.
    pub(crate) fn status(&self, query: Query<'_>) -> RevocationStatus {
        let crls = self.crls.iter().filter_map(|crl| in_crl(crl, query));
        let responses = self.ocsp_responses.iter().filter_map(|response| self.in_response(response, query));
        let mut known = RevocationStatus::Unknown;
        for status in crls.chain(responses) {
            match (status, known) {
                (RevocationStatus::Revoked(since), RevocationStatus::Revoked(other)) => {
                    known = RevocationStatus::Revoked(since.min(other))
                }
                (RevocationStatus::Revoked(_), _) | (RevocationStatus::Good, RevocationStatus::Unknown) => {
                    known = status
                }
                _ => {}
            }
        }
        known
    }

    fn in_response(&self, response: &[u8], query: Query<'_>) -> Option<RevocationStatus> {
        let issuer = query.issuer;
        let basic = basic(response)?;
        let parsed: BasicResponse = rasn::der::decode(&basic).ok()?;
        let signed = der::signed_part(&basic)?;
        let own = parsed.certificates.map(|list| list.into_iter().filter_map(|any| Certificate::read(any.as_bytes())));
        let own: Vec<Certificate> = own.map(Iterator::collect).unwrap_or_default();
        let value = parsed.signature.as_raw_slice();
        let holds = |by: &Certificate| algorithm::verify(by.key(), &parsed.algorithm, None, signed, value).is_ok();
        let delegates = own.iter().chain(&self.certificates).filter(|by| is_responder_of(by, issuer));
        if !holds(issuer) && !delegates.into_iter().any(holds) {
            return None;
        }
        let fields = der::children(der::only(signed, der::SEQUENCE)?)?;
        let list = fields.iter().find(|field| field.tag == der::SEQUENCE && is_responses(field.body))?;
        der::children(list.body)?.iter().find_map(|single| in_single(single.whole, query))
    }
}

/// Whether this is the list of single responses, which begins with a SEQUENCE in a SEQUENCE in a SEQUENCE.
fn is_responses(body: &[u8]) -> bool {
    let inner = der::split(body).map(|(single, _)| single.body).and_then(der::split);
    inner.is_some_and(|(id, _)| {
        id.tag == der::SEQUENCE && der::split(id.body).is_some_and(|(v, _)| v.tag == der::SEQUENCE)
    })
}

/// As in RFC 6960, with what was signed and the certificates kept as their bytes.
#[derive(AsnType, Clone, Debug, Decode, Encode, PartialEq, Eq)]
struct BasicResponse {
    data: Any,
    algorithm: AlgorithmIdentifier,
    signature: BitString,
    #[rasn(tag(explicit(0)))]
    certificates: Option<SequenceOf<Any>>,
}

/// The basic response inside an OCSP response; a bare one is taken too.
fn basic(response: &[u8]) -> Option<Vec<u8>> {
    let fields = der::children(der::only(response, der::SEQUENCE)?)?;
    if fields.first()?.tag != 0x0a {
        return Some(response.to_vec());
    }
    let bytes = der::children(der::only(fields.get(1)?.body, der::SEQUENCE)?)?;
    let kind: ObjectIdentifier = rasn::der::decode(bytes.first()?.whole).ok()?;
    (kind.to_string() == "1.3.6.1.5.5.7.48.1.1").then(|| bytes.get(1).map(|value| value.body.to_vec())).flatten()
}

/// Whether a certificate may sign OCSP responses for an issuer.
fn is_responder_of(by: &Certificate, issuer: &Certificate) -> bool {
    let purposes = by.purposes().map(|(purposes, _)| purposes).unwrap_or_default();
    let is_named = purposes.iter().any(|oid| oid == "1.3.6.1.5.5.7.3.9") && name::same(by.issuer(), issuer.subject());
    is_named && by.is_signed_by(issuer)
}

/// One single response: certificate id, status, this update, next update.
fn in_single(single: &[u8], query: Query<'_>) -> Option<RevocationStatus> {
    let Query { certificate, issuer, at, now } = query;
    let fields = der::children(der::only(single, der::SEQUENCE)?)?;
    let id = der::children(fields.first()?.body)?;
    let algorithm: AlgorithmIdentifier = rasn::der::decode(id.first()?.whole).ok()?;
    let hash = Hash::of(&algorithm)?;
    // the name as the certificate writes it, and some responders take it from the issuer's own
    let is_name = |name: &[u8]| id.get(1).is_some_and(|named| named.body == hash.digest(&[name]));
    let key = hash.digest(&[issuer.key().subject_public_key.as_raw_slice()]);
    let serial: Integer = rasn::der::decode(id.get(3)?.whole).ok()?;
    let same = (is_name(certificate.issuer()) || is_name(issuer.subject())) && id.get(2)?.body == key;
    if !same || serial != certificate.inner.tbs_certificate.serial_number {
        return None;
    }
    let time = |value: &[u8]| rasn::ber::decode::<GeneralizedTime>(value).ok().map(|time| time.with_timezone(&Utc));
    let issued = time(fields.get(2)?.whole)?;
    let next = fields.get(3).filter(|field| field.tag == 0xa0).and_then(|field| time(field.body));
    if issued > now {
        return None;
    }
    let status = fields.get(1)?;
    match status.tag & 0x1f {
        0 if covers(at, issued, next) => Some(RevocationStatus::Good),
        1 => time(der::split(status.body)?.0.whole).map(RevocationStatus::Revoked),
        _ => None,
    }
}

/// Whether what was issued at one time says something of another: it came later, or was still in force.
fn covers(at: DateTime<Utc>, issued: DateTime<Utc>, next: Option<DateTime<Utc>>) -> bool {
    issued >= at || next.is_some_and(|next| at <= next)
}

fn in_crl(crl: &[u8], query: Query<'_>) -> Option<RevocationStatus> {
    let Query { certificate, issuer, at, now } = query;
    let list: CertificateList = rasn::ber::decode(crl).ok()?;
    let inner = &list.tbs_cert_list;
    let by = rasn::der::encode(&inner.issuer).ok()?;
    if !name::same(&by, issuer.subject()) || issuer.permits(Usage::CrlSigning) == Some(false) {
        return None;
    }
    let value = list.signature.as_raw_slice();
    algorithm::verify(issuer.key(), &list.signature_algorithm, None, der::signed_part(crl)?, value).ok()?;
    let issued = moment(&inner.this_update);
    if issued > now || !is_complete(&list) {
        return None;
    }
    let serial = &certificate.inner.tbs_certificate.serial_number;
    let found = inner.revoked_certificates.iter().find(|entry| entry.user_certificate == *serial);
    if let Some(entry) = found {
        let reason = entry.crl_entry_extensions.iter().flat_map(|list| list.iter());
        let reason = reason.into_iter().find(|extension| extension.extn_id.to_string() == "2.5.29.21");
        let reason = reason.and_then(|extension| rasn::der::decode::<CrlReason>(&extension.extn_value).ok());
        if reason != Some(CrlReason::RemoveFromCRL) {
            return Some(RevocationStatus::Revoked(moment(&entry.revocation_date)));
        }
    }
    covers(at, issued, inner.next_update.as_ref().map(moment)).then_some(RevocationStatus::Good)
}

/// Whether a CRL speaks of every certificate and every reason: no delta, no part, not for another issuer.
fn is_complete(list: &CertificateList) -> bool {
    let extensions = list.tbs_cert_list.crl_extensions.iter().flat_map(|list| list.iter());
    let mut critical = extensions.filter(|extension| extension.critical);
    critical.all(|extension| {
        let parts = der::only(&extension.extn_value, der::SEQUENCE).and_then(der::children);
        // an issuing distribution point that only says where the list lies
        extension.extn_id.to_string() == "2.5.29.28"
            && parts.is_some_and(|parts| parts.iter().all(|part| part.tag == 0xa0))
    })
}
