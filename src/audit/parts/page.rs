//! Paper, margins, fonts, colours and page numbers [N30-I I].

use super::super::decree::{self, PLACE, SIZE};
use super::super::lines::Line;
use super::super::look::{Look, number, shown};
use super::super::sections::{What, is_page_number};
use crate::domain::document::body::Block;
use crate::typeset::runs::{PageRuns, Run};

/// Families with the widths that the decree asks for.
const FAMILIES: [&str; 2] = ["Times New Roman", "Liberation Serif"];

pub(crate) fn look(look: &mut Look<'_>) {
    for at in 0..look.pages.len() {
        paper(look, at);
        edges(look, at);
        letters(look, at);
    }
    for section in 0..look.sections.len() {
        sides(look, section);
        numbers(look, section);
    }
}

/// Whether a line stands in the margins: page numbers, the line of an electronic signature, what circulates where.
fn is_in_margin(line: &Line, look: &Look<'_>) -> bool {
    let circulation = look.document.marks.circulation.map(|circulation| circulation.stamp());
    is_page_number(line) || circulation == Some(line.text().as_str())
}

fn paper(look: &mut Look<'_>, at: usize) {
    let page = &look.pages[at];
    let (short, long) = (page.width.min(page.height), page.width.max(page.height));
    let fits = (short - decree::PAPER.0).abs() <= PLACE && (long - decree::PAPER.1).abs() <= PLACE;
    let (width, height) = (number(page.width), number(page.height));
    look.note(decree::PAPER_SIZE, fits, || {
        (at + 1, String::new(), format!("{width} × {height} mm"), "210 × 297 mm".to_owned())
    });
    let is_annex = look.sections.iter().any(|section| {
        matches!(section.what, What::Annex(..))
            && section.pages.is_some_and(|(first, last)| (first..=last).contains(&(at + 1)))
    });
    let is_upright = page.width < page.height || is_annex || !page.rules.is_empty();
    look.note(decree::ORIENTATION, is_upright, || {
        (at + 1, String::new(), "trang nằm ngang không có bảng".to_owned(), "trang đứng".to_owned())
    });
}

/// Whether a line is a mark of a note that stands higher than the letters it belongs to, as beside the words of a cell.
fn is_raised(line: &Line, all: &[Line]) -> bool {
    let is_number = line.text().chars().all(|c| c.is_ascii_digit());
    is_number && all.iter().any(|other| other.baseline() > line.baseline() && other.top() < line.baseline())
}

/// Top and bottom: nothing of the text stands nearer, and the first page begins no lower.
fn edges(look: &mut Look<'_>, at: usize) {
    let page = &look.pages[at];
    let range = if look.is_normative() { decree::TOP_AND_BOTTOM_NORMATIVE } else { decree::TOP_AND_BOTTOM };
    let all = &look.lines[look.lines_of(at + 1, at + 1)];
    let is_text = |line: &&Line| !is_in_margin(line, look) && !is_raised(line, all);
    let lines: Vec<&Line> = all.iter().filter(is_text).collect();
    let highest = lines.iter().copied().min_by(|a, b| a.top().total_cmp(&b.top()));
    let lowest = lines.iter().copied().max_by(|a, b| a.bottom().total_cmp(&b.bottom()));
    let (Some(highest), Some(lowest)) = (highest, lowest) else { return };
    let (top, bottom) = (highest.top(), page.height - lowest.bottom());
    let (first_words, last_words) = (highest.text(), lowest.text());
    let begins = look.sections.iter().any(|section| section.pages.is_some_and(|(first, _)| first == at + 1));
    let allowed = format!("{} mm", shown(range));
    let is_right = top >= range.0 - PLACE && (!begins || top <= range.1 + PLACE);
    look.note(decree::TOP_MARGIN, is_right, || {
        (at + 1, first_words, format!("lề trên {} mm", number(top)), allowed.clone())
    });
    look.note(decree::BOTTOM_MARGIN, bottom >= range.0 - PLACE, || {
        (at + 1, last_words, format!("lề dưới {} mm", number(bottom)), allowed)
    });
}

