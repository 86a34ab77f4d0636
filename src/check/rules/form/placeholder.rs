//! D15: places a new document still has to fill, written `[điền …]`.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Place;
use crate::check::rule::{Check, CheckedDocument, Example, Rule};

pub(crate) const RULE: Rule = Rule {
    codes: &[codes::PLACE_TO_FILL],
    basis: None,
    examples: &[Example {
        code: codes::PLACE_TO_FILL,
        file: "bao-cao.yaml",
        wrong: "trich_yeu: Kết quả công tác [điền kỳ]",
        right: "trich_yeu: Kết quả công tác năm 2025",
    }],
    check: Check::Document(check),
};

/// How a place to fill begins in the skeletons of `vanthu new`.
const PLACEHOLDER: &str = "[điền";

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    for text in checked.document.texts() {
        if !text.value.contains('[') {
            continue;
        }
        // small letters of Vietnamese have as many bytes as their capitals
        for (at, _) in text.value.to_lowercase().match_indices(PLACEHOLDER) {
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
