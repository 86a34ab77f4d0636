//! Every object that a reader of the old writing could reach: the same in the new one, or one that signing changes.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use crate::signature::pdf::about::is_same_metadata;
use crate::signature::pdf::acroform::{self, Field};
use crate::signature::pdf::diff::changes::Disallowed;
use crate::signature::pdf::diff::comparison::{Comparison, widgets};
use crate::signature::pdf::equality::is_equal;
use crate::signature::pdf::reach::{Roles, reach};

/// Keys of what a page draws with; no page and no field is that.
const RESOURCES: [&[u8]; 8] =
    [b"Resources", b"XObject", b"Font", b"ColorSpace", b"ExtGState", b"Pattern", b"Shading", b"Properties"];

impl<'a> Comparison<'a> {
    pub(super) fn objects(&mut self) {
        for (id, roles) in self.reachable() {
            if self.is_full() {
                return;
            }
            let Some(old) = self.old.objects.get(&id) else {
                // a reference into nothing that now leads somewhere shows what nobody signed
                if self.new.objects.contains_key(&id) {
                    self.disallow(Disallowed::DanglingReference(id.0));
                }
                continue;
            };
            match self.new.objects.get(&id) {
                None => self.disallow(Disallowed::ObjectRemoved(self.describe(id, old))),
                Some(new) if is_equal(old, new) => {}
                Some(new) => self.changed(id, &roles, old, new),
            }
        }
    }

    /// Objects reached from the trailer, each with the keys that lead to it, except those that only validation data
    /// or the picture of a field about to be signed holds.
    fn reachable(&self) -> BTreeMap<ObjectId, Roles<'a>> {
        let catalog = self.old.trailer.get(b"Root").and_then(Object::as_reference).ok();
        let unsigned: BTreeSet<ObjectId> =
            self.old_fields.iter().filter(|field| self.is_being_signed(field)).flat_map(widgets).collect();
        reach(self.old, |id| match id {
            _ if Some(id) == catalog => &[b"DSS"],
            _ if unsigned.contains(&id) => &[b"AP"],
            _ => &[],
        })
    }

    fn changed(&mut self, id: ObjectId, roles: &Roles<'_>, old: &Object, new: &Object) {
        let role = self.role(id);
        // an object in two roles would carry along what may not change
        let alone = role.map_or_else(|| roles.is_disjoint(&RESOURCES.into()), |role| *roles == BTreeSet::from([role]));
        let page = self.pages.get(&id).copied();
        let field = || self.index.field_of.get(&id).and_then(|at| self.old_fields.get(*at)).cloned();
        match (role, old, new) {
            _ if !alone => {}
            (Some(b"Root"), Object::Dictionary(old), Object::Dictionary(new)) => return self.catalog(old, new),
            (Some(b"Info"), Object::Dictionary(old), Object::Dictionary(new)) => return self.info(old, new),
            (Some(b"AcroForm"), Object::Dictionary(old), Object::Dictionary(new)) => return self.acroform(old, new),
            (Some(b"Metadata"), ..) => {
                self.changes.metadata = true;
                if !is_same_metadata(old, new) {
                    self.disallow(Disallowed::Metadata);
                }
                return;
            }
            // what the arrays hold is compared field by field and annotation by annotation
            (Some(b"Fields" | b"Annots"), Object::Array(_), Object::Array(_)) => return,
            (None, Object::Dictionary(old), Object::Dictionary(new)) => {
                if let Some(page) = page {
                    return self.page(page, old, new);
                }
                if let Some(field) = field() {
                    return self.field(&field, id, old, new);
                }
            }
            _ => {}
        }
        if let Some((field, widget)) = self.drawn_by(id).filter(|_| alone) {
            return self.fill(&field, widget);
        }
        self.disallow(Disallowed::ObjectReplaced(self.describe(id, old)));
    }

    /// The field that is no signature, with its widget, whose picture an object is.
    fn drawn_by(&self, id: ObjectId) -> Option<(Field, ObjectId)> {
        let (field, widget) = self.index.drawn_by.get(&id)?;
        Some((self.old_fields.get(*field)?.clone(), *widget))
    }

    /// What an object is that signing may change, by the key that leads to it.
    fn role(&self, id: ObjectId) -> Option<&'static [u8]> {
        let named = |dictionary: Option<&Dictionary>, key: &[u8]| {
            dictionary.is_some_and(|d| d.get(key).and_then(Object::as_reference).is_ok_and(|own| own == id))
        };
        let trailer = Some(&self.old.trailer);
        let catalog = acroform::catalog(self.old);
        match () {
            () if named(trailer, b"Root") => Some(b"Root"),
            () if named(trailer, b"Info") => Some(b"Info"),
            () if named(catalog, b"AcroForm") => Some(b"AcroForm"),
            () if named(catalog, b"Metadata") => Some(b"Metadata"),
            () if named(acroform::acroform(self.old), b"Fields") => Some(b"Fields"),
            () if self.index.annotation_lists.contains(&id) => Some(b"Annots"),
            () => None,
        }
    }
}
