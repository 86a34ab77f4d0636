//! What an object of a PDF is to its reader.

use lopdf::{Object, ObjectId};

use crate::signature::pdf::acroform::{self, Field};
use crate::signature::pdf::diff::changes::ObjectKind;
use crate::signature::pdf::diff::comparison::{Comparison, named_by};

impl Comparison<'_> {
    pub(super) fn describe(&self, id: ObjectId, object: &Object) -> ObjectKind {
        for (page, at) in &self.pages {
            if self.old.get_page_contents(*page).contains(&id) {
                return ObjectKind::PageContent(*at);
            }
        }
        let Ok(dictionary) = object.as_dict().or_else(|_| object.as_stream().map(|stream| &stream.dict)) else {
            return ObjectKind::Other(id.0);
        };
        let is = |name: &[u8]| acroform::is_type(dictionary, b"Type", name);
        let holds_font = |object: &Object| {
            let files = [&b"FontFile"[..], b"FontFile2", b"FontFile3", b"ToUnicode"];
            let own = |key: &&[u8]| {
                object.as_dict().and_then(|d| d.get(key)).and_then(Object::as_reference).is_ok_and(|own| own == id)
            };
            files.iter().any(own)
        };
        if object.as_stream().is_ok() && self.old.objects.values().any(holds_font) {
            return ObjectKind::Font;
        }
        if is(b"Font") || is(b"FontDescriptor") || dictionary.has(b"Length1") || dictionary.has(b"FontName") {
            return ObjectKind::Font;
        }
        if is(b"Sig") || is(b"DocTimeStamp") || dictionary.has(b"ByteRange") {
            return ObjectKind::Signature;
        }
        let of_signature = |field: &&Field| {
            field.has_value && field.dictionary.get(b"AP").is_ok_and(|ap| named_by(self.old, ap).any(|own| own == id))
        };
        if let Some(field) = self.old_fields.iter().find(of_signature) {
            return ObjectKind::Appearance(field.name.clone());
        }
        if is(b"Annot") || dictionary.has(b"Rect") {
            return ObjectKind::Annotation;
        }
        if is(b"Pages") {
            return ObjectKind::PageList;
        }
        if is(b"StructElem") || is(b"StructTreeRoot") {
            return ObjectKind::Structure;
        }
        if is(b"OCG") || is(b"OCMD") {
            return ObjectKind::Layer;
        }
        if is(b"XObject")
            || acroform::is_type(dictionary, b"Subtype", b"Form")
            || acroform::is_type(dictionary, b"Subtype", b"Image")
        {
            return ObjectKind::Picture;
        }
        ObjectKind::Other(id.0)
    }
}
