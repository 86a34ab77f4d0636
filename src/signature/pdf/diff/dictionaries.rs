//! The dictionaries that signing may change, key by key: catalog, information, form, pages, fields.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use crate::signature::pdf::about::{self, is_known_metadata, is_same_metadata};
use crate::signature::pdf::acroform::{self, Field};
use crate::signature::pdf::diff::changes::{Appearance, Disallowed, ObjectKind};
use crate::signature::pdf::diff::comparison::Comparison;
use crate::signature::pdf::equality::is_entry_equal;

impl Comparison<'_> {
    pub(super) fn catalog(&mut self, old: &Dictionary, new: &Dictionary) {
        for key in keys(old, new) {
            let (before, after) = (old.get(&key).ok(), new.get(&key).ok());
            match (key.as_slice(), before, after) {
                (_, Some(before), Some(after)) if is_entry_equal(&key, before, after) => {}
                (b"DSS", _, Some(_)) => {}
                (b"Extensions" | b"Version", _, Some(_)) => {}
                // the certification; rights of use are no part of signing
                (b"Perms", None, Some(after)) if self.names_certification(after) => {}
                (b"AcroForm", before, Some(after)) => {
                    let empty = Dictionary::new();
                    let before = before.and_then(|before| acroform::follow(self.old, before).as_dict().ok());
                    match acroform::follow(self.new, after).as_dict() {
                        Ok(after) => self.acroform(&before.unwrap_or(&empty).clone(), &after.clone()),
                        Err(_) => self.disallow(Disallowed::AcroFormBroken),
                    }
                }
                (b"Metadata", before, Some(after)) => {
                    let before = before.map(|before| acroform::follow(self.old, before));
                    let after = acroform::follow(self.new, after);
                    let fine =
                        before.map_or_else(|| self.says_nothing_new(after), |before| is_same_metadata(before, after));
                    self.changes.metadata = true;
                    if !fine {
                        self.disallow(Disallowed::Metadata);
                    }
                }
                (b"OpenAction" | b"AA" | b"Names", ..) => self.disallow(Disallowed::OpenAction),
                (b"Pages", ..) => self.disallow(Disallowed::PageTree),
                (b"OCProperties", ..) => self.disallow(Disallowed::OptionalContent),
                (b"StructTreeRoot" | b"MarkInfo" | b"Lang", ..) => {
                    self.disallow(Disallowed::ObjectReplaced(ObjectKind::Structure))
                }
                (key, ..) => self.disallow(Disallowed::CatalogEntry(String::from_utf8_lossy(key).into_owned())),
            }
        }
    }

    fn names_certification(&self, permissions: &Object) -> bool {
        let own = acroform::follow(self.new, permissions).as_dict();
        own.is_ok_and(|own| own.iter().all(|(key, _)| key == b"DocMDP"))
    }

    /// Whether metadata that come where none were say of the document what its information said.
    fn says_nothing_new(&self, metadata: &Object) -> bool {
        is_known_metadata(metadata, |key| about::word(self.old, key))
    }

    pub(super) fn info(&mut self, old: &Dictionary, new: &Dictionary) {
        self.changes.metadata = true;
        for key in keys(old, new) {
            let text = |entry: lopdf::Result<&Object>| !matches!(entry, Ok(entry) if entry.as_str().is_err());
            let free = matches!(key.as_slice(), b"ModDate" | b"Producer" | b"Creator")
                && text(old.get(&key))
                && text(new.get(&key));
            let same = matches!((old.get(&key), new.get(&key)), (Ok(old), Ok(new)) if is_entry_equal(&key, old, new));
            if !same && !free {
                self.disallow(Disallowed::Info);
            }
        }
    }

    pub(super) fn acroform(&mut self, old: &Dictionary, new: &Dictionary) {
        for key in keys(old, new) {
            match (key.as_slice(), old.get(&key), new.get(&key)) {
                (key, Ok(old), Ok(new)) if is_entry_equal(key, old, new) => {}
                // compared field by field
                (b"Fields", _, Ok(_)) => {}
                (b"SigFlags", _, Ok(Object::Integer(_))) => {}
                (b"Type", Err(_), Ok(Object::Name(_))) => {}
                // of text fields, which nobody may add
                (b"DR" | b"DA", Err(_), Ok(_)) => {}
                (b"NeedAppearances", Err(_), Ok(Object::Boolean(false))) => {}
                _ => self.disallow(Disallowed::AcroForm),
            }
        }
    }

    pub(super) fn page(&mut self, page: usize, old: &Dictionary, new: &Dictionary) {
        for key in keys(old, new) {
            match (key.as_slice(), old.get(&key), new.get(&key)) {
                (key, Ok(old), Ok(new)) if is_entry_equal(key, old, new) => {}
                // compared annotation by annotation
                (b"Annots", _, Ok(new)) if acroform::follow(self.new, new).as_array().is_ok() => {}
                (b"Tabs", Err(_), Ok(Object::Name(_))) => {}
                (b"Contents", ..) => self.disallow(Disallowed::ObjectReplaced(ObjectKind::PageContent(page))),
                (b"Resources", ..) => self.disallow(Disallowed::PageResources(page)),
                _ => self.disallow(Disallowed::Page(page)),
            }
        }
    }

    pub(super) fn field(&mut self, field: &Field, id: ObjectId, old: &Dictionary, new: &Dictionary) {
        if !field.is_signature {
            return self.filled(field, id, old, new);
        }
        if field.has_value {
            return self.disallow(Disallowed::ObjectReplaced(ObjectKind::Appearance(field.name.clone())));
        }
        if !self.is_being_signed(field) {
            return self.disallow(Disallowed::EmptyFieldUnsigned(field.name.clone()));
        }
        for key in keys(old, new) {
            match (key.as_slice(), old.get(&key), new.get(&key)) {
                (key, Ok(old), Ok(new)) if is_entry_equal(key, old, new) => {}
                (b"V", Err(_), Ok(_)) | (b"AP" | b"F" | b"MK" | b"AS" | b"M" | b"DA" | b"BS" | b"Border", _, Ok(_)) => {
                }
                (b"Type" | b"Subtype" | b"P" | b"NM", Err(_), Ok(_)) => {}
                _ => self.disallow(Disallowed::SignatureField(field.name.clone())),
            }
        }
        if let Some(page) = self.index.page_of.get(&id).copied() {
            self.show(page, new);
        }
    }

    /// A field that is no signature: its value and picture, and nothing else of it.
    fn filled(&mut self, field: &Field, id: ObjectId, old: &Dictionary, new: &Dictionary) {
        for key in keys(old, new) {
            match (key.as_slice(), old.get(&key), new.get(&key)) {
                (key, Ok(old), Ok(new)) if is_entry_equal(key, old, new) => {}
                (b"V" | b"AP" | b"AS" | b"M", ..) => {}
                _ => self.disallow(Disallowed::Field(field.name.clone())),
            }
        }
        self.fill(field, id);
    }

    /// Notes that a field was filled in, and where it shows.
    pub(super) fn fill(&mut self, field: &Field, widget: ObjectId) {
        let rect = self.new.get_dictionary(widget).ok().and_then(|widget| acroform::rect(self.new, widget));
        if let (Some(page), Some(rect)) = (self.index.page_of.get(&widget).copied(), rect) {
            self.changes.filled_at.push(Appearance { page, rect });
        }
        if !self.changes.filled.contains(&field.name) {
            self.changes.filled.push(field.name.clone());
        }
    }
}

fn keys(old: &Dictionary, new: &Dictionary) -> BTreeSet<Vec<u8>> {
    old.iter().chain(new.iter()).map(|(key, _)| key.clone()).collect()
}
