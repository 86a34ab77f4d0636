//! The head of a page: Quốc hiệu and Tiêu ngữ, agencies, number and sign, place and date [N30-I II.1–II.4].

use std::ops::Range as Span;

use super::super::decree::{self, LARGE, LEVEL, SMALL, THIRTEEN};
use super::super::look::{Look, number, style};
use crate::domain::document::IssueDate;
use crate::domain::document::kind::Form;

/// Both spellings stand in the decree itself.
const NATIONS: [&str; 2] = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"];
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// How far down a page its head reaches, mm.
const HEAD: f64 = 110.0;

pub(crate) fn look(look: &mut Look<'_>) {
    let Some((_, last)) = look.sections[0].pages else { return };
    let page = look.lines_of(1, 1.min(last));
    let nation = nation(look, page.clone());
    if !look.document.kind.has_letterhead() {
        // an agreement has its number under its name, and no model says how
        let symbol = sign(look);
        match look.find(page, &symbol) {
            Some(lines) => numbered(look, lines),
            None => look.missing(decree::NUMBER, 1, &symbol),
        }
        return;
    }
    let issuer = issuer(look, page.clone(), nation.clone());
    let sign = signed(look, page.clone(), issuer.clone());
    if look.document.kind.has_place_and_date() {
        dated(look, page, nation, sign);
    }
}

/// The first lines of a page, as far as its head reaches.
fn head(look: &Look<'_>, page: Span<usize>) -> Span<usize> {
    let end = page.clone().find(|at| look.lines[*at].baseline() > HEAD).unwrap_or(page.end);
    page.start..end
}

/// Quốc hiệu and Tiêu ngữ; the lines of both.
pub(super) fn nation(look: &mut Look<'_>, page: Span<usize>) -> Option<Span<usize>> {
    let page_number = look.lines.get(page.start).map_or(1, |line| line.page);
    let head = head(look, page);
    let is_start = |at: &usize| look.letters[*at].starts_with("cộngh");
    let Some(start) = head.clone().find(is_start) else {
        look.missing(decree::NATION, page_number, NATIONS[0]);
        return None;
    };
    let motto = (start..head.end).find(|at| look.letters[*at].starts_with("độclập"));
    let end = motto.unwrap_or(start + 1);
    let text = joined(look, start..end);
    look.note(decree::NATION, NATIONS.contains(&text.as_str()), || {
        (page_number, text, "sai chữ hoặc xuống dòng".to_owned(), format!("một dòng `{}`", NATIONS[0]))
    });
    look.styled(decree::NATION_LOOK, start..end, style(SMALL, true, false, Some(true)));
    if look.document.kind.form != Form::Agreement {
        let (centre, middle) = (look.lines[start].centre(), look.pages[page_number - 1].width / 2.0);
        let text = look.lines[start].text();
        look.note(decree::NATION_PLACE, centre > middle, || {
            (page_number, text, format!("giữa dòng cách mép trái {} mm", number(centre)), "ở nửa bên phải".to_owned())
        });
    }
    let Some(motto) = motto else {
        look.missing(decree::MOTTO, page_number, MOTTO);
        return Some(start..end);
    };
    let text = look.lines[motto].text();
    let is_right = text == MOTTO;
    look.note(decree::MOTTO, is_right, || (page_number, text, "sai chữ".to_owned(), format!("`{MOTTO}`")));
    look.styled(decree::MOTTO_LOOK, motto..motto + 1, style(LARGE, true, false, Some(false)));
    let centre = look.lines[start].centre();
    look.centred(decree::MOTTO_PLACE, motto..motto + 1, centre, "Quốc hiệu");
    look.single_spaced(decree::MOTTO_PLACE, end - 1..motto + 1);
    look.ruled(decree::MOTTO_RULE, motto..motto + 1, decree::WHOLE);
    Some(start..motto + 1)
}

