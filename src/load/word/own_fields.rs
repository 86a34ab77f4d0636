//! Lines that say what only some kinds have, `Địa điểm: Phòng họp số 1` → the fields of that kind.

use crate::base::text::fold::bare_words;
use crate::domain::document::Kind;
use crate::domain::document::own_fields::{FIELDS, OwnField, Shape};
use crate::domain::document::typed_number;
use crate::load::word::draft::Draft;
use crate::load::word::lines::Item;

/// The words before what the closing sentence of minutes says.
const END_OF_MEETING: &str = "ket thuc vao";

/// Takes the fields of a kind out of its text: what stands beside them.
pub(super) fn read(mut items: Vec<Item>, kind: Kind, draft: &mut Draft) -> Vec<Item> {
    for (key, _) in kind.own_fields() {
        let Some(field) = FIELDS.iter().find(|field| field.key == *key) else { continue };
        let found = items.iter().enumerate().find_map(|(at, item)| Some((at, value(field, item)?)));
        let Some((at, (said, words))) = found else { continue };
        let mut taken = 1;
        let mut values: Vec<String> = Some(words).filter(|words| !words.is_empty()).into_iter().collect();
        if values.is_empty() {
            let listed = items[at + 1..].iter().map_while(listed);
            values.extend(listed.take(if field.shape == Shape::Many { usize::MAX } else { 0 }));
            taken += values.len();
        }
        if values.is_empty() {
            continue;
        }
        items.drain(at..at + taken);
        draft.report.counted_again.push(said);
        draft.details.push((field.key, values));
    }
    items
}

/// The words of a line before those of a field, and these.
fn value(field: &OwnField, item: &Item) -> Option<(String, String)> {
    let Item::Line(line) = item else { return None };
    let text = typed_number::typed_number(&line.text).map_or(line.text.as_str(), |number| number.rest);
    let cut = match field.key {
        "ket_thuc" => end_of_meeting(text)?,
        _ => {
            let colon = text.find(':')?;
            let label = bare_words(field.label);
            (!label.is_empty() && bare_words(&text[..colon]) == label).then_some(colon + 1)?
        }
    };
    let said = line.text[..line.text.len() - text.len() + cut].to_owned();
    let words = text[cut..].trim().trim_end_matches(['.', ';']).trim_end();
    Some((said, words.to_owned()))
}

/// Bytes of the closing sentence of minutes up to its time.
fn end_of_meeting(text: &str) -> Option<usize> {
    let ends = text.match_indices(' ').map(|(at, _)| at);
    ends.take(12).find(|at| bare_words(&text[..*at]).ends_with(END_OF_MEETING)).map(|at| at + 1)
}

/// An entry of a list under a label.
fn listed(item: &Item) -> Option<String> {
    let Item::Line(line) = item else { return None };
    let words = line.text.strip_prefix(['-', '–', '+', '•'])?.trim();
    Some(words.trim_end_matches(['.', ';', ',']).to_owned())
}
