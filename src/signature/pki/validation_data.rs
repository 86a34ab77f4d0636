//! Validation data: all there is to check certificates with, from the trust store, the file and its messages.

use chrono::{DateTime, Utc};

use crate::signature::cms::message::Message;
use crate::signature::pdf::acroform;
use crate::signature::pdf::revisions::Revision;
use crate::signature::pki::certificate::{Certificate, MAX_ITEMS};
use crate::signature::pki::revocation::RevocationData;
use crate::signature::pki::trust_store::TrustStore;

/// Bytes that a certificate, CRL or OCSP response of the file may unpack to.
const MAX_ITEM: usize = 32 << 20;

/// All there is to check certificates with.
#[derive(Debug, Clone)]
pub(crate) struct ValidationData {
    pub(crate) roots: Vec<Certificate>,
    pub(crate) intermediates: Vec<Certificate>,
    pub(crate) revocation: RevocationData,
    pub(crate) now: DateTime<Utc>,
}

impl ValidationData {
    /// From the trust store alone.
    pub(crate) fn new(trust_store: &TrustStore, now: DateTime<Utc>) -> Self {
        let TrustStore { roots, intermediates, crls } = trust_store.clone();
        let certificates = intermediates.clone();
        let revocation = RevocationData { crls, ocsp_responses: Vec::new(), certificates };
        Self { roots, intermediates, revocation, now }
    }

    /// With what the document security store of the file holds, as its last revision has it.
    pub(crate) fn with_store_of(mut self, revisions: &[Revision]) -> Self {
        let Some(document) = revisions.last().map(|last| &last.document) else { return self };
        let store = acroform::catalog(document).and_then(|catalog| acroform::dictionary(document, catalog, b"DSS"));
        let streams = |key: &[u8]| -> Vec<Vec<u8>> {
            let list = store.map(|store| acroform::array(document, store, key)).unwrap_or_default();
            list.iter()
                .take(MAX_ITEMS)
                .filter_map(|item| acroform::unpacked(acroform::follow(document, item), MAX_ITEM))
                .collect()
        };
        self.add_certificates(streams(b"Certs").iter().filter_map(|bytes| Certificate::read(bytes)));
        self.revocation.crls.extend(streams(b"CRLs"));
        self.revocation.ocsp_responses.extend(streams(b"OCSPs"));
        self
    }

    /// With what a message carries beside it.
    pub(crate) fn with(&self, message: &Message) -> Self {
        let mut all = self.clone();
        all.add_certificates(message.certificates.iter().cloned());
        all.revocation.crls.extend(message.crls.iter().cloned());
        all.revocation.ocsp_responses.extend(message.ocsp_responses.iter().cloned());
        all
    }

    fn add_certificates(&mut self, more: impl Iterator<Item = Certificate>) {
        self.intermediates.extend(more);
        self.revocation.certificates.clone_from(&self.intermediates);
    }
}
