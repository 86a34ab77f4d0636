//! What a signature says may not change after it: DocMDP, FieldMDP and the lock of its field (ISO 32000-2, 12.8.2).

use lopdf::{Dictionary, Document, Object};

use crate::signature::pdf::acroform::{self, Field};

/// Fields that may not change, by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FieldLock {
    All,
    Only(Vec<String>),
    AllBut(Vec<String>),
}

impl FieldLock {
    /// Whether a field is locked; a name stands for all fields below it.
    pub(crate) fn holds(&self, field: &str) -> bool {
        let is_named = |names: &[String]| {
            let below =
                |name: &String| field.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            names.iter().any(below)
        };
        match self {
            Self::All => true,
            Self::Only(names) => is_named(names),
            Self::AllBut(names) => !is_named(names),
        }
    }

    fn read(document: &Document, dictionary: &Dictionary) -> Option<Self> {
        let names = || {
            let names = acroform::array(document, dictionary, b"Fields").iter();
            names.map(|name| acroform::text(acroform::follow(document, name))).collect()
        };
        match acroform::value(document, dictionary, b"Action")?.as_name().ok()? {
            b"All" => Some(Self::All),
            b"Include" => Some(Self::Only(names())),
            b"Exclude" => Some(Self::AllBut(names())),
            _ => None,
        }
    }
}

/// All that one signature restricts.
#[derive(Debug, Default)]
pub(super) struct Restrictions {
    /// Whether it is a certification.
    pub(super) certifies: bool,
    pub(super) permits: Option<i64>,
    pub(super) locks: Vec<FieldLock>,
    pub(super) unknown: Vec<String>,
}

impl Restrictions {
    pub(super) fn of(document: &Document, field: &Field, signature: &Dictionary) -> Self {
        let mut all = Self::default();
        for reference in acroform::array(document, signature, b"Reference") {
            let reference = acroform::follow(document, reference).as_dict().cloned().unwrap_or_default();
            all.take_reference(document, &reference);
        }
        if let Some(lock) = acroform::value(document, &field.dictionary, b"Lock") {
            let empty = Dictionary::new();
            let lock = lock.as_dict().unwrap_or(&empty);
            all.take_lock(document, lock, "Lock");
            all.permit(acroform::value(document, lock, b"P"));
        }
        all
    }

    fn take_reference(&mut self, document: &Document, reference: &Dictionary) {
        let method = acroform::value(document, reference, b"TransformMethod").and_then(|method| method.as_name().ok());
        let empty = Dictionary::new();
        let parameters = acroform::dictionary(document, reference, b"TransformParams").unwrap_or(&empty);
        match method {
            Some(b"DocMDP") => {
                self.certifies = true;
                self.permit(Some(acroform::value(document, parameters, b"P").unwrap_or(&Object::Integer(2))));
            }
            Some(b"FieldMDP") => self.take_lock(document, parameters, "FieldMDP"),
            // it computes a digest of objects, and restricts nothing
            Some(b"Identity") => {}
            other => self.unknown.push(String::from_utf8_lossy(other.unwrap_or_default()).into_owned()),
        }
    }

    fn take_lock(&mut self, document: &Document, lock: &Dictionary, called: &str) {
        match FieldLock::read(document, lock) {
            Some(lock) => self.locks.push(lock),
            None => self.unknown.push(called.to_owned()),
        }
    }

    /// The narrowest level counts.
    fn permit(&mut self, level: Option<&Object>) {
        match level.map(Object::as_i64) {
            None => {}
            Some(Ok(level @ 1..=3)) => self.permits = Some(self.permits.map_or(level, |known| known.min(level))),
            Some(_) => self.unknown.push("P".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_holds_for_a_field_and_all_below_it() {
        let only = FieldLock::Only(vec!["a".to_owned()]);
        assert!(only.holds("a") && only.holds("a.b") && !only.holds("ab") && !only.holds("c"));
        let but = FieldLock::AllBut(vec!["a.b".to_owned()]);
        assert!(!but.holds("a.b") && but.holds("a") && FieldLock::All.holds("x"));
    }
}
