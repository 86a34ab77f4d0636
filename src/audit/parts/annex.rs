//! Annexes and attached documents: their titles, and what they come with [N30-I III.1; N30-III, mẫu 1.3].

use std::ops::Range as Span;

use super::super::decree::{self, FOURTEEN, LARGE};
use super::super::lines::Line;
use super::super::look::{Look, style};
use super::super::rule::Rule;
use super::super::sections::{What, is_page_number};
use super::letterhead;
use crate::typeset::page_faults::letters;

pub(crate) fn look(look: &mut Look<'_>) {
    for section in 1..look.sections.len() {
        let what = look.sections[section].what;
        match what {
            What::Own => {}
            What::Annex(n, count, _) => {
                let label = crate::domain::document::Annex::label(n, count);
                annex(look, section, &label);
            }
            What::Attached(attached) => {
                let name = attached.kind.name.to_owned();
                attached_document(look, section, &name);
            }
        }
    }
}

/// The lines of a title that are its first words, and the others.
fn parted(look: &Look<'_>, title: Span<usize>, first: &str) -> (Span<usize>, Span<usize>) {
    let first: String = letters(first).collect();
    let mut end = title.start;
    let mut seen = String::new();
    while end < title.end && seen.len() < first.len() {
        seen.push_str(&look.letters[end]);
        end += 1;
    }
    if seen == first { (title.start..end, end..title.end) } else { (title.clone(), title.end..title.end) }
}

fn annex(look: &mut Look<'_>, section: usize, label: &str) {
    let title = look.sections[section].title.clone();
    if title.is_empty() {
        look.missing(decree::ANNEX_START, look.pages.len(), label);
        return;
    }
    begins_page(look, decree::ANNEX_START, title.start);
    let middle = look.middle(section);
    let (number, name) = parted(look, title.clone(), label);
    let line = &look.lines[number.start];
    let (page, words, is_alone) = (line.page, line.text(), name.start > number.start && !name.is_empty());
    look.note(decree::ANNEX_NUMBER, is_alone && words == label, || {
        (page, words, "số và tên chung dòng hoặc sai chữ".to_owned(), format!("dòng riêng `{label}`"))
    });
    look.styled(decree::ANNEX_NUMBER, number.clone(), style(FOURTEEN, true, false, Some(false)));
    look.styled(decree::ANNEX_TITLE, name.clone(), style(LARGE, true, false, Some(true)));
    if let Some(middle) = middle {
        look.centred(decree::ANNEX_NUMBER, number, middle, "bề ngang văn bản");
        look.centred(decree::ANNEX_TITLE, name, middle, "bề ngang văn bản");
    }
    in_brackets(look, decree::ANNEX_LINE, title.end, middle);
}

fn attached_document(look: &mut Look<'_>, section: usize, kind: &str) {
    let title = look.sections[section].title.clone();
    if title.is_empty() {
        look.missing(decree::ATTACHED_HEAD, look.pages.len(), kind);
        return;
    }
    let page = look.lines[title.start].page;
    let span = look.lines_of(page, page);
    let nation = letterhead::nation(look, span.clone());
    let issuer = letterhead::issuer(look, span.clone(), nation.clone());
    let (has_head, words) = (nation.is_some() && issuer.is_some(), look.lines[title.start].text());
    look.note(decree::ATTACHED_HEAD, has_head, || {
        (page, words, "không có đầu trang riêng".to_owned(), "cơ quan, Quốc hiệu ở đầu trang".to_owned())
    });
    begins_page(look, decree::ATTACHED_HEAD, nation.map_or(title.start, |nation| nation.start));
    let numbered = (span.start..title.start).find(|at| look.lines[*at].text().starts_with("Số:"));
    let words = numbered.map(|at| look.lines[at].text()).unwrap_or_default();
    look.note(decree::ATTACHED_HEAD, numbered.is_none(), || {
        (page, words, "có số, ký hiệu".to_owned(), "không có số và ngày".to_owned())
    });
    let middle = look.middle(section);
    let (name, subject) = parted(look, title.clone(), kind);
    look.styled(decree::ATTACHED_TITLE, name.clone(), style(LARGE, true, false, Some(true)));
    look.styled(decree::ATTACHED_TITLE, subject, style(LARGE, true, false, None));
    if let Some(middle) = middle {
        look.centred(decree::ATTACHED_TITLE, title.clone(), middle, "bề ngang văn bản");
    }
    in_brackets(look, decree::ATTACHED_LINE, title.end, middle);
}

/// Nothing of the text stands on its page above its first line.
fn begins_page(look: &mut Look<'_>, rule: Rule, at: usize) {
    let first = &look.lines[at];
    let page = first.page;
    let above = look.lines_of(page, page).map(|at| &look.lines[at]);
    let above = above.filter(|line| !is_page_number(line) && line.bottom() < first.top()).map(Line::text).next();
    let (is_first, words) = (above.is_none() && page > 1, above.unwrap_or_default());
    look.note(rule, is_first, || (page, words, "đứng trên trong trang".to_owned(), "bắt đầu trang mới".to_owned()));
}

/// `(Kèm theo …)` under a title.
fn in_brackets(look: &mut Look<'_>, rule: Rule, from: usize, middle: Option<f64>) {
    let Some(page) = look.lines.get(from.saturating_sub(1)).map(|line| line.page) else { return };
    let end = look.lines_of(page, page).end;
    let starts = from < end && look.lines[from].text().starts_with('(');
    let close = (from..end.min(from + 8)).find(|at| look.lines[*at].text().ends_with(')'));
    let Some(close) = close.filter(|_| starts) else {
        look.missing(rule, page, "(Kèm theo …)");
        return;
    };
    look.styled(rule, from..close + 1, style(LARGE, false, true, Some(false)));
    if let Some(middle) = middle {
        look.centred(rule, from..close + 1, middle, "bề ngang văn bản");
    }
}
