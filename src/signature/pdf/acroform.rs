//! What a PDF holds for signing: form fields, signature dictionaries, widgets, and values followed through references.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Deepest form and most fields looked into.
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

pub(crate) fn catalog(document: &Document) -> Option<&Dictionary> {
    document.catalog().ok()
}

pub(crate) fn acro_form(document: &Document) -> Option<&Dictionary> {
    dictionary(document, catalog(document)?, b"AcroForm")
}

/// Whether a dictionary says it is of a type.
pub(crate) fn is_type(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|own| own == name)
}

/// The keys that lead to an object.
pub(crate) type Roles<'a> = BTreeSet<&'a [u8]>;

/// Every object reached from the trailer, with the keys that lead to it; of some objects some keys are not followed.
pub(crate) fn reach<'a>(
    document: &'a Document,
    skip: impl Fn(ObjectId) -> &'static [&'static [u8]],
) -> BTreeMap<ObjectId, Roles<'a>> {
    let entries = |dictionary: &'a Dictionary, skip: &'static [&'static [u8]]| {
        dictionary.iter().map(|(key, value)| (key.as_slice(), value)).filter(move |(key, _)| !skip.contains(key))
    };
    let mut seen: BTreeMap<ObjectId, Roles<'a>> = BTreeMap::new();
    let mut open: Vec<(&[u8], &Object)> = entries(&document.trailer, &[]).collect();
    while let Some((key, object)) = open.pop() {
        let id = object.as_reference().ok();
        if id.is_some_and(|id| {
            let roles = seen.entry(id).or_default();
            !roles.insert(key) || roles.len() > 1
        }) {
            continue;
        }
        let skip = id.map_or(&[][..], &skip);
        match id.map_or(Some(object), |id| document.objects.get(&id)) {
            Some(Object::Array(list)) => open.extend(list.iter().map(|item| (key, item))),
            Some(Object::Dictionary(dictionary)) => open.extend(entries(dictionary, skip)),
            Some(Object::Stream(stream)) => open.extend(entries(&stream.dict, skip)),
            Some(reference @ Object::Reference(_)) => open.push((key, reference)),
            _ => {}
        }
    }
    seen
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

/// Every field of the form.
pub(crate) fn fields(document: &Document) -> Vec<Field> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    if let Some(form) = acro_form(document) {
        let above = Above { name: String::new(), kind: None, value: None };
        walk(document, array(document, form, b"Fields"), &above, 0, &mut seen, &mut found);
    }
    found
}

#[derive(Clone)]
struct Above {
    name: String,
    kind: Option<Vec<u8>>,
    value: Option<Object>,
}

fn walk(
    document: &Document,
    list: &[Object],
    above: &Above,
    depth: usize,
    seen: &mut BTreeSet<ObjectId>,
    found: &mut Vec<Field>,
) {
    for object in list {
        let id = object.as_reference().ok();
        if depth > MAX_DEPTH || found.len() > MAX_FIELDS || id.is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        let Ok(dictionary) = follow(document, object).as_dict() else {
            continue;
        };
        let own = dictionary.get(b"T").ok().map(|name| text(follow(document, name)));
        let name = match own {
            Some(own) if above.name.is_empty() => own,
            Some(own) => format!("{}.{own}", above.name),
            None => above.name.clone(),
        };
        let kind = value(document, dictionary, b"FT").and_then(|kind| kind.as_name().ok()).map(<[u8]>::to_vec);
        let below = Above {
            name,
            kind: kind.or_else(|| above.kind.clone()),
            value: dictionary.get(b"V").ok().cloned().or_else(|| above.value.clone()),
        };
        let kids = array(document, dictionary, b"Kids");
        let is_field = |kid: &Object| follow(document, kid).as_dict().is_ok_and(|kid| kid.has(b"T"));
        if kids.iter().any(is_field) {
            walk(document, kids, &below, depth + 1, seen, found);
            continue;
        }
        found.push(Field {
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

/// A text string of a PDF: UTF-16, UTF-8 or Latin letters.
pub(crate) fn text(object: &Object) -> String {
    match object {
        Object::String(bytes, _) => match bytes.as_slice() {
            [0xfe, 0xff, rest @ ..] => {
                let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
            }
            [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
            plain => plain.iter().map(|byte| char::from(*byte)).collect(),
        },
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        _ => String::new(),
    }
}

/// A place on a page: left, bottom, right, top.
pub(crate) type Rect = [f32; 4];

/// The rectangle of an annotation.
pub(crate) fn rect(document: &Document, annotation: &Dictionary) -> Option<Rect> {
    let sides = array(document, annotation, b"Rect").iter().map(|side| follow(document, side).as_float());
    let sides: Vec<f32> = sides.collect::<Result<_, _>>().ok()?;
    let [a, b, c, d] = sides.try_into().ok()?;
    Some([f32::min(a, c), f32::min(b, d), f32::max(a, c), f32::max(b, d)])
}

/// Whether a rectangle shows anything.
pub(crate) fn is_visible(rect: Rect) -> bool {
    rect[2] - rect[0] > 0.5 && rect[3] - rect[1] > 0.5
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
