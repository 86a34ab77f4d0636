//! The end of a document: those who sign, those who receive it [N30-I II.7, II.9].

use std::ops::Range as Span;

use super::super::decree::{self, LARGE, PLACE};
use super::super::lines::PT;
use super::super::look::{Look, number, style};
use crate::base::source::Text;
use crate::domain::document::{Signatory, without_list_marks};

/// How far apart the tops of `Nơi nhận:` and of who signs may be, mm.
const TOPS: f64 = 1.5;

/// Least room for a signature, mm.
const ROOM: f64 = 10.0;

/// Titles and name of who signs.
struct Signed {
    titles: Vec<Span<usize>>,
    name: Option<Span<usize>>,
}

pub(crate) fn look(look: &mut Look<'_>) {
    let Some((_, last)) = look.sections[0].pages else { return };
    let text = look.lines_of(1, last);
    let document = look.document;
    // from the last to the first: two of them may have the same words
    let mut end = text.end;
    let mut signed = Vec::new();
    for signatory in document.signatories.iter().rev() {
        let one = signatory_lines(look, text.start..end, signatory);
        let one = if one.titles.is_empty() { signatory_lines(look, text.clone(), signatory) } else { one };
        end = one.titles.first().map_or(end, |lines| lines.start);
        signed.insert(0, one);
    }
    for (signatory, signed) in document.signatories.iter().zip(&signed) {
        signature(look, signatory, signed, last);
    }
    if let [one] = &signed[..] {
        right_half(look, one);
    }
    if !document.recipients.is_empty() {
        let above = (signed.len() == 1).then(|| signed[0].titles.first().map(|lines| lines.start)).flatten();
        recipients(look, text, above, last);
    }
}

/// Where a signatory stands: the name at the very end, the titles before it.
fn signatory_lines(look: &Look<'_>, text: Span<usize>, signatory: &Signatory) -> Signed {
    let name = signatory.full_name.as_ref().and_then(|name| look.find_last(text.clone(), &name.value));
    let end = name.as_ref().map_or(text.end, |name| name.start);
    let mut titles = Vec::new();
    let mut until = end;
    for text_of in [Some(&signatory.position), signatory.capacity.as_ref()].into_iter().flatten() {
        for line in text_of.lines().collect::<Vec<_>>().into_iter().rev() {
            if let Some(found) = look.find_last(text.start..until, line) {
                until = found.start;
                titles.insert(0, found);
            }
        }
    }
    Signed { titles, name }
}

fn count(text: &Text) -> usize {
    text.lines().filter(|line| !line.trim().is_empty()).count()
}

fn signature(look: &mut Look<'_>, signatory: &Signatory, signed: &Signed, last: usize) {
    let wanted = count(&signatory.position) + signatory.capacity.as_ref().map_or(0, count);
    if signed.titles.len() < wanted {
        look.missing(decree::POSITION_LOOK, last, &signatory.position.one_line());
    }
    for lines in &signed.titles {
        look.styled(decree::POSITION_LOOK, lines.clone(), style(LARGE, true, false, Some(true)));
    }
    let Some(first) = signed.titles.first() else { return };
    let centre = look.lines[first.start].centre();
    for lines in signed.titles.iter().skip(1) {
        look.centred(decree::SIGNATURE_MIDDLE, lines.clone(), centre, "dòng đầu của quyền hạn, chức vụ");
    }
    let Some(name) = signed.name.clone() else {
        if let Some(name) = &signatory.full_name {
            look.missing(decree::NAME_LOOK, last, &name.one_line());
        }
        return;
    };
    look.styled(decree::NAME_LOOK, name.clone(), style(LARGE, true, false, Some(false)));
    look.centred(decree::SIGNATURE_MIDDLE, name.clone(), centre, "quyền hạn, chức vụ");
    let Some(title) = signed.titles.last().map(|lines| &look.lines[lines.end - 1]) else { return };
    let line = &look.lines[name.start];
    let (page, words, room) = (line.page, line.text(), line.top() - title.bottom());
    let is_whole = title.page == line.page;
    look.note(decree::SIGNATURE_WHOLE, is_whole && room >= ROOM, || {
        let measured = if is_whole {
            format!("chỗ ký cao {} mm", number(room))
        } else {
            "họ tên ở trang khác".to_owned()
        };
        (page, words, measured, "chức vụ, chỗ ký, họ tên trên một trang".to_owned())
    });
}

