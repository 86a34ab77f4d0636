//! What a file says to who listens to it or copies from it, in place of what its pages show.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::signature::pdf::acroform;
use crate::signature::pdf::reach::reach;

/// Keys whose text stands in place of what is shown.
const SPOKEN: [&[u8]; 3] = [b"ActualText", b"Alt", b"E"];

/// Operators that mark content, with properties.
const MARKS: [&str; 2] = ["BDC", "DP"];

/// Bytes of instructions of one page or form.
const MAX_CONTENT: usize = 16 << 20;

/// All such texts in objects that a reader reaches, in the order of the words.
pub(super) fn of_objects(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<&Object> = reach(document, |_| &[]).keys().filter_map(|id| document.objects.get(id)).collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Array(list) => open.extend(list),
            Object::Dictionary(dictionary) => {
                found.extend(of_dictionary(document, dictionary));
                open.extend(dictionary.iter().map(|(_, value)| value));
            }
            Object::Stream(stream) => {
                found.extend(of_dictionary(document, &stream.dict));
                open.extend(stream.dict.iter().map(|(_, value)| value));
                if acroform::is_type(&stream.dict, b"Subtype", b"Form")
                    && let Ok(content) = stream.get_plain_content_with_limit(MAX_CONTENT)
                {
                    found.extend(of_content(document, &content).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    found.sort();
    found
}

/// Those written into the instructions of a page, in their order; none when these cannot be read.
pub(super) fn of_page(document: &Document, page: ObjectId) -> Option<Vec<String>> {
    of_content(document, &document.get_page_content_with_limit(page, MAX_CONTENT).ok()?)
}

fn of_content(document: &Document, content: &[u8]) -> Option<Vec<String>> {
    let operations = Content::decode(content).ok()?.operations;
    let marks = operations.iter().filter(|operation| MARKS.contains(&operation.operator.as_str()));
    let properties = marks.filter_map(|mark| mark.operands.get(1)?.as_dict().ok());
    Some(properties.flat_map(|own| of_dictionary(document, own)).collect())
}

fn of_dictionary(document: &Document, dictionary: &Dictionary) -> Vec<String> {
    let text = |key: &&[u8]| {
        let own = acroform::value(document, dictionary, key).filter(|own| own.as_str().is_ok())?;
        Some(format!("{} {}", String::from_utf8_lossy(key), acroform::text(own)))
    };
    SPOKEN.iter().filter_map(text).collect()
}