/// The parent and the issuer; the lines of the issuer.
pub(super) fn issuer(look: &mut Look<'_>, page: Span<usize>, nation: Option<Span<usize>>) -> Option<Span<usize>> {
    let page_number = look.lines.get(page.start).map_or(1, |line| line.page);
    let head = head(look, page);
    let document = look.document;
    let parent = document.issuer.parent.as_ref().map(|parent| parent.value.clone());
    let parent_lines = parent.as_ref().and_then(|parent| look.find(head.clone(), parent));
    let from = parent_lines.as_ref().map_or(head.start, |lines| lines.end);
    let own = look.find(from..head.end, &document.issuer.name.value);
    match (&parent, &parent_lines) {
        (Some(_), Some(lines)) => {
            look.styled(decree::PARENT_LOOK, lines.clone(), style(SMALL, false, false, Some(true)));
        }
        (Some(parent), None) => look.missing(decree::PARENT_LOOK, page_number, parent),
        (None, _) => {}
    }
    let Some(own) = own else {
        look.missing(decree::ISSUER_LOOK, page_number, &document.issuer.name.one_line());
        return None;
    };
    look.styled(decree::ISSUER_LOOK, own.clone(), style(SMALL, true, false, Some(true)));
    let first = parent_lines.as_ref().map_or(own.start, |lines| lines.start);
    let all =
        if parent_lines.as_ref().is_some_and(|lines| lines.end == own.start) { first..own.end } else { own.clone() };
    look.centred(decree::ISSUER_PLACE, all.clone(), look.lines[first].centre(), "dòng đầu của tên cơ quan");
    look.single_spaced(decree::ISSUER_PLACE, all);
    look.ruled(decree::ISSUER_RULE, own.clone(), decree::THIRD_TO_HALF);
    if let Some(nation) = nation {
        let (line, other) = (&look.lines[first], &look.lines[nation.start]);
        let (off, text) = ((line.baseline() - other.baseline()).abs(), line.text());
        let is_left = line.centre() < other.x();
        look.note(decree::NATION_PLACE, off <= LEVEL && is_left, || {
            let measured = format!("lệch {} mm so với dòng đầu của tên cơ quan", number(off));
            (page_number, text, measured, "ngang dòng đầu, bên phải tên cơ quan".to_owned())
        });
    }
    Some(own)
}

/// `Số: 05/BC-UBND` as far as it is known.
pub(super) fn sign(look: &Look<'_>) -> String {
    let document = look.document;
    let number = document.printed_number().unwrap_or_default();
    format!("Số: {number}/{}", document.symbol.one_line())
}

/// Number and sign under the issuer; their lines.
fn signed(look: &mut Look<'_>, page: Span<usize>, issuer: Option<Span<usize>>) -> Option<Span<usize>> {
    if !look.document.kind.is_numbered() {
        return None;
    }
    let sign = sign(look);
    let Some(lines) = look.find(head(look, page), &sign) else {
        look.missing(decree::NUMBER, 1, &sign);
        return None;
    };
    numbered(look, lines.clone());
    if let Some(issuer) = issuer {
        let off = centre(look, lines.clone()) - look.lines[issuer.start].centre();
        let is_below = look.lines[lines.start].baseline() > look.lines[issuer.end - 1].baseline();
        look.note(decree::NUMBER_PLACE, off.abs() <= decree::MIDDLE && is_below, || {
            (
                1,
                sign,
                format!("lệch {} mm so với tên cơ quan", number(off.abs())),
                "canh giữa dưới tên cơ quan".to_owned(),
            )
        });
    }
    Some(lines)
}

/// The middle of lines that stand beside or under one another.
pub(super) fn centre(look: &Look<'_>, lines: Span<usize>) -> f64 {
    let left = lines.clone().map(|at| look.lines[at].x()).fold(f64::MAX, f64::min);
    let right = lines.map(|at| look.lines[at].right()).fold(f64::MIN, f64::max);
    f64::midpoint(left, right)
}

