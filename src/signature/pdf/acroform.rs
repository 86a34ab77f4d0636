//! The AcroForm of a PDF: fields and their widgets, and values followed through references.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

/// Levels of a form and fields that are looked into.
const MAX_DEPTH: usize = 32;
const MAX_FIELDS: usize = 10_000;

/// The value behind a reference, however long the way; null when it leads nowhere.
pub(crate) fn follow<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(&Object::Null, |(_, object)| object)
}

/// The value of a key, followed.
pub(crate) fn value<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let found = follow(document, dictionary.get(key).ok()?);
    (!found.is_null()).then_some(found)
}

/// The dictionary of a key, followed.
pub(crate) fn dictionary<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    value(document, dictionary, key)?.as_dict().ok()
}

/// The elements of an array of a key, each as it stands there.
pub(crate) fn array<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
    value(document, dictionary, key).and_then(|value| value.as_array().ok()).map_or(&[], Vec::as_slice)
}

/// The content of a stream, unpacked to so many bytes at most.
pub(crate) fn unpacked(object: &Object, limit: usize) -> Option<Vec<u8>> {
    let stream = object.as_stream().ok()?;
    if stream.is_compressed() {
        stream.decompressed_content_with_limit(limit).ok()
    } else {
        Some(stream.content.clone())
    }
}

pub(crate) fn catalog(document: &Document) -> Option<&Dictionary> {
    document.catalog().ok()
}

pub(crate) fn acroform(document: &Document) -> Option<&Dictionary> {
    dictionary(document, catalog(document)?, b"AcroForm")
}

/// Whether a dictionary says it is of a type.
pub(crate) fn is_type(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|own| own == name)
}

/// A field at the end of the form's tree, with what it takes from those above it.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// Itself, unless it stands in an array.
    pub(crate) id: Option<ObjectId>,
    /// Its widgets when they stand apart.
    pub(crate) widgets: Vec<ObjectId>,
    pub(crate) name: String,
    pub(crate) is_signature: bool,
    /// Whether it has a value.
    pub(crate) has_value: bool,
    /// The object that holds the value, when it is one of its own.
    pub(crate) value: Option<ObjectId>,
    pub(crate) dictionary: Dictionary,
}

/// A field that only holds others.
#[derive(Debug, Clone)]
pub(crate) struct FieldGroup {
    pub(crate) id: Option<ObjectId>,
    pub(crate) name: String,
    pub(crate) dictionary: Dictionary,
}

/// Every field of the form.
pub(crate) fn fields(document: &Document) -> Vec<Field> {
    walk(document).found
}

/// Every field that holds others.
pub(crate) fn field_groups(document: &Document) -> Vec<FieldGroup> {
    walk(document).groups
}

fn walk(document: &Document) -> FieldWalk<'_> {
    let mut walk = FieldWalk { document, seen: BTreeSet::new(), found: Vec::new(), groups: Vec::new() };
    if let Some(form) = acroform(document) {
        let above = Inherited { name: String::new(), kind: None, value: None };
        walk.take(array(document, form, b"Fields"), &above, 0);
    }
    walk
}

/// What a field takes from those above it.
#[derive(Clone)]
struct Inherited {
    name: String,
    kind: Option<Vec<u8>>,
    value: Option<Object>,
}

struct FieldWalk<'a> {
    document: &'a Document,
    seen: BTreeSet<ObjectId>,
    found: Vec<Field>,
    groups: Vec<FieldGroup>,
}

impl<'a> FieldWalk<'a> {
    fn take(&mut self, list: &'a [Object], above: &Inherited, depth: usize) {
        for object in list {
            let id = object.as_reference().ok();
            if depth > MAX_DEPTH || self.found.len() > MAX_FIELDS || id.is_some_and(|id| !self.seen.insert(id)) {
                continue;
            }
            if let Ok(dictionary) = follow(self.document, object).as_dict() {
                self.take_field(id, dictionary, above, depth);
            }
        }
    }

