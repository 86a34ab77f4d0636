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
const ACTING: [&[u8]; 8] =
    [b"OpenAction", b"AA", b"AF", b"Collection", b"NeedsRendering", b"Requirements", b"Threads", b"URI"];

/// Entries of a page that do something, bring files, or show it otherwise.
const ACTING_ON_PAGE: [&[u8]; 6] = [b"AA", b"AF", b"PresSteps", b"Thumb", b"Trans", b"Dur"];

/// Kinds of names in the catalog that run, or bring files.
const NAMES: [&[u8]; 3] = [b"JavaScript", b"EmbeddedFiles", b"Renditions"];

/// Entries of pictures and forms that show other things on paper, or from elsewhere.
const ELSEWHERE: [&[u8]; 4] = [b"Alternates", b"OPI", b"Ref", b"PS"];

/// Spaces that some readers put in place of those a page names.
const SPACES: [&[u8]; 3] = [b"DefaultGray", b"DefaultRGB", b"DefaultCMYK"];

/// Boxes of a page that printers and programs of layout go by.
const BOXES: [&[u8]; 3] = [b"TrimBox", b"ArtBox", b"BleedBox"];

/// Objects that the picture of a signature may lead to.
const MAX_OF_PICTURE: usize = 10_000;

/// Whether a file acts by itself, or prints what it does not show, in a way that the issued one does not.
pub(super) fn acts_otherwise([issued, file]: [&Document; 2]) -> bool {
    !acts(file).is_subset(&acts(issued))
}

fn acts(document: &Document) -> BTreeSet<&'static [u8]> {
    let mut found: BTreeSet<&'static [u8]> = BTreeSet::new();
    let mut has_program = false;
    let mut take = |keys: &[&'static [u8]], dictionary: Option<&Dictionary>| {
        found.extend(keys.iter().filter(|key| dictionary.is_some_and(|own| own.has(key))));
    };
    let catalog = acroform::catalog(document);
    take(&ACTING, catalog);
    take(&NAMES, catalog.and_then(|catalog| acroform::dictionary(document, catalog, b"Names")));
    take(&[b"XFA"], acroform::acroform(document));
    for page in document.page_iter() {
        take(&ACTING_ON_PAGE, document.get_dictionary(page).ok());
    }
    let mut open: Vec<&Object> = reach(document, |_| &[]).keys().filter_map(|id| document.objects.get(id)).collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Array(list) => open.extend(list),
            Object::Dictionary(own) => {
                take(&SPACES, Some(own));
                open.extend(own.iter().map(|(_, value)| value));
            }
            Object::Stream(stream) => {
                take(&ELSEWHERE, Some(&stream.dict));
                has_program |= is_program(&stream.dict);
                open.extend(stream.dict.iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    found.extend(has_program.then_some(&b"PS"[..]));
    found
}

/// Whether a stream is run by printers and shown by nobody.
fn is_program(stream: &Dictionary) -> bool {
    [&b"Subtype"[..], b"Subtype2"].iter().any(|key| acroform::is_type(stream, key, b"PS"))
}

/// Whether what an object leads to comes from other files, is for paper alone, or stands in a layer.
pub(super) fn shows_elsewhere(document: &Document, object: &Object) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![object];
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if seen.insert(*id) => open.extend(document.objects.get(id)),
            Object::Array(list) => open.extend(list),
            Object::Dictionary(own) => open.extend(own.iter().map(|(_, value)| value)),
            Object::Stream(stream) => {
                let own = &stream.dict;
                if ELSEWHERE.iter().any(|key| own.has(key)) || own.has(b"OC") || is_program(own) {
                    return true;
                }
                open.extend(own.iter().map(|(_, value)| value));
            }
            _ => {}
        }
        if seen.len() > MAX_OF_PICTURE {
            return true;
        }
    }
    false
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
    if has_other_boxes(documents, pages) {
        return true;
    }
    match (issued, file) {
        (Some((unit, old)), Some((other, new))) => {
            let same =
                |(old, new): (&Dictionary, &Dictionary)| is_entry_equal(b"", &old.clone().into(), &new.clone().into());
            unit != other || old.len() != new.len() || !old.iter().zip(&new).all(same)
        }
        _ => true,
    }
}

/// Whether a page has a box that the issued one has not, and that is not its paper.
fn has_other_boxes(documents: [&Document; 2], pages: [ObjectId; 2]) -> bool {
    let rounded = |sides: acroform::Rect| sides.map(|side| (side * ROUNDING).round().to_bits());
    let own = |at: usize, key: &[u8]| {
        let page = documents[at].get_dictionary(pages[at]).ok()?;
        page.has(key).then(|| acroform::sides(documents[at], page, key).map(rounded))
    };
    let paper = rounded(acroform::paper(documents[0], pages[0]));
    BOXES.iter().any(|key| own(1, key).is_some_and(|new| new != Some(paper) && Some(new) != own(0, key)))
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
