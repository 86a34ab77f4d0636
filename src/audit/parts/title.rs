//! Kind and subject, the subject of a công văn, the authority, those a document is addressed to [N30-I II.5, II.9.d].

use std::ops::Range as Span;

use super::super::decree::{self, LARGE, PLACE, SMALL, THIRD_TO_HALF};
use super::super::lines::PT;
use super::super::look::{Look, number, style};
use super::letterhead;
use crate::domain::document::kind::Form;
use crate::domain::document::without_list_marks;

pub(crate) fn look(look: &mut Look<'_>) {
    let document = look.document;
    let page = look.lines_of(1, 1);
    let form = document.kind.form;
    let mut from = page.start;
    match form {
        Form::Letter => letter_subject(look, page.clone()),
        Form::OpenLetter => {}
        _ => {
            let name = document.kind.name.to_uppercase();
            match kind_line(look, page.clone(), &name) {
                Some(lines) => from = named(look, lines, page.end),
                None => look.missing(decree::KIND_LOOK, 1, &name),
            }
        }
    }
    let text = look.lines_of(1, look.sections[0].pages.map_or(1, |(_, last)| last));
    if document.kind.has_authority() && document.normative.is_none() {
        authority(look, from..text.end);
    }
    if matches!(document.kind.addressees, Some("kinh_gui" | "kinh_chuyen")) {
        addressees(look, from..text.end);
    }
}

/// The line of the kind: alone, and in capitals or at least bold where another part has the same letters.
fn kind_line(look: &Look<'_>, page: Span<usize>, name: &str) -> Option<Span<usize>> {
    let from = page.clone().find(|at| look.letters[*at].starts_with("độclập")).map_or(page.start, |at| at + 1);
    look.find(from..page.end, name)
}

/// Kind and subject; where the next part may begin.
fn named(look: &mut Look<'_>, kind: Span<usize>, end: usize) -> usize {
    let document = look.document;
    look.styled(decree::KIND_LOOK, kind.clone(), style(LARGE, true, false, Some(true)));
    if let Some(middle) = look.middle(0) {
        look.centred(decree::KIND_PLACE, kind.clone(), middle, "bề ngang văn bản");
    }
    let Some(subject) = document.printed_subject() else {
        if matches!(document.kind.form, Form::Introduction | Form::Leave) {
            look.ruled(decree::SUBJECT_RULE, kind.clone(), THIRD_TO_HALF);
        }
        return kind.end;
    };
    let Some(lines) = look.find(kind.end..end, &subject.value) else {
        look.missing(decree::SUBJECT_LOOK, 1, &subject.one_line());
        return kind.end;
    };
    look.styled(decree::SUBJECT_LOOK, lines.clone(), style(LARGE, true, false, None));
    if let Some(middle) = look.middle(0) {
        look.centred(decree::SUBJECT_PLACE, lines.clone(), middle, "bề ngang văn bản");
    }
    let is_next = lines.start == kind.end;
    let words = subject.one_line();
    look.note(decree::SUBJECT_PLACE, is_next, || {
        (1, words, "cách tên loại".to_owned(), "ngay dưới tên loại".to_owned())
    });
    look.single_spaced(decree::SUBJECT_PLACE, lines.clone());
    // no rule under that of biên bản [mẫu 1.9]
    if document.kind.form != Form::Minutes {
        look.ruled(decree::SUBJECT_RULE, lines.clone(), THIRD_TO_HALF);
    }
    lines.end
}

