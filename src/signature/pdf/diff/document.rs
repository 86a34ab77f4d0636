//! The whole file: its trailer, the order of its pages, and the validation data it keeps.

use std::collections::BTreeSet;

use lopdf::Document;

use crate::signature::pdf::about;
use crate::signature::pdf::acroform;
use crate::signature::pdf::diff::changes::Disallowed;
use crate::signature::pdf::diff::comparison::{Comparison, MAX_PAGES};
use crate::signature::pdf::equality::is_equal;

impl<'a> Comparison<'a> {
    pub(super) fn trailer(&mut self) {
        let key = |document: &Document, key: &[u8]| document.trailer.get(key).ok().cloned();
        if key(self.old, b"Root") != key(self.new, b"Root") {
            self.disallow(Disallowed::CatalogExchanged);
        }
        let old = key(self.old, b"Info");
        let new = key(self.new, b"Info");
        if old.is_some() && new.is_none() {
            // some tools leave it out of their trailer; the metadata stays
            self.changes.metadata = true;
        } else if old.is_some() && old != new || old.is_none() && !about::is_known_information(self.old, self.new) {
            self.disallow(Disallowed::InfoExchanged);
        }
        let permanent = |document: &Document| match document.trailer.get(b"ID").ok() {
            Some(id) => acroform::follow(document, id).as_array().ok().and_then(|id| id.first().cloned()),
            None => None,
        };
        // some tools leave it out of their trailer; another one is that of another file
        if let (Some(old), Some(new)) = (permanent(self.old), permanent(self.new))
            && !is_equal(acroform::follow(self.old, &old), acroform::follow(self.new, &new))
        {
            self.disallow(Disallowed::IdentityExchanged);
        }
        if key(self.new, b"Encrypt").is_some() {
            self.disallow(Disallowed::Encrypted);
        }
    }

    pub(super) fn pages_in_order(&mut self) {
        let ids = |document: &Document| document.page_iter().take(MAX_PAGES).collect::<Vec<_>>();
        let (old, new) = (ids(self.old), ids(self.new));
        if old.len() != new.len() {
            self.disallow(Disallowed::PageCount { old: old.len(), new: new.len() });
        } else if old != new {
            self.disallow(Disallowed::PageOrder);
        }
    }

    /// Whether the certificates, CRLs and OCSP responses kept in the file are others than before.
    pub(super) fn validation_data(&mut self) {
        let store = |document: &'a Document| acroform::catalog(document).and_then(|catalog| catalog.get(b"DSS").ok());
        let (old, Some(new)) = (store(self.old), store(self.new)) else {
            return;
        };
        let mut open = vec![new];
        let mut seen = BTreeSet::new();
        let mut differs = old.is_none_or(|old| !is_equal(old, new));
        while let Some(object) = open.pop() {
            if let Ok(id) = object.as_reference() {
                let target = self.new.objects.get(&id).filter(|_| seen.insert(id));
                let known = |target| self.old.objects.get(&id).is_some_and(|known| is_equal(known, target));
                differs |= target.is_some_and(|target| !known(target));
                open.extend(target);
            } else if let Ok(list) = object.as_array() {
                open.extend(list);
            } else if let Ok(dictionary) = object.as_dict() {
                open.extend(dictionary.iter().map(|(_, value)| value));
            }
        }
        self.changes.validation_data |= differs;
    }
}
