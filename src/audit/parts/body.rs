//! The text: căn cứ and paragraphs, their size, indent, gaps and line spacing [N30-I II.6].

use super::super::decree::{self, GAP, PLACE, SPACING};
use super::super::lines::{PT, SINGLE};
use super::super::look::{Look, number, shown};
use super::super::rule::Part;
use super::super::sections::{Role, What};
use super::super::text::has_break;
use super::headings;
use crate::domain::document::body::{Block, Inline};

/// How much higher a line may be that has raised or lowered marks, in parts of single spacing.
const MARKED: f64 = 0.25;

/// What paragraphs are measured by.
struct Paragraphs {
    /// The text of the document itself or of what is attached to it; tables of annexes have sizes of their own.
    is_text: bool,
    left: Option<f64>,
    right: Option<f64>,
}

pub(crate) fn look(look: &mut Look<'_>) {
    for section in 0..look.sections.len() {
        let own = &look.sections[section];
        let is_text = !matches!(own.what, What::Annex(..));
        let measured = |side: Option<f64>, is: bool| side.filter(|_| is);
        let by = Paragraphs {
            is_text,
            left: measured(own.left, own.is_measured.0),
            right: measured(own.right, own.is_measured.1),
        };
        if own.paragraphs.is_empty() && own.lost > 0 {
            look.unseen(Part::Body);
        }
        for at in 0..look.sections[section].paragraphs.len() {
            let role = look.sections[section].paragraphs[at].role;
            match role {
                Role::Basis(n, count) => basis(look, section, at, (n, count)),
                Role::Heading(rung, block) => headings::look(look, section, at, rung, block),
                Role::Text(block) => text(look, section, at, block, &by),
            }
            spacing(look, section, at, &by);
        }
        upright(look, section);
    }
}

/// Căn cứ: italic, each closed.
fn basis(look: &mut Look<'_>, section: usize, at: usize, (n, count): (usize, usize)) {
    let lines = look.sections[section].paragraphs[at].lines.clone();
    look.sized(decree::BASIS_LOOK, &lines);
    for line in &lines {
        let line = &look.lines[*line];
        let (page, words, italic, bold) = (line.page, line.text(), line.italic(), line.words().any(|run| run.bold));
        look.note(decree::BASIS_LOOK, italic && !bold, || {
            (page, words, "chữ không nghiêng hoặc đậm".to_owned(), "chữ nghiêng".to_owned())
        });
    }
    let Some(last) = lines.last().map(|at| &look.lines[*at]) else { return };
    let (page, words) = (last.page, last.text());
    // in a normative document the sentence by which it is issued follows
    let is_last = n + 1 == count && !look.is_normative();
    let marks: &[char] = if is_last { &['.', ';', ',', ':'] } else { &[';', ',', ':', '.'] };
    let wanted = if is_last { "dấu chấm" } else { "dấu chấm phẩy" };
    look.note(decree::BASIS_MARKS, words.ends_with(marks), || {
        (page, words.clone(), "không có dấu".to_owned(), format!("{wanted} ở cuối"))
    });
}

/// A paragraph of the text: size, indent, both edges.
fn text(look: &mut Look<'_>, section: usize, at: usize, block: &Block, by: &Paragraphs) {
    let lines = look.sections[section].paragraphs[at].lines.clone();
    if let Block::Paragraph { lead: Some(lead), text } = block {
        headings::lead(look, &lines, lead.rung, text);
    }
    if !by.is_text {
        return;
    }
    look.sized(decree::BODY_LOOK, &lines);
    let (words, is_plain) = match block {
        Block::Paragraph { text, .. } => (text, true),
        Block::Item { text, .. } => (text, false),
        _ => return,
    };
    if let Some(left) = by.left.filter(|_| is_plain) {
        indented(look, &lines, left);
    }
    if let Some(right) = by.right.filter(|_| !has_break(words) && !has_room(words)) {
        justified(look, &lines, right);
    }
}

/// Whether dots at its end are to be filled in by hand.
fn has_room(words: &[Inline]) -> bool {
    matches!(words.last(), Some(Inline::Text(text)) if text.value.trim_end().ends_with(['.', '…']) && text.value.contains("…"))
}

