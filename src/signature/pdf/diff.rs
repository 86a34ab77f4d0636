//! What one writing changed of the one before: an allow-list. What signing needs is permitted, all else is told.

mod describe;
mod dictionaries;
mod fields;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::signature::pdf::acroform::{self, Field, Rect, Roles};
use crate::signature::pdf::diff::dictionaries::OTHER_METADATA;
use crate::signature::pdf::equality::{same, same_metadata};

/// What came with one writing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Changes {
    /// Fields that were signed.
    pub(crate) signed: Vec<String>,
    /// Fields that were added, whether one shows on the page.
    pub(crate) added: Vec<(String, bool)>,
    /// Where what shows of new signatures stands: page from zero, and place.
    pub(crate) shown: Vec<(usize, Rect)>,
    /// Whether certificates, CRLs or OCSP answers were added.
    pub(crate) validation: bool,
    /// Whether data about the file changed.
    pub(crate) metadata: bool,
    /// What is not permitted.
    pub(crate) refused: Vec<String>,
}

impl Changes {
    /// What was permitted, for people.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.signed.iter().map(|name| format!("chữ ký `{name}`")).collect();
        let empty = self.added.iter().filter(|(name, _)| !self.signed.contains(name));
        words.extend(empty.map(|(name, _)| format!("ô ký trống `{name}`")));
        if self.validation {
            words.push("dữ liệu kiểm chứng thư".to_owned());
        }
        if self.metadata {
            words.push("thông tin về tệp".to_owned());
        }
        words
    }
}

/// Compares two writings of one file.
pub(crate) fn difference(old: &Document, new: &Document) -> Changes {
    let mut comparison = Comparison::of(old, new);
    comparison.trailer();
    comparison.pages_in_order();
    comparison.objects();
    comparison.fields();
    comparison.annotations();
    comparison.validation();
    comparison.changes.refused.dedup();
    comparison.changes
}

struct Comparison<'a> {
    old: &'a Document,
    new: &'a Document,
    pages: BTreeMap<ObjectId, usize>,
    old_fields: Vec<Field>,
    new_fields: Vec<Field>,
    changes: Changes,
}

impl<'a> Comparison<'a> {
    fn of(old: &'a Document, new: &'a Document) -> Self {
        let pages = old.page_iter().take(PAGES).enumerate().map(|(at, id)| (id, at)).collect();
        let (old_fields, new_fields) = (acroform::fields(old), acroform::fields(new));
        Self { old, new, pages, old_fields, new_fields, changes: Changes::default() }
    }

    fn refuse(&mut self, what: impl Into<String>) {
        let what = what.into();
        if self.changes.refused.len() < TOLD && !self.changes.refused.contains(&what) {
            self.changes.refused.push(what);
        }
    }

    fn trailer(&mut self) {
        let key = |document: &Document, key: &[u8]| document.trailer.get(key).ok().cloned();
        if key(self.old, b"Root") != key(self.new, b"Root") {
            self.refuse("gốc của tệp bị thay");
        }
        let info = key(self.old, b"Info");
        let new = key(self.new, b"Info");
        if info.is_some() && new.is_none() {
            // some tools leave it out of their trailer; the metadata stays
            self.changes.metadata = true;
        } else if info.is_some() && info != new {
            self.refuse("thông tin về tệp bị thay bằng thông tin khác");
        }
        if key(self.new, b"Encrypt").is_some() {
            self.refuse("tệp bị khóa");
        }
    }

    fn pages_in_order(&mut self) {
        let ids = |document: &Document| document.page_iter().take(PAGES).collect::<Vec<_>>();
        let (old, new) = (ids(self.old), ids(self.new));
        if old.len() != new.len() {
            self.refuse(format!("số trang đổi từ {} thành {}", old.len(), new.len()));
        } else if old != new {
            self.refuse("trang bị thay hoặc đổi chỗ");
        }
    }

