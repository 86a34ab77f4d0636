//! What other readers show of a page and our picture of it does not: annotations, units, layers, words on the file.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::signature::pdf::acroform;
use crate::signature::pdf::equality::is_entry_equal;

/// What an annotation shows when it brings no picture.
const LOOKS: [&[u8]; 9] = [b"Subtype", b"Rect", b"Border", b"BS", b"C", b"IC", b"F", b"Contents", b"QuadPoints"];

/// What a file says of itself that signing does not change.
const WORDS: [&[u8]; 4] = [b"Title", b"Author", b"Subject", b"Keywords"];

/// Whether a file has layers, which a reader may show and hide, and the issued one has none.
pub(super) fn has_new_layers([issued, file]: [&Document; 2]) -> bool {
    let has_layers = |document| acroform::catalog(document).is_some_and(|catalog| catalog.has(b"OCProperties"));
    has_layers(file) && !has_layers(issued)
}

/// Whether a file gives itself another title or author; tools that write none leave those of the metadata.
pub(super) fn has_other_words([issued, file]: [&Document; 2]) -> bool {
    WORDS.iter().any(|key| match (word(issued, key), word(file, key)) {
        (_, None) => false,
        (old, Some(new)) => old.is_none_or(|old| !is_entry_equal(key, old, new)),
    })
}

fn word<'a>(document: &'a Document, key: &[u8]) -> Option<&'a Object> {
    acroform::value(document, acroform::dictionary(document, &document.trailer, b"Info")?, key)
}

/// Whether a page has other annotations than those issued, but for signatures, or another unit.
pub(super) fn differs(documents: [&Document; 2], pages: [ObjectId; 2]) -> bool {
    let [issued, file] = [0, 1].map(|at| {
        let document = documents[at];
        let page = document.get_dictionary(pages[at]).ok()?;
        let unit = acroform::value(document, page, b"UserUnit").map_or(Ok(1.0), Object::as_float).ok()?;
        Some((unit.to_bits(), annotations(document, page)?))
    });
    match (issued, file) {
        (Some((unit, old)), Some((other, new))) => {
            let same =
                |(old, new): (&Dictionary, &Dictionary)| is_entry_equal(b"", &old.clone().into(), &new.clone().into());
            unit != other || old.len() != new.len() || !old.iter().zip(&new).all(same)
        }
        _ => true,
    }
}

/// How the annotations of a page look that are no signatures; none when one cannot be read.
fn annotations(document: &Document, page: &Dictionary) -> Option<Vec<Dictionary>> {
    let list = acroform::array(document, page, b"Annots").iter();
    let list = list.map(|annotation| acroform::follow(document, annotation).as_dict().ok());
    let list: Vec<&Dictionary> = list.collect::<Option<_>>()?;
    let looks = |annotation: &&Dictionary| {
        let own =
            LOOKS.iter().filter_map(|key| Some((key.to_vec(), acroform::value(document, annotation, key)?.clone())));
        own.collect::<Dictionary>()
    };
    Some(list.iter().filter(|annotation| !is_signature(document, annotation)).map(looks).collect())
}

/// Whether an annotation is a signature's own widget, or one of several.
fn is_signature(document: &Document, annotation: &Dictionary) -> bool {
    let parent = || acroform::dictionary(document, annotation, b"Parent");
    let kind = acroform::value(document, annotation, b"FT");
    let kind = kind.or_else(|| acroform::value(document, parent()?, b"FT"));
    acroform::is_type(annotation, b"Subtype", b"Widget") && kind.and_then(|kind| kind.as_name().ok()) == Some(b"Sig")
}
