//! What one writing changed of the one before: an allow-list. What signing needs is permitted, all else is told.

mod describe;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::form::{self, Field, Rect, Roles};
use super::same::{same, same_metadata};

/// Pages that a signature may cover in part before it hides rather than signs.
const LARGEST_SHARE: f32 = 0.3;

/// What came with one writing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Changes {
    /// Fields that were signed.
    pub(super) signed: Vec<String>,
    /// Fields that were added, whether one shows on the page.
    pub(super) added: Vec<(String, bool)>,
    /// Where what shows of new signatures stands: page from zero, and place.
    pub(super) shown: Vec<(usize, Rect)>,
    /// Whether certificates, CRLs or OCSP answers were added.
    pub(super) validation: bool,
    /// Whether data about the file changed.
    pub(super) metadata: bool,
    /// What is not permitted.
    pub(super) refused: Vec<String>,
}

impl Changes {
    /// What was permitted, for people.
    pub(super) fn words(&self) -> Vec<String> {
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
pub(super) fn difference(old: &Document, new: &Document) -> Changes {
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
        let (old_fields, new_fields) = (form::fields(old), form::fields(new));
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
        form::reach(self.old, |id| match id {
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
        let catalog = form::catalog(self.old);
        let annotations = || self.pages.keys().any(|page| named(self.old.get_dictionary(*page).ok(), b"Annots"));
        match () {
            () if named(trailer, b"Root") => Some(b"Root"),
            () if named(trailer, b"Info") => Some(b"Info"),
            () if named(catalog, b"AcroForm") => Some(b"AcroForm"),
            () if named(catalog, b"Metadata") => Some(b"Metadata"),
            () if named(form::acro_form(self.old), b"Fields") => Some(b"Fields"),
            () if annotations() => Some(b"Annots"),
            () => None,
        }
    }

    fn catalog(&mut self, old: &Dictionary, new: &Dictionary) {
        for key in keys(old, new) {
            let (before, after) = (old.get(&key).ok(), new.get(&key).ok());
            match (key.as_slice(), before, after) {
                (_, Some(before), Some(after)) if same(before, after) => {}
                (b"DSS", _, Some(_)) => {}
                (b"Extensions" | b"Version", _, Some(_)) => {}
                (b"Perms", None, Some(_)) => {}
                (b"AcroForm", before, Some(after)) => {
                    let empty = Dictionary::new();
                    let before = before.and_then(|before| form::follow(self.old, before).as_dict().ok());
                    match form::follow(self.new, after).as_dict() {
                        Ok(after) => self.form(&before.unwrap_or(&empty).clone(), &after.clone()),
                        Err(_) => self.refuse("phần chữ ký của tệp bị hỏng"),
                    }
                }
                (b"Metadata", before, Some(after)) => {
                    let before = before.map(|before| form::follow(self.old, before));
                    let fine = before.is_none_or(|before| same_metadata(before, form::follow(self.new, after)));
                    self.changes.metadata = true;
                    if !fine {
                        self.refuse(OTHER_METADATA);
                    }
                }
                (b"OpenAction" | b"AA" | b"Names", ..) => self.refuse("thêm việc tự chạy khi mở tệp"),
                (b"Pages", ..) => self.refuse("các trang bị thay"),
                (b"OCProperties", ..) => self.refuse("thêm hoặc thay lớp ẩn hiện"),
                (b"StructTreeRoot" | b"MarkInfo" | b"Lang", ..) => self.refuse("cấu trúc đọc của tài liệu bị thay"),
                (key, ..) => self.refuse(format!("mục `{}` của tệp bị thay", String::from_utf8_lossy(key))),
            }
        }
    }

    fn info(&mut self, old: &Dictionary, new: &Dictionary) {
        self.changes.metadata = true;
        for key in keys(old, new) {
            let text = |entry: lopdf::Result<&Object>| !matches!(entry, Ok(entry) if entry.as_str().is_err());
            let free = matches!(key.as_slice(), b"ModDate" | b"Producer" | b"Creator")
                && text(old.get(&key))
                && text(new.get(&key));
            let same = matches!((old.get(&key), new.get(&key)), (Ok(old), Ok(new)) if same(old, new));
            if !same && !free {
                self.refuse("thông tin về tệp bị thay");
            }
        }
    }

    fn form(&mut self, old: &Dictionary, new: &Dictionary) {
        for key in keys(old, new) {
            match (key.as_slice(), old.get(&key), new.get(&key)) {
                (_, Ok(old), Ok(new)) if same(old, new) => {}
                // compared field by field
                (b"Fields", _, Ok(_)) => {}
                (b"SigFlags", _, Ok(Object::Integer(_))) => {}
                // of text fields, which nobody may add
                (b"DR" | b"DA", Err(_), Ok(_)) => {}
                (b"NeedAppearances", Err(_), Ok(Object::Boolean(false))) => {}
                _ => self.refuse("biểu mẫu của tệp bị thay"),
            }
        }
    }

    fn page(&mut self, page: usize, old: &Dictionary, new: &Dictionary) {
        for key in keys(old, new) {
            match (key.as_slice(), old.get(&key), new.get(&key)) {
                (_, Ok(old), Ok(new)) if same(old, new) => {}
                // compared annotation by annotation
                (b"Annots", _, Ok(new)) if form::follow(self.new, new).as_array().is_ok() => {}
                (b"Tabs", Err(_), Ok(Object::Name(_))) => {}
                (b"Contents", ..) => self.refuse(format!("nội dung trang {} bị thay", page + 1)),
                (b"Resources", ..) => self.refuse(format!("phông chữ hoặc hình của trang {} bị thay", page + 1)),
                _ => self.refuse(format!("trang {} bị thay", page + 1)),
            }
        }
    }

    fn field(&mut self, field: &Field, old: &Dictionary, new: &Dictionary) {
        if !field.is_signature {
            return self.refuse(format!("ô `{}` bị thay", field.name));
        }
        if field.has_value {
            return self.refuse(format!("hình thức của chữ ký `{}` bị thay", field.name));
        }
        if !self.is_being_signed(field) {
            return self.refuse(format!("ô ký trống `{}` bị thay mà không được ký", field.name));
        }
        for key in keys(old, new) {
            match (key.as_slice(), old.get(&key), new.get(&key)) {
                (_, Ok(old), Ok(new)) if same(old, new) => {}
                (b"V", Err(_), Ok(_)) | (b"AP" | b"F" | b"MK" | b"AS" | b"M" | b"DA" | b"BS" | b"Border", _, Ok(_)) => {
                }
                (b"Type" | b"Subtype" | b"P" | b"NM", Err(_), Ok(_)) => {}
                _ => self.refuse(format!("ô ký `{}` bị thay", field.name)),
            }
        }
        let placed = self.old.page_iter().take(PAGES).position(|page| {
            let page = self.old.get_dictionary(page).ok();
            let list = page.map(|page| form::array(self.old, page, b"Annots")).unwrap_or_default();
            list.iter().any(|annotation| annotation.as_reference().is_ok_and(|id| widgets(field).contains(&id)))
        });
        if let (Some(page), Some(rect)) = (placed, form::rect(self.new, new)) {
            self.show(page, rect);
        }
    }

    /// Fields only come, only for signatures, and a signed one stays signed by the same.
    fn fields(&mut self) {
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
            let visible = shown.iter().any(|widget| form::rect(self.new, widget).is_some_and(form::is_visible));
            if new.has_value {
                self.changes.signed.push(new.name.clone());
            } else if visible && shown.iter().any(|widget| widget.has(b"AP") || widget.has(b"MK")) {
                self.refuse(format!("thêm ô ký trống `{}` có hình che trang", new.name));
            }
            self.changes.added.push((new.name.clone(), visible));
        }
    }

    /// Annotations only come, and only as widgets of signatures.
    fn annotations(&mut self) {
        let of = |document: &Document, page: ObjectId| {
            let page = document.get_dictionary(page).ok();
            page.map(|page| form::array(document, page, b"Annots").to_vec()).unwrap_or_default()
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
                let dictionary = form::follow(self.new, annotation).as_dict().cloned().unwrap_or_default();
                let plain = !dictionary.has(b"A") && !dictionary.has(b"AA");
                if !own || !plain || !form::is_type(&dictionary, b"Subtype", b"Widget") {
                    self.refuse(format!("trang {} bị thêm chú thích", at + 1));
                } else if let Some(rect) = form::rect(self.new, &dictionary) {
                    self.show(at, rect);
                }
            }
        }
    }

    fn show(&mut self, page: usize, rect: Rect) {
        if !form::is_visible(rect) {
            return;
        }
        let paper = self.pages.iter().find(|(_, at)| **at == page).map(|(id, _)| form::paper(self.old, *id));
        let area = |[left, bottom, right, top]: Rect| (right - left) * (top - bottom);
        if paper.is_some_and(|paper| area(rect) > area(paper) * LARGEST_SHARE) {
            self.refuse(format!("khung chữ ký che gần hết trang {}", page + 1));
        }
        if !self.changes.shown.contains(&(page, rect)) {
            self.changes.shown.push((page, rect));
        }
    }

    /// Whether the certificates and answers kept in the file are others than before.
    fn validation(&mut self) {
        let store = |document: &'a Document| form::catalog(document).and_then(|catalog| catalog.get(b"DSS").ok());
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

const OTHER_METADATA: &str = "tên hoặc chuẩn của tài liệu trong thông tin về tệp bị thay";

fn widgets(field: &Field) -> Vec<ObjectId> {
    field.id.iter().chain(&field.widgets).copied().collect()
}

fn keys(old: &Dictionary, new: &Dictionary) -> BTreeSet<Vec<u8>> {
    old.iter().chain(new.iter()).map(|(key, _)| key.clone()).collect()
}
