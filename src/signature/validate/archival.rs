//! Whether the file is still PDF/A after signing: fonts of visible signatures that the signing tool did not embed.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::base::finding::{Finding, codes};
use crate::signature::pdf::revisions::Revision;
use crate::signature::pdf::{acroform, xmp};
use crate::signature::validate::report::SignatureReport;

/// Forms inside forms that are looked into.
const MAX_DEPTH: usize = 8;

/// Looks at the pictures of the signatures that hold, in a file that says it is PDF/A.
pub(super) fn check(revisions: &[Revision], signatures: &[SignatureReport]) -> Option<Finding> {
    let (first, last) = (&revisions.first()?.document, &revisions.last()?.document);
    if !is_pdfa(last) {
        return None;
    }
    let is_sound = |name: &str| signatures.iter().any(|one| one.sound && one.field == name);
    let fields = acroform::fields(last);
    let mut fonts = Fonts { document: last, seen: BTreeSet::new(), loose: BTreeSet::new() };
    for field in fields.iter().filter(|field| field.is_signature && is_sound(&field.name)) {
        fonts.take_widget(&field.dictionary, first);
        for widget in &field.widgets {
            let widget = last.get_object(*widget).and_then(Object::as_dict);
            widget.into_iter().for_each(|widget| fonts.take_widget(widget, first));
        }
    }
    if fonts.loose.is_empty() {
        return None;
    }
    let names: Vec<String> = fonts.loose.iter().map(|name| format!("`{name}`")).collect();
    let what = format!("hình chữ ký dùng phông chữ không nhúng {}, tệp không còn là PDF/A", names.join(", "));
    Some(Finding::new(codes::STAMP_FONTS, what).hint(
        "chữ ký vẫn được kiểm như thường; để lưu lâu dài, lần sau chọn hình chữ ký không có chữ hoặc phần mềm ký có nhúng phông chữ",
    ))
}

/// Whether the metadata say so.
fn is_pdfa(document: &Document) -> bool {
    let metadata = acroform::catalog(document).and_then(|catalog| acroform::value(document, catalog, b"Metadata"));
    let packet = metadata.and_then(xmp::packet).unwrap_or_default();
    xmp::parse(&packet).is_some_and(|xmp| !xmp::properties(&xmp, xmp::PDFA, "part").is_empty())
}

struct Fonts<'a> {
    document: &'a Document,
    seen: BTreeSet<ObjectId>,
    /// Names of those that are not embedded.
    loose: BTreeSet<String>,
}

impl<'a> Fonts<'a> {
    /// The pictures of a widget, normal and otherwise, in each state; one that was there from the first is not of signing.
    fn take_widget(&mut self, widget: &'a Dictionary, first: &Document) {
        let Some(shown) = acroform::dictionary(self.document, widget, b"AP") else { return };
        for (_, picture) in shown {
            let was_there = picture.as_reference().is_ok_and(|id| {
                first.get_object(id).is_ok_and(|before| self.document.get_object(id).is_ok_and(|now| before == now))
            });
            match acroform::follow(self.document, picture) {
                _ if was_there => {}
                Object::Stream(form) => self.take_form(&form.dict, 0),
                Object::Dictionary(states) => {
                    let states =
                        states.iter().filter_map(|(_, state)| acroform::follow(self.document, state).as_stream().ok());
                    states.for_each(|form| self.take_form(&form.dict, 0));
                }
                _ => {}
            }
        }
    }

    fn take_form(&mut self, form: &'a Dictionary, depth: usize) {
        let document = self.document;
        let Some(resources) = acroform::dictionary(document, form, b"Resources") else { return };
        let entries = |key| acroform::dictionary(document, resources, key).into_iter().flat_map(Dictionary::iter);
        for (name, font) in entries(b"Font") {
            if let Ok(font) = acroform::follow(document, font).as_dict()
                && !is_embedded(document, font)
            {
                let own = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or(name);
                self.loose.insert(String::from_utf8_lossy(own).into_owned());
            }
        }
        for (_, inner) in entries(b"XObject") {
            let is_new = inner.as_reference().is_ok_and(|id| self.seen.insert(id));
            if let Ok(inner) = acroform::follow(document, inner).as_stream()
                && is_new
                && depth < MAX_DEPTH
            {
                self.take_form(&inner.dict, depth + 1);
            }
        }
    }
}

/// Whether the shapes of a font stand in the file.
fn is_embedded(document: &Document, font: &Dictionary) -> bool {
    if acroform::is_type(font, b"Subtype", b"Type3") {
        return true;
    }
    let below = acroform::array(document, font, b"DescendantFonts").first();
    let below = below.and_then(|below| acroform::follow(document, below).as_dict().ok()).unwrap_or(font);
    let descriptor = acroform::dictionary(document, below, b"FontDescriptor");
    let files = [&b"FontFile"[..], b"FontFile2", b"FontFile3"];
    descriptor.is_some_and(|descriptor| files.iter().any(|key| acroform::value(document, descriptor, key).is_some()))
}
