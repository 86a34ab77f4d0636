//! A page of a PDF: what it inherits, how it lies, what it draws, and what stands on it.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// A4, points.
pub(super) const A4: [f32; 2] = [595.28, 841.89];

/// Deepest tree of pages that is followed.
const MAX_DEPTH: usize = 50;

/// Adds an object to what a page draws, behind everything else, whose streams stay as they are; an artifact is no part of
/// what is read aloud.
pub(super) fn draw(
    document: &mut Document,
    page: ObjectId,
    form: ObjectId,
    matrix: &str,
    is_artifact: bool,
) -> Option<()> {
    let resources = inherited(document, page, b"Resources").unwrap_or_else(|| Dictionary::new().into());
    let mut resources = resources.as_dict().ok()?.clone();
    let drawn =
        resources.get(b"XObject").ok().and_then(|drawn| document.dereference(drawn).ok()?.1.as_dict().ok().cloned());
    let mut drawn = drawn.unwrap_or_default();
    let name = (0..).map(|n| format!("VtSao{n}")).find(|name| !drawn.has(name.as_bytes()))?;
    drawn.set(name.as_bytes().to_vec(), form);
    resources.set("XObject", drawn);
    let own: Vec<Object> = match document.get_dictionary(page).ok()?.get(b"Contents") {
        Ok(Object::Array(streams)) => streams.clone(),
        Ok(Object::Reference(id)) => match document.get_object(*id).ok()? {
            Object::Array(streams) => streams.clone(),
            _ => vec![Object::Reference(*id)],
        },
        _ => Vec::new(),
    };
    let (begin, end) = if is_artifact { ("/Artifact BMC\n", "EMC\n") } else { ("", "") };
    let before = document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
    let after = format!("\nQ\n{begin}q\n{matrix}\n/{name} Do\nQ\n{end}");
    let after = document.add_object(Stream::new(Dictionary::new(), after.into_bytes()));
    let streams: Vec<Object> = std::iter::once(before.into()).chain(own).chain([after.into()]).collect();
    let page = document.get_dictionary_mut(page).ok()?;
    page.set("Resources", resources);
    page.set("Contents", streams);
    Some(())
}

/// A value of a page, its own or that of the tree above it.
pub(super) fn inherited(document: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut at = document.get_dictionary(page).ok()?;
    for _ in 0..MAX_DEPTH {
        if let Ok(value) = at.get(key) {
            return Some(document.dereference(value).ok()?.1.clone());
        }
        at = document.get_dictionary(at.get(b"Parent").and_then(Object::as_reference).ok()?).ok()?;
    }
    None
}

/// Gives pages what they inherit, so that they can go to another tree; none when one has no paper or nothing to draw with.
pub(super) fn own_inherited(document: &mut Document, pages: &[ObjectId]) -> Option<()> {
    for page in pages {
        for key in [b"Resources".as_slice(), b"MediaBox"] {
            let value = inherited(document, *page, key)?;
            document.get_dictionary_mut(*page).ok()?.set(key, value);
        }
    }
    Some(())
}

/// Left, bottom, right and top of the paper of a page, points.
pub(super) fn media_box(document: &Document, page: ObjectId) -> [f32; 4] {
    let sides = inherited(document, page, b"MediaBox");
    let sides = sides.as_ref().and_then(|sides| rectangle(document, sides));
    sides.unwrap_or([0.0, 0.0, A4[0], A4[1]])
}

/// A rectangle with its corners in order.
pub(super) fn rectangle(document: &Document, sides: &Object) -> Option<[f32; 4]> {
    let sides = document.dereference(sides).ok()?.1.as_array().ok()?;
    let number = |side: &Object| document.dereference(side).ok()?.1.as_float().ok();
    let [a, b, c, d]: [f32; 4] = sides.iter().map(number).collect::<Option<Vec<_>>>()?.try_into().ok()?;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// By how many degrees a page is turned when it is shown.
pub(super) fn turned(document: &Document, page: ObjectId) -> i64 {
    inherited(document, page, b"Rotate").and_then(|turned| turned.as_i64().ok()).unwrap_or(0).rem_euclid(360)
}

/// The fields of a form that stand on a page, and its other annotations; none of a page without annotations.
pub(super) fn annotations(document: &Document, page: ObjectId) -> Option<(Vec<Object>, Vec<Object>)> {
    let all = document.dereference(document.get_dictionary(page).ok()?.get(b"Annots").ok()?).ok()?.1.as_array().ok()?;
    let is_field = |annotation: &Object| {
        let annotation = document.dereference(annotation).ok().and_then(|(_, annotation)| annotation.as_dict().ok());
        annotation.and_then(|annotation| annotation.get(b"Subtype").ok()?.as_name().ok()) == Some(b"Widget")
    };
    Some(all.iter().cloned().partition(is_field))
}

/// Gives a page the annotations that it keeps.
pub(super) fn set_annotations(document: &mut Document, page: ObjectId, kept: Vec<Object>) -> Option<()> {
    let page = document.get_dictionary_mut(page).ok()?;
    if kept.is_empty() {
        page.remove(b"Annots");
    } else {
        page.set("Annots", kept);
    }
    Some(())
}
