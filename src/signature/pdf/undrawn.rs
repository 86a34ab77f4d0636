//! What other readers show of a page and our picture of it does not: annotations, units, layers, words on the file.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::signature::pdf::acroform;
use crate::signature::pdf::equality::is_entry_equal;
use crate::signature::pdf::reach::reach;

/// Parts of a point to which tools round the sides of a paper, all of which may print.
const ROUNDING: f32 = 10.0;

/// What an annotation shows when it brings no picture.
const LOOKS: [&[u8]; 9] = [b"Subtype", b"Rect", b"Border", b"BS", b"C", b"IC", b"F", b"Contents", b"QuadPoints"];

/// Whether a file has layers, which a reader may show and hide, and the issued one has none.
pub(super) fn has_new_layers([issued, file]: [&Document; 2]) -> bool {
    let has_layers = |document| acroform::catalog(document).is_some_and(|catalog| catalog.has(b"OCProperties"));
    has_layers(file) && !has_layers(issued)
}

/// Entries of the catalog with which a file does something by itself, or shows another file in its place.
const ACTING: [&[u8]; 7] =
    [b"OpenAction", b"AA", b"Collection", b"NeedsRendering", b"Requirements", b"Threads", b"URI"];

/// Kinds of names in the catalog that run, or bring files.
const NAMES: [&[u8]; 3] = [b"JavaScript", b"EmbeddedFiles", b"Renditions"];

/// Entries of pictures and forms that show other things on paper, or from elsewhere.
const ELSEWHERE: [&[u8]; 4] = [b"Alternates", b"OPI", b"Ref", b"PS"];

/// Whether a file acts by itself, or prints what it does not show, in a way that the issued one does not.
pub(super) fn acts_otherwise([issued, file]: [&Document; 2]) -> bool {
    !acts(file).is_subset(&acts(issued))
}

fn acts(document: &Document) -> BTreeSet<&'static [u8]> {
    let mut found = BTreeSet::new();
    let mut take = |keys: &[&'static [u8]], dictionary: Option<&Dictionary>| {
        found.extend(keys.iter().filter(|key| dictionary.is_some_and(|own| own.has(key))));
    };
    let catalog = acroform::catalog(document);
    take(&ACTING, catalog);
    take(&NAMES, catalog.and_then(|catalog| acroform::dictionary(document, catalog, b"Names")));
    take(&[b"XFA"], acroform::acroform(document));
    for page in document.page_iter() {
        take(&[b"AA", b"PresSteps", b"AF"], document.get_dictionary(page).ok());
    }
    for id in reach(document, |_| &[]).into_keys() {
        let stream = document.objects.get(&id).and_then(|object| object.as_stream().ok());
        take(&ELSEWHERE, stream.map(|stream| &stream.dict));
    }
    found
}

/// Whether a page has other annotations than those issued, but for signatures, or another unit.
pub(super) fn differs(documents: [&Document; 2], pages: [ObjectId; 2]) -> bool {
    let [issued, file] = [0, 1].map(|at| {
        let document = documents[at];
        let page = document.get_dictionary(pages[at]).ok()?;
        let unit = acroform::value(document, page, b"UserUnit").map_or(Ok(1.0), Object::as_float).ok()?;
        let paper = acroform::paper(document, pages[at]).map(|side| (side * ROUNDING).round().to_bits());
        Some(((unit.to_bits(), paper), annotations(document, page)?))
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
        let link = acroform::dictionary(document, annotation, b"A")
            .and_then(|action| acroform::value(document, action, b"URI"));
        own.chain(link.map(|link| (b"URI".to_vec(), link.clone()))).collect::<Dictionary>()
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