    fn take_field(&mut self, id: Option<ObjectId>, dictionary: &'a Dictionary, above: &Inherited, depth: usize) {
        let document = self.document;
        let own = dictionary.get(b"T").ok().map(|name| text(follow(document, name)));
        let name = match own {
            Some(own) if above.name.is_empty() => own,
            Some(own) => format!("{}.{own}", above.name),
            None => above.name.clone(),
        };
        let kind = value(document, dictionary, b"FT").and_then(|kind| kind.as_name().ok()).map(<[u8]>::to_vec);
        let below = Inherited {
            name,
            kind: kind.or_else(|| above.kind.clone()),
            value: dictionary.get(b"V").ok().cloned().or_else(|| above.value.clone()),
        };
        let kids = array(document, dictionary, b"Kids");
        let is_field = |kid: &Object| follow(document, kid).as_dict().is_ok_and(|kid| kid.has(b"T"));
        if kids.iter().any(is_field) {
            self.groups.push(FieldGroup { id, name: below.name.clone(), dictionary: dictionary.clone() });
            return self.take(kids, &below, depth + 1);
        }
        self.found.push(Field {
            id,
            widgets: kids.iter().filter_map(|kid| kid.as_reference().ok()).collect(),
            name: below.name,
            is_signature: below.kind.as_deref() == Some(b"Sig"),
            has_value: below.value.as_ref().is_some_and(|value| !value.is_null()),
            value: below.value.as_ref().and_then(|value| value.as_reference().ok()),
            dictionary: dictionary.clone(),
        });
    }
}

/// A text string of a PDF. One that names no encoding is read byte by byte, so that two different ones stay different;
/// none when it is not what it says.
pub(crate) fn decoded(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    let is_marked = bytes.starts_with(&[0xfe, 0xff]) || bytes.starts_with(&[0xef, 0xbb, 0xbf]);
    if is_marked { decode_text_string(object).ok() } else { Some(bytes.iter().copied().map(char::from).collect()) }
}

/// The same to be shown, as far as it can be.
pub(crate) fn text(object: &Object) -> String {
    let bytes = || object.as_str().or_else(|_| object.as_name()).unwrap_or_default();
    decoded(object).unwrap_or_else(|| String::from_utf8_lossy(bytes()).into_owned())
}

/// A place on a page: left, bottom, right, top. Points are `f32` as in lopdf; nothing is counted with them.
pub(crate) type Rect = [f32; 4];

/// The rectangle of an annotation.
pub(crate) fn rect(document: &Document, annotation: &Dictionary) -> Option<Rect> {
    sides(document, annotation, b"Rect")
}

/// Four numbers of a key as a place.
pub(crate) fn sides(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<Rect> {
    let sides = array(document, dictionary, key).iter().map(|side| follow(document, side).as_float());
    let sides: Vec<f32> = sides.collect::<Result<_, _>>().ok()?;
    let [a, b, c, d] = sides.try_into().ok()?;
    Some([f32::min(a, c), f32::min(b, d), f32::max(a, c), f32::max(b, d)])
}

/// Whether a rectangle shows anything; many thin ones show as much as a wide one.
pub(crate) fn is_visible([left, bottom, right, top]: Rect) -> bool {
    right > left && top > bottom
}

/// Where signatures that were made show on a page.
pub(crate) fn signature_places(document: &Document, page: ObjectId) -> Vec<Rect> {
    let fields = fields(document);
    let signed = fields.iter().filter(|field| field.is_signature && field.has_value);
    let widgets: BTreeSet<ObjectId> = signed.flat_map(|field| field.id.iter().chain(&field.widgets)).copied().collect();
    let page = document.get_dictionary(page).ok();
    let annotations = page.map(|page| array(document, page, b"Annots")).unwrap_or_default().iter();
    let own = annotations.filter(|annotation| annotation.as_reference().is_ok_and(|id| widgets.contains(&id)));
    let rects = own.filter_map(|annotation| rect(document, follow(document, annotation).as_dict().ok()?));
    rects.filter(|rect| is_visible(*rect)).collect()
}

/// The paper of a page.
pub(crate) fn paper(document: &Document, page: ObjectId) -> Rect {
    let mut at = document.get_dictionary(page).ok();
    for _ in 0..MAX_DEPTH {
        let Some(here) = at else { break };
        let sides: Vec<f32> = array(document, here, b"MediaBox")
            .iter()
            .filter_map(|side| follow(document, side).as_float().ok())
            .collect();
        if let Ok([a, b, c, d]) = <[f32; 4]>::try_from(sides) {
            return [f32::min(a, c), f32::min(b, d), f32::max(a, c), f32::max(b, d)];
        }
        at = dictionary(document, here, b"Parent");
    }
    [0.0, 0.0, 595.0, 842.0]
}