    /// Every object that a reader of the old writing could reach is the same, or is one that signing changes.
    fn objects(&mut self) {
        for (id, roles) in self.reachable() {
            if self.changes.refused.len() >= TOLD {
                return;
            }
            let Some(old) = self.old.objects.get(&id) else {
                // a reference into nothing that now leads somewhere shows what nobody signed
                if self.new.objects.contains_key(&id) {
                    self.refuse(format!("chỗ trống của tệp bị lấp (thành phần {})", id.0));
                }
                continue;
            };
            match self.new.objects.get(&id) {
                None => self.refuse(format!("{} bị bỏ", self.describe(id, old))),
                Some(new) if same(old, new) => {}
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
        acroform::reach(self.old, |id| match id {
            _ if Some(id) == catalog => &[b"DSS"],
            _ if unsigned.contains(&id) => &[b"AP"],
            _ => &[],
        })
    }

    fn is_being_signed(&self, field: &Field) -> bool {
        let signed = |new: &Field| new.id == field.id && new.has_value;
        field.is_signature && !field.has_value && self.new_fields.iter().any(signed)
    }

    fn changed(&mut self, id: ObjectId, roles: &Roles<'_>, old: &Object, new: &Object) {
        let role = self.role(id);
        // an object in two roles would carry along what may not change
        let alone = role.map_or_else(|| roles.is_disjoint(&RESOURCES.into()), |role| *roles == BTreeSet::from([role]));
        let page = self.pages.get(&id).copied();
        let field = || self.old_fields.iter().find(|field| widgets(field).contains(&id)).cloned();
        match (role, old, new) {
            _ if !alone => {}
            (Some(b"Root"), Object::Dictionary(old), Object::Dictionary(new)) => return self.catalog(old, new),
            (Some(b"Info"), Object::Dictionary(old), Object::Dictionary(new)) => return self.info(old, new),
            (Some(b"AcroForm"), Object::Dictionary(old), Object::Dictionary(new)) => return self.form(old, new),
            (Some(b"Metadata"), ..) => {
                self.changes.metadata = true;
                if !same_metadata(old, new) {
                    self.refuse(OTHER_METADATA);
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
                    return self.field(&field, old, new);
                }
            }
            _ => {}
        }
        self.refuse(format!("{} bị thay", self.describe(id, old)));
    }

    /// What an object is that signing may change, by the key that leads to it.
    fn role(&self, id: ObjectId) -> Option<&'static [u8]> {
        let named = |dictionary: Option<&Dictionary>, key: &[u8]| {
            dictionary.is_some_and(|d| d.get(key).and_then(Object::as_reference).is_ok_and(|own| own == id))
        };
        let trailer = Some(&self.old.trailer);
        let catalog = acroform::catalog(self.old);
        let annotations = || self.pages.keys().any(|page| named(self.old.get_dictionary(*page).ok(), b"Annots"));
        match () {
            () if named(trailer, b"Root") => Some(b"Root"),
            () if named(trailer, b"Info") => Some(b"Info"),
            () if named(catalog, b"AcroForm") => Some(b"AcroForm"),
            () if named(catalog, b"Metadata") => Some(b"Metadata"),
            () if named(acroform::acro_form(self.old), b"Fields") => Some(b"Fields"),
            () if annotations() => Some(b"Annots"),
            () => None,
        }
    }

    /// Whether the certificates and answers kept in the file are others than before.
    fn validation(&mut self) {
        let store = |document: &'a Document| acroform::catalog(document).and_then(|catalog| catalog.get(b"DSS").ok());
        let (old, Some(new)) = (store(self.old), store(self.new)) else {
            return;
        };
        let mut open = vec![new];
        let mut seen = BTreeSet::new();
        let mut differs = old.is_none_or(|old| !same(old, new));
        while let Some(object) = open.pop() {
            if let Ok(id) = object.as_reference() {
                let target = self.new.objects.get(&id).filter(|_| seen.insert(id));
                let known = |target| self.old.objects.get(&id).is_some_and(|known| same(known, target));
                differs |= target.is_some_and(|target| !known(target));
                open.extend(target);
            } else if let Ok(list) = object.as_array() {
                open.extend(list);
            } else if let Ok(dictionary) = object.as_dict() {
                open.extend(dictionary.iter().map(|(_, value)| value));
            }
        }
        self.changes.validation |= differs;
    }
}

/// Most pages looked at, and most faults told of one writing.
const PAGES: usize = 20_000;
const TOLD: usize = 20;

/// Keys of what a page draws with; no page and no field is that.
const RESOURCES: [&[u8]; 8] =
    [b"Resources", b"XObject", b"Font", b"ColorSpace", b"ExtGState", b"Pattern", b"Shading", b"Properties"];

fn widgets(field: &Field) -> Vec<ObjectId> {
    field.id.iter().chain(&field.widgets).copied().collect()
}
