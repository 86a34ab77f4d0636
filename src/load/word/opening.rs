//! Lines between title and text → who decides, on what grounds, to whom a document goes.

use std::collections::VecDeque;

use crate::base::text::fold::bare_words;
use crate::domain::document::form_lines;
use crate::formats::word::style_ids as own;
use crate::load::word::draft::Draft;
use crate::load::word::lines::{Item, Line};

/// Lines among which what stands above a text is looked for.
pub(super) const MAX_HEAD: usize = 60;

/// What is not read yet.
pub(super) type Rest = VecDeque<Item>;

pub(super) fn is_authority(line: &Line) -> bool {
    line.has_style(own::AUTHORITY) || line.is_capitals() && (line.is_bold() || line.is_centred())
}

pub(super) fn is_formula(line: &Line) -> bool {
    line.has_style(own::FORMULA) || form_lines::is_formula(&line.text)
}

pub(super) fn is_ground(text: &str) -> bool {
    let bare = bare_words(text);
    ["can cu ", "xet ", "theo de nghi ", "thuc hien ", "tren co so "].iter().any(|begin| bare.starts_with(begin))
}

/// Who decides, on what grounds, up to the formula: a resolution or decision.
pub(super) fn authority(rest: &mut Rest, draft: &mut Draft) {
    let reach = rest.iter().take(MAX_HEAD).position(|item| matches!(item, Item::Line(line) if is_formula(line)));
    while let Some(Item::Line(line)) = rest.front() {
        let text = line.text.clone();
        if line.is_blank() {
            rest.pop_front();
        } else if line.is_rule() || is_formula(line) {
            let ends = is_formula(line);
            draft.report.printed_anyway.push(text);
            rest.pop_front();
            if ends {
                return;
            }
        } else if draft.legal_bases.is_empty() && is_authority(line) {
            draft.authority.push(text);
            rest.pop_front();
        } else if is_ground(&text) || line.has_style(own::LEGAL_BASIS) || reach.is_some() {
            draft.legal_bases.push(text);
            rest.pop_front();
        } else {
            return;
        }
    }
}

/// Grounds of other kinds end in semicolons; a sentence that begins with them is text.
pub(super) fn grounds(rest: &mut Rest, draft: &mut Draft) {
    skip_blank(rest, draft);
    let is_one = |item: &Item| matches!(item, Item::Line(line) if line.has_style(own::LEGAL_BASIS) || is_ground(&line.text) && line.text.ends_with(';'));
    while rest.front().is_some_and(is_one) {
        if let Some(Item::Line(line)) = rest.pop_front() {
            draft.legal_bases.push(line.text);
        }
        skip_blank(rest, draft);
    }
}

/// `Kính gửi:` and the lines that name them.
pub(super) fn addressees(rest: &mut Rest, draft: &mut Draft) {
    skip_blank(rest, draft);
    let Some(Item::Line(line)) = rest.front() else { return };
    if !form_lines::is_addressees(&line.text) {
        return;
    }
    let behind = || line.text.splitn(3, ' ').nth(2).unwrap_or_default();
    let first = line.text.split_once(':').map_or_else(behind, |(_, names)| names).trim().to_owned();
    rest.pop_front();
    draft.report.counted_again.push("Kính gửi".to_owned());
    let listed = first.is_empty() || first.ends_with(';');
    push_addressee(&first, draft);
    while let Some(Item::Line(line)) = rest.front() {
        let dashed =
            line.text.starts_with(['-', '–', '+']) || line.has_style(own::ADDRESSEE) || line.paragraph.number.is_some();
        let last = draft.addressees.last().is_none_or(|last| last.ends_with([';', ',']));
        let goes_on = dashed || listed && last && line.text.chars().count() < 150;
        if line.is_blank() {
            rest.pop_front();
            if draft.addressees.is_empty() {
                continue;
            } else {
                break;
            };
        }
        if !goes_on {
            break;
        }
        let text = line.text.clone();
        push_addressee(&text, draft);
        rest.pop_front();
        if text.ends_with('.') {
            break;
        }
    }
    for name in &mut draft.addressees {
        *name = name.trim_end_matches([';', '.', ',']).trim().to_owned();
    }
}

fn push_addressee(text: &str, draft: &mut Draft) {
    let text = text.trim_start_matches(['-', '–', '+', ' ']);
    if !text.is_empty() {
        draft.addressees.push(text.to_owned());
    }
}

/// What a draft says of itself above or under the letterhead.
pub(super) fn is_draft_mark(text: &str) -> bool {
    let bare = bare_words(text);
    bare == "du thao" || bare.starts_with("du thao lan ") || bare.starts_with("du thao ngay ")
}

/// Takes away blank lines, rules and marks of a draft.
pub(super) fn skip_blank(rest: &mut Rest, draft: &mut Draft) {
    skip_draft_marks(rest, draft);
    while let Some(Item::Line(line)) = rest.front()
        && (line.is_blank() || line.is_rule())
    {
        if !line.is_blank() {
            draft.report.printed_anyway.push(line.text.clone());
        }
        rest.pop_front();
    }
}

/// Takes away the lines that call the file a draft: the program prints none.
fn skip_draft_marks(rest: &mut Rest, draft: &mut Draft) {
    let is_mark = |item: &Item| matches!(item, Item::Line(line) if line.is_blank() || is_draft_mark(&line.text));
    while rest.front().is_some_and(is_mark) {
        if let Some(Item::Line(line)) = rest.pop_front()
            && !line.is_blank()
        {
            draft.report.not_taken("dòng dự thảo", line.text);
        }
    }
}