fn numbered(look: &mut Look<'_>, lines: Span<usize>) {
    look.styled(decree::NUMBER_LOOK, lines.clone(), style(THIRTEEN, false, false, None));
    let page = look.lines[lines.start].page;
    // a long sign goes on in the next line without a blank
    let parts: Vec<String> = lines.map(|at| look.lines[at].text()).collect();
    let text = parts.concat();
    let (word, rest) = text.split_once(':').unwrap_or((&text, ""));
    let (digits, symbol) = rest.split_once('/').unwrap_or((rest, ""));
    let digits = digits.trim();
    let is_blank = look.document.number.is_none();
    let is_padded = digits.len() >= 2 && (digits.len() == 2 || !digits.starts_with('0'));
    let is_number = is_blank || !digits.starts_with(|c: char| c.is_ascii_digit()) || is_padded;
    let is_tight = is_blank || !rest.trim_start().trim_end().contains(' ');
    let is_right = word == "Số" && is_number && is_tight && !symbol.is_empty();
    look.note(decree::NUMBER, is_right, || {
        (page, text.clone(), format!("`{text}`"), "`Số:`, số từ 01, `/`, ký hiệu không cách chữ".to_owned())
    });
}

/// Place and date beside the number, under the nation.
fn dated(look: &mut Look<'_>, page: Span<usize>, nation: Option<Span<usize>>, sign: Option<Span<usize>>) {
    let document = look.document;
    let [day, month, year] = document.issued_on.printed().map(Option::unwrap_or_default);
    let words = format!("{}, ngày {day} tháng {month} năm {year}", document.place_name.one_line());
    let Some(lines) = look.find(head(look, page), &words) else {
        look.missing(decree::DATE, 1, &words);
        return;
    };
    look.styled(decree::DATE_LOOK, lines.clone(), style(LARGE, false, true, Some(false)));
    let text = joined(look, lines.clone());
    let is_right = is_date(&text, document.issued_on);
    look.note(decree::DATE, is_right, || {
        (1, text.clone(), format!("`{text}`"), "`Địa danh, ngày 05 tháng 01 năm 2026`".to_owned())
    });
    if let Some(nation) = nation {
        let centre = look.lines[nation.start].centre();
        look.centred(decree::DATE_PLACE, lines.clone(), centre, "Quốc hiệu");
    }
    if let Some(sign) = sign {
        let (line, other) = (&look.lines[lines.start], &look.lines[sign.start]);
        let (off, text) = ((line.baseline() - other.baseline()).abs(), line.text());
        look.note(decree::DATE_LEVEL, off <= LEVEL, || {
            (1, text, format!("lệch {} mm so với dòng số, ký hiệu", number(off)), "cùng một dòng".to_owned())
        });
    }
}

/// Whether a line is place and date as the decree writes them; what is not known may be blank.
fn is_date(text: &str, date: IssueDate) -> bool {
    let parts = || {
        let (place, rest) = text.rsplit_once(", ngày ")?;
        let (day, rest) = rest.split_once(" tháng ")?;
        let (month, year) = rest.split_once(" năm ")?;
        Some((place.trim(), day.trim(), month.trim(), year.trim()))
    };
    let Some((place, day, month, year)) = parts() else { return false };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let count = |part: &str| part.parse::<u32>().unwrap_or_default();
    let is_day = !is_number(day) || day.len() == 2;
    // only January and February are padded
    let is_month = !is_number(month)
        || (month.len() == 2 && (count(month) < 3 || count(month) > 9))
        || (month.len() == 1 && count(month) > 2);
    let is_known = !matches!(date, IssueDate::Day { .. }) || [day, month, year].into_iter().all(is_number);
    !place.is_empty() && is_day && is_month && is_known
}

/// The words of lines in one.
fn joined(look: &Look<'_>, lines: Span<usize>) -> String {
    lines.map(|at| look.lines[at].text()).collect::<Vec<_>>().join(" ")
}
