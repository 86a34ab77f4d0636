//! Độ mật, độ khẩn, phạm vi lưu hành, and how the office is reached [N30-I III.2, III.4].

use super::super::decree::{self, LARGE, PLACE};
use super::super::look::{Look, number, shown, style};
use crate::domain::document::Document;
use crate::typeset::runs::Rule as Stroke;

/// The words of all stamps of a document.
pub(super) fn words(document: &Document) -> Vec<&'static str> {
    let circulation = document.marks.circulation.map(|circulation| circulation.stamp());
    red(document).into_iter().map(|(words, _)| words).chain(circulation).collect()
}

/// The words of red stamps and how wide their frames are, mm.
fn red(document: &Document) -> Vec<(&'static str, f64)> {
    let secrecy = document.secrecy.map(|secrecy| (secrecy.stamp(), f64::from(secrecy.width())));
    let urgency = document.marks.urgency.map(|urgency| (urgency.stamp(), f64::from(urgency.width())));
    secrecy.into_iter().chain(urgency).collect()
}

pub(crate) fn look(look: &mut Look<'_>) {
    for (words, width) in red(look.document) {
        stamp(look, words, width);
    }
    if let Some(circulation) = look.document.marks.circulation {
        circulated(look, circulation.stamp());
    }
    if look.document.marks.contact.is_some() {
        contact(look);
    }
}

fn stamp(look: &mut Look<'_>, words: &'static str, width: f64) {
    let Some(lines) = look.find(look.lines_of(1, 1), words) else {
        look.missing(decree::STAMP_LOOK, 1, words);
        return;
    };
    look.styled(decree::STAMP_LOOK, lines.clone(), style(LARGE, true, false, Some(true)));
    let line = &look.lines[lines.start];
    let [red, green, blue] = line.runs[0].colour;
    let is_red = red > 180 && green < 90 && blue < 90;
    let (x, y, centre) = (line.x(), line.baseline(), line.centre());
    let frame = frame_around(look, centre, y);
    look.note(decree::STAMP_LOOK, is_red, || {
        (1, words.to_owned(), format!("màu #{red:02x}{green:02x}{blue:02x}"), "màu đỏ tươi".to_owned())
    });
    let fits = frame.as_ref().is_some_and(|frame| {
        (frame.height - decree::STAMP_HEIGHT).abs() <= PLACE
            && (frame.width - width).abs() <= PLACE
            && (frame.x + frame.width / 2.0 - centre).abs() <= decree::MIDDLE
    });
    look.note(decree::STAMP_FRAME, fits, || {
        let measured = frame.map_or("không có khung".to_owned(), |frame| {
            format!("khung {} × {} mm", number(frame.width), number(frame.height))
        });
        (1, words.to_owned(), measured, format!("khung {} × 8 mm, chữ ở giữa", number(width)))
    });
    let middle = look.pages[0].width / 2.0;
    let sign =
        look.lines_of(1, 1).find(|at| look.lines[*at].text().starts_with("Số:")).map(|at| look.lines[at].baseline());
    let is_below = sign.is_none_or(|sign| sign < y);
    look.note(decree::STAMP_PLACE, x < middle && is_below, || {
        (1, words.to_owned(), "sai chỗ".to_owned(), "bên trái, dưới số, ký hiệu".to_owned())
    });
}

fn circulated(look: &mut Look<'_>, words: &'static str) {
    let Some(lines) = look.find(look.lines_of(1, 1), words) else {
        look.missing(decree::CIRCULATION_LOOK, 1, words);
        return;
    };
    look.styled(decree::CIRCULATION_LOOK, lines.clone(), style(LARGE, true, false, Some(true)));
    let line = &look.lines[lines.start];
    let frame = frame_around(look, line.centre(), line.baseline());
    let centre = line.centre();
    let is_framed = frame.is_some_and(|frame| (frame.x + frame.width / 2.0 - centre).abs() <= decree::MIDDLE);
    look.note(decree::CIRCULATION_LOOK, is_framed, || {
        (1, words.to_owned(), "không cân trong khung".to_owned(), "cân đối trong khung".to_owned())
    });
}

/// The smallest frame around a place.
fn frame_around(look: &Look<'_>, x: f64, y: f64) -> Option<Stroke> {
    let around = |frame: &&Stroke| {
        frame.width > 1.0
            && frame.height > 1.0
            && (frame.x..frame.x + frame.width).contains(&x)
            && (frame.y..frame.y + frame.height).contains(&y)
    };
    let frames = look.pages[0].rules.iter().filter(around);
    frames.min_by(|a, b| (a.width * a.height).total_cmp(&(b.width * b.height))).cloned()
}

/// The lines at the foot of the first page, under a rule as wide as the text.
fn contact(look: &mut Look<'_>) {
    let Some(contact) = &look.document.marks.contact else { return };
    let page = look.lines_of(1, 1);
    let Some(lines) = look.find(page.clone(), &contact.value) else {
        look.missing(decree::CONTACT_LOOK, 1, &contact.one_line());
        return;
    };
    look.styled(decree::CONTACT_LOOK, lines.clone(), style(decree::CONTACT, false, false, None));
    let (first, words) = (&look.lines[lines.start], look.lines[lines.start].text());
    let text = (look.sections[0].left, look.sections[0].right);
    let wide = text.0.zip(text.1).map_or(0.0, |(left, right)| right - left);
    let above = look.pages[0].rules.iter().find(|stroke| {
        stroke.height.abs() < 0.01
            && stroke.y < first.baseline()
            && first.top() - stroke.y < 4.0
            && stroke.y > first.top() - 8.0
    });
    let length = above.map_or(0.0, |stroke| stroke.width);
    look.note(decree::CONTACT_LOOK, (length - wide).abs() <= 1.0, || {
        let allowed = format!("kẻ dài hết bề ngang, {} mm", shown(decree::Range(wide, wide)));
        (1, words.clone(), format!("kẻ dài {} mm", number(length)), allowed)
    });
    let foot = look.lines[lines.end - 1].bottom();
    let is_last = page.clone().all(|at| look.lines[at].bottom() <= foot + PLACE);
    look.note(decree::CONTACT_LOOK, is_last, || {
        (1, words, "không ở chân trang".to_owned(), "ở chân trang đầu".to_owned())
    });
}
