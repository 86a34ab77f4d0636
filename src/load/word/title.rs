//! Lines of the title → kind, subject, the note under it.

use crate::base::text::fold::bare_words;
use crate::domain::document::form_lines;
use crate::domain::document::kind::{self, Kind};
use crate::formats::word::style_ids as own;
use crate::load::word::draft::{Draft, Sureness, quoted};
use crate::load::word::lines::Item;
use crate::load::word::numbers::typed_number;
use crate::load::word::opening::{Rest, is_authority, is_formula, is_ground, skip_blank};

/// The kind that a line names, and the words of a subject behind it.
pub(super) fn kind_of(text: &str) -> Option<(Kind, &str)> {
    let bare = bare_words(text);
    let found = kind::ALL.into_iter().filter(|kind| !kind.abbreviation.is_empty()).find(|kind| {
        let name = bare_words(kind.name);
        bare == name || bare.starts_with(&format!("{name} ")) && starts_in_capitals(text, kind.name)
    })?;
    let words = found.name.split(' ').count();
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    for _ in 0..words {
        rest = rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    }
    Some((found, rest.trim_start_matches([':', '-', '–', ' '])))
}

/// Whether a line begins with the kind in capitals: `BÁO CÁO Kết quả …`, not `Báo cáo của …`.
fn starts_in_capitals(text: &str, name: &str) -> bool {
    let count = name.split(' ').count();
    let head: Vec<&str> =
        text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).take(count).collect();
    form_lines::is_capitals(&head.join(" "))
}

/// The kind, the subject under it, and the note in brackets.
pub(super) fn title(rest: &mut Rest, wanted: Option<Kind>, draft: &mut Draft) {
    let of_symbol = draft.symbol.as_deref().and_then(Kind::of_symbol);
    let letter = draft.symbol.is_some() && of_symbol.is_none() || !draft.subject.is_empty();
    skip_blank(rest, draft);
    let named = match rest.front() {
        Some(Item::Line(line)) if !line.text.is_empty() => {
            kind_of(&line.text).map(|(kind, more)| (kind, more.to_owned(), line.clone()))
        }
        _ => None,
    };
    let Some((named, more, line)) = named else {
        let found = wanted.or(of_symbol).or(letter.then(|| Kind::from_key("cong-van")).flatten());
        draft.kind = found.map(|kind| kind.key);
        if found.is_some() && !letter && wanted.is_some() {
            untitled(rest, draft);
        }
        return;
    };
    rest.pop_front();
    draft.report.counted_again.push(named.name.to_owned());
    draft.kind = Some(wanted.unwrap_or(named).key);
    if wanted.is_some_and(|wanted| wanted != named) {
        let what = format!("dùng loại đã chọn thay cho {}", quoted(&line.text));
        draft.report.guess(Sureness::Fair, "lệnh có --kind", what);
    }
    if !more.is_empty() {
        draft.subject.push(more);
    }
    subject(rest, draft);
}

/// Lines under the kind up to what is no title.
fn subject(rest: &mut Rest, draft: &mut Draft) {
    while let Some(Item::Line(line)) = rest.front() {
        let text = line.text.clone();
        let by_style = line.has_style(own::SUBJECT) || line.has_style(own::SUBJECT_NOTE);
        if line.is_blank() {
            rest.pop_front();
            if draft.subject.is_empty() {
                continue;
            } else {
                return note(rest, draft);
            };
        }
        if line.is_rule() || line.has_style(own::RULE) {
            draft.report.printed_anyway.push(text);
            rest.pop_front();
            return note(rest, draft);
        }
        let is_title = by_style || line.is_centred() || line.is_bold();
        let numbered = typed_number(&text).is_some() || line.paragraph.number.is_some();
        let begins_text = !by_style
            && (numbered
                || form_lines::is_addressees(&text)
                || is_ground(&text)
                || is_formula(line)
                || is_authority(line));
        let plain = line.paragraph.pieces.len() == 1 && draft.subject.is_empty();
        if begins_text || !(is_title || plain && text.chars().count() < 300) {
            return;
        }
        if text.starts_with('(') && text.ends_with(')') && !draft.subject.is_empty() {
            draft.subject_note = Some(text);
        } else {
            draft.subject.push(text);
        }
        rest.pop_front();
    }
}

/// The note in brackets that may stand under the rule.
fn note(rest: &mut Rest, draft: &mut Draft) {
    skip_blank(rest, draft);
    let Some(Item::Line(line)) = rest.front() else { return };
    if draft.subject_note.is_none() && line.text.starts_with('(') && line.text.ends_with(')') && line.is_centred() {
        draft.subject_note = Some(line.text.clone());
        rest.pop_front();
    }
}

/// A text without the name of its kind: its first line, when that is short, is its subject.
fn untitled(rest: &mut Rest, draft: &mut Draft) {
    let Some(Item::Line(line)) = rest.front() else { return };
    let short = line.text.chars().count() < 200 && !line.text.ends_with(['.', ';', ':']);
    if short && !form_lines::is_addressees(&line.text) && !is_ground(&line.text) && draft.subject.is_empty() {
        draft.report.guess(Sureness::Low, "dòng đầu tiên, ngắn", format!("coi {} là trích yếu", quoted(&line.text)));
        draft.subject.push(line.text.clone());
        rest.pop_front();
    }
}