/// `V/v …` under the number.
fn letter_subject(look: &mut Look<'_>, page: Span<usize>) {
    let words = format!("V/v {}", look.document.subject.value);
    let Some(lines) = look.find(page.clone(), &words) else {
        look.missing(decree::LETTER_SUBJECT_LOOK, 1, &words);
        return;
    };
    look.styled(decree::LETTER_SUBJECT_LOOK, lines.clone(), style(SMALL, false, false, None));
    let starts = look.lines[lines.start].text().starts_with("V/v ");
    let text = look.lines[lines.start].text();
    look.note(decree::LETTER_SUBJECT_LOOK, starts, || {
        (1, text, "không bắt đầu bằng `V/v`".to_owned(), "`V/v` rồi trích yếu".to_owned())
    });
    let Some(sign) = look.find(page, &letterhead::sign(look)) else { return };
    let centre = letterhead::centre(look, sign.clone());
    look.centred(decree::LETTER_SUBJECT_PLACE, lines.clone(), centre, "số, ký hiệu");
    let (above, line) = (&look.lines[sign.end - 1], &look.lines[lines.start]);
    let (gap, text) = ((line.top() - above.bottom()) / PT, line.text());
    look.note(decree::LETTER_SUBJECT_PLACE, decree::UNDER_NUMBER.holds(gap, 0.0), || {
        (1, text, format!("cách số, ký hiệu {} pt", number(gap)), "6 pt".to_owned())
    });
}

/// Thẩm quyền ban hành and the formula.
fn authority(look: &mut Look<'_>, text: Span<usize>) {
    let document = look.document;
    let formula = if document.kind.form == Form::Resolution { "QUYẾT NGHỊ" } else { "QUYẾT ĐỊNH" };
    let parts = document.authority.iter().map(|authority| authority.value.clone()).chain([formula.to_owned()]);
    for words in parts.collect::<Vec<_>>() {
        let Some(lines) = look.find(text.clone(), &words) else {
            look.missing(decree::AUTHORITY_LOOK, 1, &words);
            continue;
        };
        look.styled(decree::AUTHORITY_LOOK, lines.clone(), style(LARGE, true, false, Some(true)));
        if let Some(middle) = look.middle(0) {
            look.centred(decree::AUTHORITY_LOOK, lines, middle, "bề ngang văn bản");
        }
    }
}

/// Kính gửi: one on the same line; several on lines of their own with dashes one under another.
fn addressees(look: &mut Look<'_>, text: Span<usize>) {
    let document = look.document;
    let all: Vec<String> =
        document.addressees.iter().map(|addressee| without_list_marks(&addressee.one_line())).collect();
    let word = if document.kind.addressees == Some("kinh_chuyen") { "Kính chuyển" } else { "Kính gửi" };
    if all.is_empty() {
        return;
    }
    let plain = style(LARGE, false, false, None);
    if let [only] = &all[..] {
        match look.find(text, &format!("{word}: {only}")) {
            Some(lines) => look.styled(decree::ADDRESSEES_LOOK, lines, plain),
            None => look.missing(decree::ADDRESSEES_LOOK, 1, &format!("{word}: {only}")),
        }
        return;
    }
    let Some(head) = look.find(text.clone(), word) else {
        look.missing(decree::ADDRESSEES_LOOK, 1, word);
        return;
    };
    look.styled(decree::ADDRESSEES_LOOK, head.clone(), plain);
    let (start, colon) = (look.lines[head.start].x(), look.lines[head.start].right());
    let (mut from, mut dash) = (head.end, None);
    for (n, addressee) in all.iter().enumerate() {
        let Some(lines) = look.find(from..text.end, addressee) else {
            look.missing(decree::ADDRESSEES_ORDER, 1, addressee);
            continue;
        };
        from = lines.end;
        look.styled(decree::ADDRESSEES_LOOK, lines.clone(), plain);
        let (first, last) = (&look.lines[lines.start], &look.lines[lines.end - 1]);
        let (page, words, x, end) = (first.page, first.text(), first.x(), last.text());
        let mark = if n + 1 == all.len() { '.' } else { ';' };
        let is_marked = words.starts_with("- ") && end.ends_with(mark);
        look.note(decree::ADDRESSEES_ORDER, is_marked, || {
            (page, words.clone(), "sai dấu".to_owned(), format!("`- ` ở đầu, `{mark}` ở cuối"))
        });
        let dash = *dash.get_or_insert(x);
        let stands = (start + decree::DASHES_FROM_WORD..=colon + 1.0).contains(&x) && (x - dash).abs() <= PLACE;
        look.note(decree::ADDRESSEES_ORDER, stands, || {
            (
                page,
                words,
                format!("gạch đầu dòng cách mép trái {} mm", number(x)),
                "thẳng hàng dưới `Kính gửi:`".to_owned(),
            )
        });
    }
}
