//! Phần, chương, mục, điều, khoản, điểm: their numbers and titles [N30-I II.6.d, V.6].

use super::super::decree::{self, LARGE};
use super::super::look::{Look, style};
use super::super::rule::Rule;
use crate::domain::document::body::{Block, Inline};
use crate::domain::document::heading_numbers::Rung;
use crate::typeset::page_faults::letters;

/// Whether number and title stand on lines of their own in the middle of the page.
pub(super) fn is_centred(rung: Rung) -> bool {
    matches!(rung, Rung::Part | Rung::Chapter | Rung::Section | Rung::Subsection)
}

pub(super) fn look(look: &mut Look<'_>, section: usize, at: usize, rung: Rung, block: &Block) {
    let Block::Heading { number, title, .. } = block else { return };
    let lines = look.sections[section].paragraphs[at].lines.clone();
    if is_centred(rung) {
        return divided(look, section, &lines, &number.label);
    }
    let rule = rule(rung);
    look.sized(rule, &lines);
    match rung {
        Rung::Letter => plain(look, rule, &lines),
        // a whole sentence under a number of its own is no title
        Rung::Arabic | Rung::Nested if is_sentence(title) => {}
        _ => bold(look, rule, &lines),
    }
}

fn rule(rung: Rung) -> Rule {
    match rung {
        Rung::Article => decree::ARTICLE,
        Rung::Roman => decree::ROMAN_TITLE,
        Rung::Letter => decree::POINT,
        _ => decree::CLAUSE,
    }
}

fn is_sentence(title: &[Inline]) -> bool {
    crate::domain::document::body::plain(title).trim_end().ends_with(['.', ';', ':', ','])
}

/// Number above, title below, both in the middle.
fn divided(look: &mut Look<'_>, section: usize, lines: &[usize], label: &str) {
    let label: String = letters(label).collect();
    let (numbers, titles): (Vec<usize>, Vec<usize>) = match lines.first() {
        Some(first) if look.letters[*first] == label => (vec![*first], lines[1..].to_vec()),
        _ => (lines.to_vec(), Vec::new()),
    };
    let middle = look.middle(section);
    let is_alone = !numbers.is_empty() && numbers.len() < lines.len().max(2);
    if let Some(line) = lines.first().map(|at| &look.lines[*at]) {
        let (page, words) = (line.page, line.text());
        look.note(decree::DIVISION_NUMBER, is_alone, || {
            (page, words, "số và tên chung dòng".to_owned(), "số ở dòng riêng, tên ngay dưới".to_owned())
        });
    }
    for (all, rule, capitals) in
        [(numbers, decree::DIVISION_NUMBER, Some(false)), (titles, decree::DIVISION_TITLE, Some(true))]
    {
        for at in all {
            look.styled(rule, at..at + 1, style(LARGE, true, false, capitals));
            if let Some(middle) = middle {
                look.centred(rule, at..at + 1, middle, "bề ngang văn bản");
            }
        }
    }
}

/// The number that an untitled article, clause or point begins with.
pub(super) fn lead(look: &mut Look<'_>, lines: &[usize], rung: Rung, text: &[Inline]) {
    let Some(first) = lines.first().map(|at| &look.lines[*at]) else { return };
    let Some(run) = first.words().next() else { return };
    let (page, words, is_bold) = (first.page, first.text(), run.bold);
    let is_titled = matches!(text.first(), Some(Inline::Strong(_)));
    let wanted = match rung {
        Rung::Article => true,
        Rung::Letter => false,
        _ if is_titled => return,
        _ => false,
    };
    look.note(rule(rung), is_bold == wanted || is_titled, || {
        let weight = |is: bool| if is { "số đậm" } else { "số không đậm" };
        (page, words, weight(!wanted).to_owned(), weight(wanted).to_owned())
    });
}

fn bold(look: &mut Look<'_>, rule: Rule, lines: &[usize]) {
    for at in lines {
        let line = &look.lines[*at];
        let (page, words, is_bold) = (line.page, line.text(), line.bold());
        look.note(rule, is_bold, || (page, words, "chữ không đậm".to_owned(), "chữ đậm".to_owned()));
    }
}

fn plain(look: &mut Look<'_>, rule: Rule, lines: &[usize]) {
    let Some(line) = lines.first().map(|at| &look.lines[*at]) else { return };
    let (page, words, is_bold) = (line.page, line.text(), line.words().next().is_some_and(|run| run.bold));
    look.note(rule, !is_bold, || (page, words, "số đậm".to_owned(), "số không đậm".to_owned()));
}