fn right_half(look: &mut Look<'_>, signed: &Signed) {
    let (Some(first), Some(middle)) = (signed.titles.first(), look.middle(0)) else { return };
    let line = &look.lines[first.start];
    let (page, words, centre) = (line.page, line.text(), line.centre());
    look.note(decree::SIGNATURE_PLACE, centre > middle, || {
        (page, words, format!("giữa dòng cách mép trái {} mm", number(centre)), "ở nửa bên phải".to_owned())
    });
}

/// `Nơi nhận:` and the list; `signed` is the first line of who signs beside it.
fn recipients(look: &mut Look<'_>, text: Span<usize>, signed: Option<usize>, last: usize) {
    let Some(word) = look.find_last(text.clone(), "Nơi nhận") else {
        look.missing(decree::RECIPIENTS_WORD_LOOK, last, "Nơi nhận:");
        return;
    };
    look.styled(decree::RECIPIENTS_WORD_LOOK, word.clone(), style(decree::RECIPIENTS_WORD, true, true, Some(false)));
    let left = look.sections[0].left;
    let line = &look.lines[word.start];
    let (page, x, top, said) = (line.page, line.x(), line.top(), line.text());
    look.note(decree::RECIPIENTS_WORD_LOOK, said == "Nơi nhận:", || {
        (page, said.clone(), format!("`{said}`"), "`Nơi nhận:`".to_owned())
    });
    at_left(look, word.start, left, x);
    if let Some(signed) = signed.map(|at| &look.lines[at]) {
        let (off, same_page) = ((signed.top() - top).abs(), signed.page == page);
        let words = signed.text();
        look.note(decree::SIGNATURE_PLACE, same_page && off <= TOPS, || {
            (page, words, format!("lệch {} mm so với `Nơi nhận:`", number(off)), "ngang `Nơi nhận:`".to_owned())
        });
    }
    let sizes = if look.is_normative() { decree::RECIPIENTS_NORMATIVE } else { decree::RECIPIENTS };
    let all: Vec<String> = look.document.recipients.iter().map(|text| without_list_marks(&text.one_line())).collect();
    let mut from = word.end;
    for (n, recipient) in all.iter().enumerate() {
        let Some(lines) = look.find(from..text.end, recipient) else {
            look.missing(decree::RECIPIENTS_LOOK, last, recipient);
            continue;
        };
        from = lines.end;
        look.styled(decree::RECIPIENTS_LOOK, lines.clone(), style(sizes, false, false, None));
        let (first, end) = (&look.lines[lines.start], &look.lines[lines.end - 1]);
        let (page, words, x, closes) = (first.page, first.text(), first.x(), end.text());
        at_left(look, lines.start, left, x);
        let mark = if n + 1 == all.len() { '.' } else { ';' };
        let is_right = words.starts_with('-') && closes.ends_with(mark);
        look.note(decree::RECIPIENTS_MARKS, is_right, || {
            (page, words, "sai dấu".to_owned(), format!("`- ` ở đầu, `{mark}` ở cuối"))
        });
    }
}

fn at_left(look: &mut Look<'_>, at: usize, left: Option<f64>, x: f64) {
    let Some(left) = left else { return };
    let (page, words) = (look.lines[at].page, look.lines[at].text());
    look.note(decree::RECIPIENTS_PLACE, (x - left).abs() <= PLACE + PT, || {
        (page, words, format!("cách lề trái {} mm", number(x - left)), "sát lề trái".to_owned())
    });
}
