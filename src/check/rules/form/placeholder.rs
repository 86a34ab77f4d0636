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

/// Places of one file that are told one by one; more are one finding.
const MANY: usize = 3;

fn check(checked: &CheckedDocument<'_>, findings: &mut Findings) {
    let mut found: Vec<(String, Option<Place>)> = Vec::new();
    let mut told: Vec<&Place> = Vec::new();
    for text in checked.document.texts() {
        // who signs for a party is printed twice and written once
        let again = text.place.as_ref().is_some_and(|place| told.contains(&place));
        if !text.value.contains('[') || again {
            continue;
        }
        told.extend(&text.place);
        let mut seen = 0;
        // small letters of Vietnamese have as many bytes as their capitals
        for (at, _) in text.value.to_lowercase().match_indices(PLACEHOLDER) {
            let end = text.value[at..].find(']').map_or(text.value.len(), |i| at + i + 1);
            let words = &text.value[at..end];
            let place = text.place.as_ref().map(|place| {
                let range = place.range();
                let written = &place.source().text()[range.clone()];
                match written[seen..].find(words).map(|offset| seen + offset) {
                    Some(offset) => {
                        seen = offset + words.len();
                        Place::new(place.source(), range.start + offset..range.start + offset + words.len())
                    }
                    None => place.clone(),
                }
            });
            found.push((words.to_owned(), place));
        }
    }
    let mut files: Vec<Option<String>> = found.iter().map(|(_, place)| file_of(place)).collect();
    files.dedup();
    for file in files {
        let here: Vec<&(String, Option<Place>)> = found.iter().filter(|(_, place)| file_of(place) == file).collect();
        let first = here.first().and_then(|(_, place)| place.clone());
        match here.len() {
            0..=MANY => findings.extend(here.iter().map(|(words, place)| {
                Finding::new(codes::PLACE_TO_FILL, format!("chỗ còn phải điền: {words}"))
                    .at_optional(place.clone())
                    .hint("thay cả ngoặc vuông bằng nội dung")
            })),
            count => findings.push(
                Finding::new(codes::PLACE_TO_FILL, format!("{count} chỗ còn phải điền: {}", listed(&here)))
                    .at_optional(first)
                    .hint("thay từng chỗ, cả ngoặc vuông, bằng nội dung"),
            ),
        }
    }
}

fn file_of(place: &Option<Place>) -> Option<String> {
    place.as_ref().map(|place| place.source().name().to_owned())
}

/// Every place with its line.
fn listed(places: &[&(String, Option<Place>)]) -> String {
    let one = |(words, place): &&(String, Option<Place>)| match place {
        Some(place) => format!("{words} dòng {}", place.line_column().0),
        None => words.clone(),
    };
    places.iter().map(one).collect::<Vec<_>>().join(", ")
}
