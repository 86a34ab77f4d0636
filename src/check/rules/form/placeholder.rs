//! D15: places a new document still has to fill, written `[điền …]`.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Place;
use crate::domain::document::Document;

/// How a place to fill begins in the skeletons of `vanthu new`.
const MARK: &str = "[điền";

pub(crate) fn check(document: &Document, findings: &mut Findings) {
    for text in document.texts() {
        if !text.value.contains('[') {
            continue;
        }
        // small letters of Vietnamese have as many bytes as their capitals
        for (at, _) in text.value.to_lowercase().match_indices(MARK) {
            let end = text.value[at..].find(']').map_or(text.value.len(), |i| at + i + 1);
            let words = &text.value[at..end];
            let place = text.place.as_ref().map(|place| {
                let range = place.range();
                let written = &place.source().text()[range.clone()];
                match written.find(words) {
                    Some(offset) => {
                        Place::new(place.source(), range.start + offset..range.start + offset + words.len())
                    }
                    None => place.clone(),
                }
            });
            findings.push(
                Finding::new(codes::PLACE_TO_FILL, format!("chỗ còn phải điền: {words}"))
                    .at_optional(place)
                    .hint("thay cả ngoặc vuông bằng nội dung"),
            );
        }
    }
}
