//! Lines of the letterhead → the fields of a document; then title and what stands above the text.

use crate::base::text::fold::bare_words;
use crate::domain::document::form_lines;
use crate::domain::document::marks::{Circulation, Urgency};
use crate::domain::document::{Kind, Secrecy};
use crate::formats::word::style_ids as own;
use crate::load::word::draft::Draft;
use crate::load::word::lines::{Item, Line};
use crate::load::word::opening::{MAX_HEAD, Rest, addressees, authority, grounds, is_draft_mark};
use crate::load::word::title::{kind_of, title};

/// Reads the head; the items behind it.
pub(super) fn read(items: Vec<Item>, wanted: Option<Kind>, draft: &mut Draft) -> Vec<Item> {
    let mut rest = Rest::from(items);
    let is_headed = rest.iter().take(MAX_HEAD).any(|item| matches!(item, Item::Line(line) if is_letterhead(line)));
    if is_headed {
        letterhead(&mut rest, draft);
    }
    title(&mut rest, wanted, draft);
    let kind = draft.kind.and_then(Kind::from_key);
    if kind.is_some_and(Kind::has_authority) {
        authority(&mut rest, draft);
    }
    addressees(&mut rest, draft);
    if !kind.is_some_and(Kind::has_authority) {
        grounds(&mut rest, draft);
    }
    rest.into()
}

fn is_letterhead(line: &Line) -> bool {
    form_lines::is_motto(&line.text) || form_lines::number_line(&line.text).is_some() || line.has_style(own::NUMBER)
}

/// Lines from the top to the number, date or kind; names of bodies stand in the left column.
fn letterhead(rest: &mut Rest, draft: &mut Draft) {
    let mut bodies: Vec<Line> = Vec::new();
    while let Some(item) = rest.front() {
        let line = match item {
            Item::Line(line) => line,
            // a stamp in a frame of its own
            Item::Table(frame) => match stamp(&frame.lone_row_text()) {
                Some(mark) => {
                    let text = frame.lone_row_text();
                    stamped(draft, mark, &text);
                    rest.pop_front();
                    continue;
                }
                None => break,
            },
            Item::Section(_) => break,
        };
        if line.is_blank() {
            rest.pop_front();
            continue;
        }
        let inside = line.cell.is_some();
        if form_lines::is_motto(&line.text) || line.is_rule() || line.has_style(own::RULE) {
            draft.report.printed_anyway.push(line.text.clone());
        } else if let Some((number, symbol)) = form_lines::number_line(&line.text) {
            draft.number = number;
            draft.symbol = Some(symbol);
            draft.report.counted_again.push("Số".to_owned());
        } else if let Some((place, date)) = form_lines::place_and_date(&line.text) {
            draft.place_name = Some(place);
            draft.issued_on = date;
            let behind = line.text.rfind(',').unwrap_or_default();
            draft.report.counted_again.push(line.text[behind..].to_owned());
        } else if let Some(subject) = form_lines::letter_subject(&line.text) {
            draft.subject.push(subject.to_owned());
            draft.report.counted_again.push("V/v".to_owned());
        } else if kind_of(&line.text).is_some() && !inside {
            break;
        } else if draft.symbol.is_some() && inside && !draft.subject.is_empty() && !line.is_capitals() {
            // the subject of a letter goes on
            draft.subject.push(line.text.clone());
        } else if is_draft_mark(&line.text) {
            draft.report.not_taken("dòng dự thảo", line.text.clone());
        } else if bare_words(&line.text) == "hoa toc hen gio" {
            draft.report.not_taken("dòng độ khẩn", line.text.clone());
        } else if let Some(mark) = stamp(&line.text) {
            stamped(draft, mark, &line.text);
        } else if is_body(line) && draft.symbol.is_none() {
            bodies.push(line.clone());
        } else if inside {
            draft.report.not_taken("dòng ở phần đầu trang", line.text.clone());
        } else if bodies.is_empty() && draft.place_name.is_none() && draft.symbol.is_none() {
            draft.report.not_taken("dòng trên phần đầu trang", line.text.clone());
        } else {
            break;
        }
        rest.pop_front();
    }
    name_bodies(bodies, draft);
}

/// What a stamp stands for: the key of the field, and its value.
fn stamp(text: &str) -> Option<(&'static str, &'static str)> {
    let words = bare_words(text);
    let is = |stamp: &str| bare_words(stamp) == words;
    let secrecy = || Secrecy::ALL.into_iter().find(|mark| is(mark.stamp())).map(|mark| ("do_mat", mark.key()));
    let urgency = || Urgency::ALL.into_iter().find(|mark| is(mark.stamp())).map(|mark| ("do_khan", mark.key()));
    let circulation =
        || Circulation::ALL.into_iter().find(|mark| is(mark.stamp())).map(|mark| ("luu_hanh", mark.key()));
    secrecy().or_else(urgency).or_else(circulation)
}

/// Takes a stamp; a second one of the same kind is told.
fn stamped(draft: &mut Draft, mark: (&'static str, &'static str), text: &str) {
    if draft.marks.iter().any(|known| known.0 == mark.0 && *known != mark) {
        return draft.report.not_taken("dòng dấu chỉ mức độ", text);
    }
    if !draft.marks.contains(&mark) {
        draft.marks.push(mark);
    }
    draft.report.counted_again.push(text.to_owned());
}

/// A name of a body in a letterhead.
fn is_body(line: &Line) -> bool {
    let style = line.has_style(own::ISSUER) || line.has_style(own::PARENT);
    style || line.is_capitals() && line.text.chars().count() < 120
}

/// The body that issues is set bold; its parent above is not.
fn name_bodies(bodies: Vec<Line>, draft: &mut Draft) {
    let is_parent = |line: &Line| match line.style() {
        Some(style) if style == own::PARENT => true,
        Some(style) if style == own::ISSUER => false,
        _ => !line.is_bold(),
    };
    let any_bold = bodies.iter().any(|line| !is_parent(line));
    for line in bodies {
        if any_bold && is_parent(&line) && draft.issuer.is_empty() {
            draft.parent.push(line.text);
        } else {
            draft.issuer.push(line.text);
        }
    }
}
