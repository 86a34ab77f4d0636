//! A note that begins on another page than its mark.

use typst::layout::Abs;

use super::laid_out::{LaidOutPages, Mark, NOTE_SIZE};
use super::repair::{ROW, Repair, TABLE, TABLE_BREAK};

/// Size of raised text as a part of the text beside it: fonts ask for a little more or less than 0.6.
const RAISED_SIZE: std::ops::Range<f64> = 0.55..0.70;

/// Size of words in tables, pt (`co-bang` in `templates/kich-thuoc.typ`).
const TABLE_SIZE: f64 = 12.0;

/// The first stray note that a repair can bring back to its mark.
pub(super) fn find(pages: &LaidOutPages<'_>, tried: &[usize]) -> Option<Repair> {
    stray_notes(pages).into_iter().find_map(|StrayNote { page, follows, mark }| {
        let line = pages.lines[page].iter().filter(|line| line.y >= mark.y - Abs::pt(1.0)).min_by_key(|line| line.y)?;
        let at = pages.paragraph(line);
        if pages.main.text()[at..].starts_with(TABLE) {
            return row_of(pages, at, pages.place(line));
        }
        let line = pages.body(page).find(|line| line.y >= mark.y - Abs::pt(1.0))?;
        // a line kept from being alone may separate its notes, so a paragraph has a second try
        let often = tried.iter().filter(|tried| **tried == at).count();
        (follows && pages.begins_on(page, at) && often < 2).then(|| pages.without(page, at, line))
    })
}

/// Breaks a table before the row that stands at `place`, unless that was done or it is the first.
fn row_of(pages: &LaidOutPages<'_>, table: usize, place: usize) -> Option<Repair> {
    let before = &pages.main.text()[table..place];
    let row = before.rfind(ROW)?;
    let first = before.find(ROW) == Some(row);
    (!first && !before[..row].ends_with(TABLE_BREAK)).then_some(Repair::BreakTable { at: table + row })
}

/// A mark whose note begins on another page.
struct StrayNote<'a> {
    /// Page of the mark.
    page: usize,
    /// Whether the note begins on the page after it.
    follows: bool,
    mark: &'a Mark,
}

/// The marks, in page order, whose notes begin elsewhere.
fn stray_notes<'a>(pages: &'a LaidOutPages<'_>) -> Vec<StrayNote<'a>> {
    let near = |mark: &Mark, size: Abs| RAISED_SIZE.contains(&(mark.size / size));
    let note = |page: &[Mark], number| page.iter().any(|mark| mark.number == number && near(mark, Abs::pt(NOTE_SIZE)));
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for (page, marks) in pages.marks.iter().enumerate() {
        let own = marks.iter().filter(|mark| near(mark, pages.body) || near(mark, Abs::pt(TABLE_SIZE)));
        let first: Vec<&Mark> = own.filter(|mark| !seen.contains(&mark.number)).collect();
        seen.extend(first.iter().map(|mark| mark.number));
        found.extend(first.into_iter().filter(|mark| !note(marks, mark.number)).filter_map(|mark| {
            let begins = |page: usize| pages.marks.get(page).is_some_and(|marks| note(marks, mark.number));
            let earlier = page > 0 && begins(page - 1);
            (earlier || begins(page + 1)).then_some(StrayNote { page, follows: !earlier, mark })
        }));
    }
    found
}