/// Left and right, where full lines of a section show them.
fn sides(look: &mut Look<'_>, section: usize) {
    let Some((first, last)) = look.sections[section].pages else { return };
    let width = look.pages[first - 1].width;
    let is_across = width > look.pages[first - 1].height;
    let (left_range, right_range) = if is_across {
        // the decree says nothing of pages that lie across: no side may be narrower than any may be
        let any = decree::Range(decree::RIGHT.0, decree::LEFT.1);
        (any, any)
    } else {
        (decree::LEFT, decree::RIGHT)
    };
    let span = look.lines_of(first, last);
    let inside: Vec<&Line> = look.lines[span].iter().filter(|line| !is_in_margin(line, look)).collect();
    let leftmost = inside.iter().copied().min_by(|a, b| a.x().total_cmp(&b.x()));
    let rightmost = inside.iter().copied().max_by(|a, b| a.right().total_cmp(&b.right()));
    let (Some(leftmost), Some(rightmost)) = (leftmost, rightmost) else { return };
    let own = &look.sections[section];
    let left = if own.is_measured.0 { own.left.map_or(leftmost.x(), |x| x.min(leftmost.x())) } else { leftmost.x() };
    let right = width - rightmost.right();
    let (words, page) = (leftmost.text(), leftmost.page);
    let is_right = left >= left_range.0 - PLACE && (!own.is_measured.0 || left <= left_range.1 + PLACE);
    let (right_words, right_page) = (rightmost.text(), rightmost.page);
    let fits = right >= right_range.0 - PLACE && (!own.is_measured.1 || right <= right_range.1 + PLACE);
    look.note(decree::LEFT_MARGIN, is_right, || {
        (page, words, format!("lề trái {} mm", number(left)), format!("{} mm", shown(left_range)))
    });
    look.note(decree::RIGHT_MARGIN, fits, || {
        (right_page, right_words, format!("lề phải {} mm", number(right)), format!("{} mm", shown(right_range)))
    });
}

/// Family and colour of every letter; charts have colours of their own.
fn letters(look: &mut Look<'_>, at: usize) {
    let page: &PageRuns = &look.pages[at];
    let is_latin = |c: char| c.is_alphabetic() && (c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
    let strange =
        page.texts.iter().find(|run| run.text.chars().any(is_latin) && !FAMILIES.contains(&run.family.as_str()));
    let (words, family) = strange.map(|run| (run.text.clone(), run.family.clone())).unwrap_or_default();
    look.note(decree::FONT, strange.is_none(), || (at + 1, words, family, FAMILIES.join(", ")));
    let has_chart =
        look.document.bodies().any(|body| body.blocks.iter().any(|block| matches!(block.bare(), Block::Chart(_))));
    let stamps = super::stamps::words(look.document);
    let is_stamp = |run: &Run| stamps.contains(&run.text.trim()) || (has_chart && run.size < 10.75);
    let coloured = page.texts.iter().find(|run| run.colour != [0; 3] && !run.text.trim().is_empty() && !is_stamp(run));
    let words = coloured.map(|run| run.text.clone()).unwrap_or_default();
    let colour = coloured.map(|run| run.colour).unwrap_or_default();
    look.note(decree::COLOUR, coloured.is_none(), || {
        let [red, green, blue] = colour;
        (at + 1, words, format!("chữ màu #{red:02x}{green:02x}{blue:02x}"), "chữ màu đen".to_owned())
    });
}

/// Page numbers of a section: none on its first page, then 2, 3, … in the middle of the top margin.
fn numbers(look: &mut Look<'_>, section: usize) {
    let Some((first, last)) = look.sections[section].pages else { return };
    for page in first..=last {
        let wanted = page - first + 1;
        let span = look.lines_of(page, page);
        let found: Vec<usize> = span.filter(|at| is_page_number(&look.lines[*at])).collect();
        let printed = found.first().map(|at| look.lines[*at].text());
        if wanted == 1 {
            // annexes have numbers of their own, and may show the first of them
            let is_free = section > 0 && printed.as_deref() == Some("1");
            let shown = printed.clone().unwrap_or_default();
            look.note(decree::FIRST_PAGE_NUMBER, printed.is_none() || is_free, || {
                (page, shown, "có số trang".to_owned(), "không hiện số trang".to_owned())
            });
            continue;
        }
        let is_right = found.len() == 1 && printed.as_deref() == Some(wanted.to_string().as_str());
        let said = printed.map_or("không có số trang".to_owned(), |printed| format!("số trang {printed}"));
        look.note(decree::PAGE_NUMBER, is_right, || (page, String::new(), said, format!("số trang {wanted}")));
        if let Some(at) = found.first().copied() {
            look_of_number(look, section, at);
        }
    }
}

fn look_of_number(look: &mut Look<'_>, section: usize, at: usize) {
    let line = &look.lines[at];
    let (page, text, size, centre, upright) = (line.page, line.text(), line.size(), line.centre(), line.upright());
    look.note(decree::PAGE_NUMBER_LOOK, decree::LARGE.holds(size, SIZE), || {
        (page, text.clone(), format!("cỡ {} pt", number(size)), format!("cỡ {} pt", shown(decree::LARGE)))
    });
    look.note(decree::PAGE_NUMBER_LOOK, upright, || {
        (page, text.clone(), "chữ đậm hoặc nghiêng".to_owned(), "chữ đứng".to_owned())
    });
    let middles = [look.middle(section), Some(look.pages[page - 1].width / 2.0)];
    let is_centred = middles.into_iter().flatten().any(|middle| (centre - middle).abs() <= decree::MIDDLE);
    look.note(decree::PAGE_NUMBER_LOOK, is_centred, || {
        (page, text, format!("giữa số trang cách mép trái {} mm", number(centre)), "canh giữa lề trên".to_owned())
    });
}
