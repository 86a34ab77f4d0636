//! A signer for tests alone: certificates made on the spot, CMS by hand, signatures appended to a PDF.

pub(crate) mod attacks;
pub(crate) mod cms;
pub(crate) mod pki;

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};
pub(crate) use cms::Form;
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary};
pub(crate) use pki::{Holder, PKI};
use vanthu::signature::{TrustStore, ValidationReport, validate};

use crate::support::{Project, report};

/// Bytes kept free for a signature.
const HOLE: usize = 5000;

/// What our own pipeline issues: one page of a report.
pub(crate) static ISSUED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let project = Project::new().file("bao-cao.yaml", report("## KẾT QUẢ\n\nThu ngân sách đạt **120 tỷ đồng**."));
    project.build("bao-cao.yaml").outputs.remove(0).bytes
});

/// The moment tests validate at.
pub(crate) fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-01T08:00:00+07:00").unwrap()
}

/// Validates with the roots of the tests, against what was issued.
pub(crate) fn told(file: &[u8]) -> ValidationReport {
    validate(file, Some(&ISSUED), &PKI.trust, now())
}

/// Validates without anything but the file.
pub(crate) fn told_alone(file: &[u8]) -> ValidationReport {
    validate(file, None, &TrustStore::none(), now())
}

/// The codes of the reasons, in order, each once.
pub(crate) fn ids(report: &ValidationReport) -> Vec<&'static str> {
    let mut ids: Vec<_> = report.findings.iter().map(|found| found.finding.code.id).collect();
    ids.dedup();
    ids
}

/// How to sign.
#[derive(Clone)]
pub(crate) struct Wish<'a> {
    pub(crate) field: &'a str,
    pub(crate) holder: &'a Holder,
    pub(crate) rect: [i64; 4],
    pub(crate) form: Form<'a>,
    pub(crate) sub_filter: &'a str,
    /// The type it bears instead of its own.
    pub(crate) kind: Option<&'a str>,
    pub(crate) permits: Option<i64>,
    /// What it restricts in another way.
    pub(crate) reference: Option<Dictionary>,
    pub(crate) at: &'a str,
    /// Fonts of the picture.
    pub(crate) fonts: Option<Dictionary>,
}

impl<'a> Wish<'a> {
    pub(crate) fn new(field: &'a str, holder: &'a Holder) -> Self {
        let at = "D:20260105101530+07'00'";
        let form = Form::default();
        Self {
            field,
            holder,
            rect: [0; 4],
            form,
            sub_filter: "ETSI.CAdES.detached",
            kind: None,
            permits: None,
            reference: None,
            at,
            fonts: None,
        }
    }
}

/// Appends an update to a PDF.
pub(crate) fn amend(pdf: &[u8], change: impl FnOnce(&Document, &mut Document)) -> Vec<u8> {
    let old = Document::load_mem(pdf).unwrap();
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), old.clone());
    change(&old, &mut update.new_document);
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).unwrap();
    bytes.push(b'\n');
    bytes
}

/// Writes a PDF anew, as a tool does that does not append.
pub(crate) fn rewrite(pdf: &[u8], change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes.push(b'\n');
    bytes
}

pub(crate) fn catalog(document: &Document) -> ObjectId {
    document.trailer.get(b"Root").unwrap().as_reference().unwrap()
}

pub(crate) fn page(document: &Document) -> ObjectId {
    document.page_iter().next().unwrap()
}

/// A copy of an object of the old writing, to be changed in the new one.
pub(crate) fn copy<'a>(old: &Document, new: &'a mut Document, id: ObjectId) -> &'a mut Dictionary {
    let object = old.get_object(id).unwrap().clone();
    new.objects.entry(id).or_insert(object);
    match new.objects.get_mut(&id).unwrap() {
        Object::Stream(stream) => &mut stream.dict,
        other => other.as_dict_mut().unwrap(),
    }
}

/// Adds a reference to an array of a dictionary.
pub(crate) fn push(dictionary: &mut Dictionary, key: &str, id: ObjectId) {
    let mut list = dictionary.get(key.as_bytes()).and_then(Object::as_array).cloned().unwrap_or_default();
    list.push(id.into());
    dictionary.set(key, list);
}

