//! All there is to check certificates against: the office's folder, and what the file and its messages carry.

use chrono::{DateTime, Utc};
use lopdf::Object;

use crate::signature::cms::message::Message;
use crate::signature::pdf::acroform;
use crate::signature::pdf::revisions::Revision;
use crate::signature::pki::certificate::{Certificate, MOST};
use crate::signature::pki::revocation::Sources;
use crate::signature::pki::trust_store::Trust;

/// Largest certificate, CRL or answer kept in the file, bytes.
const MAX_EVIDENCE: usize = 32 << 20;

/// All there is to check certificates against.
pub(crate) struct Evidence {
    pub(crate) trust: Trust,
    pub(crate) between: Vec<Certificate>,
    sources: Sources,
    pub(crate) now: DateTime<Utc>,
}

impl Evidence {
    /// From the office's folder and from the file itself.
    pub(crate) fn of(revisions: &[Revision], trust: &Trust, now: DateTime<Utc>) -> Self {
        let mut sources = Sources { crls: trust.crls.clone(), ..Sources::default() };
        let mut between = trust.between.clone();
        if let Some(last) = revisions.last() {
            let document = &last.document;
            let store = acroform::catalog(document).and_then(|catalog| acroform::dictionary(document, catalog, b"DSS"));
            let streams = |key: &[u8]| -> Vec<Vec<u8>> {
                let list = store.map(|store| acroform::array(document, store, key)).unwrap_or_default();
                list.iter().take(MOST).filter_map(|item| content(acroform::follow(document, item))).collect()
            };
            between.extend(streams(b"Certs").iter().filter_map(|bytes| Certificate::read(bytes)));
            sources.crls.extend(streams(b"CRLs"));
            sources.answers.extend(streams(b"OCSPs"));
        }
        sources.certificates.clone_from(&between);
        Self { trust: trust.clone(), between, sources, now }
    }

    /// What a message carries beside it.
    pub(crate) fn with(&self, message: &Message) -> (Vec<Certificate>, Sources) {
        let mut between = self.between.clone();
        between.extend(message.certificates.iter().cloned());
        let mut sources = self.sources.clone();
        sources.crls.extend(message.crls.iter().cloned());
        sources.answers.extend(message.answers.iter().cloned());
        sources.certificates.clone_from(&between);
        (between, sources)
    }
}

fn content(object: &Object) -> Option<Vec<u8>> {
    let stream = object.as_stream().ok()?;
    if stream.is_compressed() {
        stream.decompressed_content_with_limit(MAX_EVIDENCE).ok()
    } else {
        Some(stream.content.clone())
    }
}