/// The first line stands in from the left edge of the others.
fn indented(look: &mut Look<'_>, lines: &[usize], left: f64) {
    let Some(first) = lines.first().map(|at| &look.lines[*at]) else { return };
    let (page, words, indent) = (first.page, first.text(), first.x() - left);
    let fits = decree::INDENTS.iter().any(|allowed| (indent - allowed).abs() <= PLACE);
    look.note(decree::BODY_INDENT, fits, || {
        (page, words, format!("lùi {} mm", number(indent)), "lùi 10 hoặc 12,7 mm".to_owned())
    });
}

/// All lines but the last end at the right edge; one without blanks cannot be stretched.
fn justified(look: &mut Look<'_>, lines: &[usize], right: f64) {
    for at in lines.iter().rev().skip(1) {
        let line = &look.lines[*at];
        let (page, words, end) = (line.page, line.text(), line.right());
        if !words.contains(' ') {
            continue;
        }
        look.note(decree::BODY_JUSTIFIED, (end - right).abs() <= PLACE, || {
            (page, words, format!("dòng hết cách lề phải {} mm", number(right - end)), "canh đều cả hai lề".to_owned())
        });
    }
}

/// How far apart lines and paragraphs stand.
fn spacing(look: &mut Look<'_>, section: usize, at: usize, by: &Paragraphs) {
    if !by.is_text {
        return;
    }
    let paragraph = &look.sections[section].paragraphs[at];
    let (lines, follows) = (paragraph.lines.clone(), paragraph.follows);
    let is_divided = matches!(paragraph.role, Role::Heading(rung, _) if headings::is_centred(rung));
    for pair in lines.windows(2) {
        let (above, line) = (&look.lines[pair[0]], &look.lines[pair[1]]);
        if above.page != line.page || is_divided {
            continue;
        }
        let size = line.size().max(above.size());
        let factor = (line.baseline() - above.baseline()) / (size * PT * SINGLE);
        let room = if line.has_marks() || above.has_marks() { MARKED } else { SPACING };
        let (page, words) = (line.page, line.text());
        let fits = factor >= decree::LINES.0 - SPACING && factor <= decree::LINES.1 + room;
        look.note(decree::BODY_LINES, fits, || {
            let measured = format!("cách dòng trên {} dòng đơn", number(factor));
            (page, words, measured, format!("{} dòng", shown(decree::LINES)))
        });
    }
    let before = at.checked_sub(1).and_then(|before| look.sections[section].paragraphs[before].lines.last().copied());
    let (Some(before), Some(first)) = (before.filter(|_| follows), lines.first()) else { return };
    let (above, line) = (&look.lines[before], &look.lines[*first]);
    if above.page != line.page {
        return;
    }
    // beyond lines of the same paragraph, or at least beyond single lines
    let pitch = lines.windows(2).map(|pair| (&look.lines[pair[0]], &look.lines[pair[1]]));
    let pitch = pitch.filter(|(above, line)| above.page == line.page && !is_divided);
    let pitch = pitch.map(|(above, line)| line.baseline() - above.baseline()).fold(f64::MAX, f64::min);
    let single = line.size() * PT * SINGLE;
    let pitch = if pitch == f64::MAX { single } else { pitch.max(single) };
    let gap = (line.baseline() - above.baseline() - pitch) / PT;
    let (page, words) = (line.page, line.text());
    look.note(decree::BODY_GAP, gap >= decree::PARAGRAPH_GAP - GAP, || {
        (page, words, format!("cách đoạn trên {} pt", number(gap)), "từ 6 pt".to_owned())
    });
}

/// Most of the text is upright and not bold; single words may be.
fn upright(look: &mut Look<'_>, section: usize) {
    let own = &look.sections[section];
    if matches!(own.what, What::Annex(..)) {
        return;
    }
    let is_plain = |role: Role<'_>| match role {
        Role::Text(Block::Paragraph { text, .. } | Block::Item { text, .. }) => {
            !super::super::text::is_all(text, |inline| matches!(inline, Inline::Strong(_) | Inline::Emphasis(_)))
        }
        _ => false,
    };
    let lines: Vec<usize> =
        own.paragraphs.iter().filter(|own| is_plain(own.role)).flat_map(|own| own.lines.iter().copied()).collect();
    let upright = lines.iter().filter(|at| look.lines[**at].words().any(|run| !run.bold && !run.italic)).count();
    let Some(first) = lines.first().map(|at| &look.lines[*at]) else { return };
    let (page, words) = (first.page, first.text());
    look.note(decree::BODY_LOOK, 2 * upright >= lines.len(), || {
        (page, words, "phần lớn chữ đậm hoặc nghiêng".to_owned(), "chữ đứng".to_owned())
    });
}
