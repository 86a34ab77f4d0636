//! Fields of a form become what they show: a copy on paper has the picture of a signature, and no signature.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::export::page::{annotations, draw, rectangle, set_annotations};

/// A widget that is not shown, or not on screen, draws nothing.
const HIDDEN: i64 = 1 << 1 | 1 << 5;

/// What of a file speaks of its form, signatures and acts.
const OF_THE_FORM: [&[u8]; 5] = [b"AcroForm", b"Perms", b"DSS", b"OpenAction", b"AA"];

/// Draws every field of a form on its page as it is shown, and takes the form away; none when a page cannot be read.
pub(super) fn signatures(document: &mut Document) -> Option<()> {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    for page in pages {
        document.get_dictionary(page).ok()?;
        let Some((fields, others)) = annotations(document, page).filter(|(fields, _)| !fields.is_empty()) else {
            continue;
        };
        for field in &fields {
            if let Some((form, matrix)) = shown(document, field) {
                draw(document, page, form, &matrix, true)?;
            }
        }
        set_annotations(document, page, others)?;
    }
    let catalog = document.catalog_mut().ok()?;
    OF_THE_FORM.iter().for_each(|key| drop(catalog.remove(key)));
    Some(())
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

/// What a field draws, and the matrix that puts it into its place.
fn shown(document: &Document, field: &Object) -> Option<(ObjectId, String)> {
    let field = dictionary(document, field)?;
    let flags = field.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    if flags & HIDDEN != 0 {
        return None;
    }
    let place = rectangle(document, field.get(b"Rect").ok()?)?;
    let normal = dictionary(document, field.get(b"AP").ok()?)?.get(b"N").ok()?;
    let form = match document.dereference(normal).ok()?.1 {
        Object::Stream(_) => normal.as_reference().ok()?,
        Object::Dictionary(states) => {
            states.get(field.get(b"AS").and_then(Object::as_name).ok()?).and_then(Object::as_reference).ok()?
        }
        _ => return None,
    };
    let stream = document.get_object(form).and_then(Object::as_stream).ok()?;
    let [left, bottom, right, top] = rectangle(document, stream.dict.get(b"BBox").ok()?)?;
    let matrix = stream.dict.get(b"Matrix").ok().and_then(|matrix| numbers(document, matrix));
    let [a, b, c, d, e, f] = matrix.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    // the box of the picture as its own matrix turns it, brought onto the place [ISO 32000-1, 12.5.5, algorithm 8.1]
    let corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
        .map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
    let low = corners.iter().fold((f32::MAX, f32::MAX), |low, corner| (low.0.min(corner.0), low.1.min(corner.1)));
    let high = corners.iter().fold((f32::MIN, f32::MIN), |high, corner| (high.0.max(corner.0), high.1.max(corner.1)));
    let (width, height) = (high.0 - low.0, high.1 - low.1);
    if width <= 0.0 || height <= 0.0 || place[2] <= place[0] || place[3] <= place[1] {
        return None;
    }
    let (x, y) = ((place[2] - place[0]) / width, (place[3] - place[1]) / height);
    Some((form, format!("{x} 0 0 {y} {} {} cm", place[0] - low.0 * x, place[1] - low.1 * y)))
}

fn numbers(document: &Document, object: &Object) -> Option<[f32; 6]> {
    let numbers = document.dereference(object).ok()?.1.as_array().ok()?;
    let numbers = numbers.iter().map(|number| document.dereference(number).ok()?.1.as_float().ok());
    numbers.collect::<Option<Vec<_>>>()?.try_into().ok()
}
