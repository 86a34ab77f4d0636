//! Fields and annotations: they only come, only for signatures, and what shows of them hides no page.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, ObjectId};

use crate::signature::pdf::acroform::{self, Field, Rect};
use crate::signature::pdf::diff::{Comparison, widgets};

/// Pages that a signature may cover in part before it hides rather than signs.
const LARGEST_SHARE: f32 = 0.3;

impl Comparison<'_> {
    /// Fields only come, only for signatures, and a signed one stays signed by the same.
    pub(super) fn fields(&mut self) {
        let known = |fields: &[Field], wanted: &Field| fields.iter().find(|field| field.id == wanted.id).cloned();
        for old in &self.old_fields.clone() {
            match known(&self.new_fields, old) {
                None => self.refuse(format!("ô `{}` bị bỏ", old.name)),
                Some(new) if old.has_value && old.value != new.value => {
                    self.refuse(format!("chữ ký `{}` bị thay", old.name));
                }
                Some(new) if old.is_signature && new.has_value && !old.has_value => self.changes.signed.push(new.name),
                Some(_) => {}
            }
        }
        for new in &self.new_fields.clone() {
            if known(&self.old_fields, new).is_some() {
                continue;
            }
            if !new.is_signature || new.dictionary.has(b"A") || new.dictionary.has(b"AA") {
                self.refuse(format!("thêm ô nhập `{}`", new.name));
                continue;
            }
            if self.old_fields.iter().any(|old| old.name == new.name) {
                self.refuse(format!("thêm ô trùng tên `{}`", new.name));
            }
            let shown: Vec<&Dictionary> =
                widgets(new).iter().filter_map(|id| self.new.get_dictionary(*id).ok()).collect();
            let visible = shown.iter().any(|widget| acroform::rect(self.new, widget).is_some_and(acroform::is_visible));
            if new.has_value {
                self.changes.signed.push(new.name.clone());
            } else if visible && shown.iter().any(|widget| widget.has(b"AP") || widget.has(b"MK")) {
                self.refuse(format!("thêm ô ký trống `{}` có hình che trang", new.name));
            }
            self.changes.added.push((new.name.clone(), visible));
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
            if !old.iter().all(|annotation| new.contains(annotation)) {
                self.refuse(format!("trang {} bị bỏ chú thích hoặc ô ký", at + 1));
            }
            for annotation in new.iter().filter(|annotation| !old.contains(annotation)) {
                let own = annotation.as_reference().is_ok_and(|id| widgets.contains(&id));
                let dictionary = acroform::follow(self.new, annotation).as_dict().cloned().unwrap_or_default();
                let plain = !dictionary.has(b"A") && !dictionary.has(b"AA");
                if !own || !plain || !acroform::is_type(&dictionary, b"Subtype", b"Widget") {
                    self.refuse(format!("trang {} bị thêm chú thích", at + 1));
                } else if let Some(rect) = acroform::rect(self.new, &dictionary) {
                    self.show(at, rect);
                }
            }
        }
    }

    pub(super) fn show(&mut self, page: usize, rect: Rect) {
        if !acroform::is_visible(rect) {
            return;
        }
        let paper = self.pages.iter().find(|(_, at)| **at == page).map(|(id, _)| acroform::paper(self.old, *id));
        let area = |[left, bottom, right, top]: Rect| (right - left) * (top - bottom);
        if paper.is_some_and(|paper| area(rect) > area(paper) * LARGEST_SHARE) {
            self.refuse(format!("khung chữ ký che gần hết trang {}", page + 1));
        }
        if !self.changes.shown.contains(&(page, rect)) {
            self.changes.shown.push((page, rect));
        }
    }
}
