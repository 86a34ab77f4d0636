//! Fields and annotations: they only come, only for signatures, and what shows of them hides no page.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::signature::pdf::acroform::{self, Field};
use crate::signature::pdf::diff::changes::{AddedField, Disallowed};
use crate::signature::pdf::diff::comparison::{Comparison, widgets};

/// What the widget of a signature has no need of: actions, files, sounds and films, and layers that show and hide it.
const ACTING: [&[u8]; 9] =
    [b"A", b"AA", b"AF", b"FS", b"OC", b"Sound", b"Movie", b"RichMediaContent", b"RichMediaSettings"];

/// What a field says that only holds others, and does nothing.
const HOLDING: [&[u8]; 6] = [b"T", b"TU", b"TM", b"Kids", b"Parent", b"FT"];

impl Comparison<'_> {
    /// Fields only come, only for signatures, and a signed one stays signed by the same.
    pub(super) fn fields(&mut self) {
        self.field_groups();
        let known = |fields: &[Field], wanted: &Field| fields.iter().find(|field| field.id == wanted.id).cloned();
        for old in &self.old_fields.clone() {
            match known(&self.new_fields, old) {
                None => self.disallow(Disallowed::FieldRemoved(old.name.clone())),
                Some(new) if old.has_value && old.value != new.value => {
                    self.disallow(Disallowed::SignatureReplaced(old.name.clone()));
                }
                // locks and reports go by the name
                Some(new) if old.name != new.name => self.disallow(Disallowed::SignatureField(old.name.clone())),
                Some(new) if old.is_signature && new.has_value && !old.has_value => self.changes.signed.push(new.name),
                Some(_) => {}
            }
        }
        for new in &self.new_fields.clone() {
            if known(&self.old_fields, new).is_some() {
                continue;
            }
            if !new.is_signature || ACTING.iter().any(|key| new.dictionary.has(key)) {
                self.disallow(Disallowed::InputFieldAdded(new.name.clone()));
                continue;
            }
            if self.old_fields.iter().any(|old| old.name == new.name) {
                self.disallow(Disallowed::FieldNameReused(new.name.clone()));
            }
            let shown: Vec<&Dictionary> =
                widgets(new).iter().filter_map(|id| self.new.get_dictionary(*id).ok()).collect();
            let visible = shown.iter().any(|widget| acroform::rect(self.new, widget).is_some_and(acroform::is_visible));
            if new.has_value {
                self.changes.signed.push(new.name.clone());
            } else if visible && shown.iter().any(|widget| widget.has(b"AP") || widget.has(b"MK")) {
                self.disallow(Disallowed::EmptyFieldVisible(new.name.clone()));
            }
            self.changes.added.push(AddedField { name: new.name.clone(), visible });
        }
    }

    /// Those that hold others are as before, or hold signatures and do nothing.
    fn field_groups(&mut self) {
        for group in acroform::field_groups(self.new) {
            let before = group.id.and_then(|id| self.old.get_dictionary(id).ok());
            let is_signature =
                group.dictionary.get(b"FT").map_or(Ok(true), |kind| kind.as_name().map(|kind| kind == b"Sig"));
            let is_plain = group.dictionary.iter().all(|(key, _)| HOLDING.contains(&key.as_slice()));
            if before != Some(&group.dictionary) && !(is_plain && matches!(is_signature, Ok(true))) {
                self.disallow(Disallowed::InputFieldAdded(group.name));
            }
        }
    }

    /// Annotations only come, and only as widgets of signatures.
    pub(super) fn annotations(&mut self) {
        let of = |document: &Document, page: ObjectId| {
            let page = document.get_dictionary(page).ok();
            page.map(|page| acroform::array(document, page, b"Annots").to_vec()).unwrap_or_default()
        };
        let widgets: BTreeSet<ObjectId> =
            self.new_fields.iter().filter(|field| field.is_signature).flat_map(widgets).collect();
        for (page, at) in self.pages.clone() {
            let (old, new) = (of(self.old, page), of(self.new, page));
            let (known, left) = (references(&old), references(&new));
            if !known.is_subset(&left) {
                self.disallow(Disallowed::AnnotationRemoved(at));
            }
            // what stands above what, and how often, shows
            let left_in_order =
                new.iter().filter(|annotation| annotation.as_reference().is_ok_and(|id| known.contains(&id)));
            if known.is_subset(&left)
                && !left_in_order.eq(old.iter().filter(|annotation| annotation.as_reference().is_ok()))
            {
                self.disallow(Disallowed::AnnotationOrder(at));
            }
            // those that are no objects of their own stay as they are, in their order
            let (written, kept) = (in_place(&old), in_place(&new));
            if written != kept {
                let is_fewer = kept.len() < written.len();
                let what = if is_fewer { Disallowed::AnnotationRemoved } else { Disallowed::AnnotationAdded };
                self.disallow(what(at));
            }
            for id in left.difference(&known) {
                let annotation = &Object::Reference(*id);
                let own = widgets.contains(id);
                let dictionary = acroform::follow(self.new, annotation).as_dict().cloned().unwrap_or_default();
                let plain = !ACTING.iter().any(|key| dictionary.has(key));
                if !own || !plain || !acroform::is_type(&dictionary, b"Subtype", b"Widget") {
                    self.disallow(Disallowed::AnnotationAdded(at));
                } else {
                    self.show(at, &dictionary);
                }
            }
        }
    }
}

fn references(list: &[Object]) -> BTreeSet<ObjectId> {
    list.iter().filter_map(|annotation| annotation.as_reference().ok()).collect()
}

fn in_place(list: &[Object]) -> Vec<&Object> {
    list.iter().filter(|annotation| annotation.as_reference().is_err()).collect()
}