/// Adds a field and its widget to the form and the first page.
pub(crate) fn add_field(old: &Document, new: &mut Document, field: Dictionary) -> ObjectId {
    let id = new.add_object(field);
    push(copy(old, new, page(old)), "Annots", id);
    let mut form = copy(old, new, catalog(old)).get(b"AcroForm").and_then(Object::as_dict).cloned().unwrap_or_default();
    form.set("SigFlags", 3);
    if let Ok(list) = form.get(b"Fields").and_then(Object::as_reference) {
        let mut fields = old.get_object(list).unwrap().as_array().unwrap().clone();
        fields.push(id.into());
        new.objects.insert(list, fields.into());
    } else {
        push(&mut form, "Fields", id);
    }
    copy(old, new, catalog(old)).set("AcroForm", form);
    id
}

/// Signs a PDF.
pub(crate) fn sign(pdf: &[u8], wish: &Wish<'_>) -> Vec<u8> {
    fill(with_hole(pdf, wish), pdf.len(), |parts| cms::message(wish.holder, parts, &wish.form))
}

/// Adds a field and its signature, with nothing signed yet.
pub(crate) fn with_hole(pdf: &[u8], wish: &Wish<'_>) -> Vec<u8> {
    amend(pdf, |old, new| {
        let own = if wish.sub_filter == "ETSI.RFC3161" { "DocTimeStamp" } else { "Sig" };
        let mut value = dictionary! {
            "Type" => wish.kind.unwrap_or(own),
            "Filter" => "Adobe.PPKLite",
            "SubFilter" => wish.sub_filter,
            "Contents" => Object::String(vec![0; HOLE], StringFormat::Hexadecimal),
            "ByteRange" => vec![0.into(), i64::from(i32::MAX).into(), i64::from(i32::MAX).into(), i64::from(i32::MAX).into()],
            "M" => Object::string_literal(wish.at),
        };
        if let Some(level) = wish.permits {
            let parameters = dictionary! { "Type" => "TransformParams", "P" => level, "V" => "1.2" };
            let reference =
                dictionary! { "Type" => "SigRef", "TransformMethod" => "DocMDP", "TransformParams" => parameters };
            value.set("Reference", vec![reference.into()]);
        }
        if let Some(reference) = &wish.reference {
            value.set("Reference", vec![reference.clone().into()]);
        }
        let value = new.add_object(value);
        let mut field = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "F" => 132,
            "T" => Object::string_literal(wish.field), "V" => value, "P" => page(old),
            "Rect" => wish.rect.map(Object::from).to_vec(),
        };
        let box_of = vec![0.into(), 0.into(), 100.into(), 50.into()];
        let mut shown = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => box_of };
        if let Some(fonts) = &wish.fonts {
            // as signing tools nest it: the words stand in a form of the form
            let resources = dictionary! { "Font" => fonts.clone() };
            let inner = [&shown, &dictionary! { "Resources" => resources }];
            let inner: Dictionary = inner.into_iter().flat_map(|part| part.clone().into_iter()).collect();
            let inner = new.add_object(lopdf::Stream::new(inner, b"BT /F1 8 Tf 4 4 Td (Ky) Tj ET".to_vec()));
            shown.set("Resources", dictionary! { "XObject" => dictionary! { "FRM" => inner } });
        }
        let shown = new.add_object(lopdf::Stream::new(shown, b"0 0 1 RG 0 0 100 50 re S".to_vec()));
        field.set("AP", dictionary! { "N" => shown });
        add_field(old, new, field);
        if wish.permits.is_some() {
            copy(old, new, catalog(old)).set("Perms", dictionary! { "DocMDP" => value });
        }
    })
}

/// Puts byte range and message into the hole that stands after `from`.
pub(crate) fn fill(mut bytes: Vec<u8>, from: usize, message: impl FnOnce(&[&[u8]]) -> Vec<u8>) -> Vec<u8> {
    let open = from + find(&bytes[from..], b"/Contents<").unwrap() + "/Contents".len();
    let close = open + 2 * HOLE + 2;
    assert_eq!(bytes[close - 1], b'>');
    let range = from + find(&bytes[from..], b"/ByteRange[").unwrap() + "/ByteRange[".len();
    let end = range + find(&bytes[range..], b"]").unwrap();
    let text = format!("0 {open} {close} {}", bytes.len() - close);
    bytes[range..end].fill(b' ');
    bytes[range..range + text.len()].copy_from_slice(text.as_bytes());
    let message = message(&[&bytes[..open], &bytes[close..]]);
    let digits: String = message.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(digits.len() <= 2 * HOLE, "{} byte", message.len());
    bytes[open + 1..open + 1 + digits.len()].copy_from_slice(digits.as_bytes());
    bytes
}

pub(crate) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
