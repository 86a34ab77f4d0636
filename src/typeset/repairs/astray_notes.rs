//! A note that begins on another page than its mark.

use typst::layout::Abs;

use super::{Mark, NOTE_SIZE, ROW, Repair, SetPages, TABLE, TABLE_BREAK};

/// Size of raised text as a part of the text beside it: fonts ask for a little more or less than 0.6.
const RAISED: std::ops::Range<f64> = 0.55..0.70;

/// Size of words in tables, pt (`co-bang` in `templates/kich-thuoc.typ`).
const TABLE_SIZE: f64 = 12.0;

/// The first note astray that a repair can bring back to its mark.
pub(super) fn find(set: &SetPages<'_>, tried: &[usize]) -> Option<Repair> {
    astray(set).into_iter().find_map(|(page, later, mark)| {
        let line = set.lines[page].iter().filter(|line| line.y >= mark.y - Abs::pt(1.0)).min_by_key(|line| line.y)?;
        let at = set.paragraph(line);
        if set.main.text()[at..].starts_with(TABLE) {
            return row_of(set, at, set.place(line));
        }
        let line = set.body(page).find(|line| line.y >= mark.y - Abs::pt(1.0))?;
        // a line kept from being alone may part its notes, so a paragraph has a second try
        let often = tried.iter().filter(|tried| **tried == at).count();
        (later && set.begins_on(page, at) && often < 2).then(|| set.without(page, at, line))
    })
}

/// Parts a table before the row that stands at `place`, unless that was done or it is the first.
fn row_of(set: &SetPages<'_>, table: usize, place: usize) -> Option<Repair> {
    let before = &set.main.text()[table..place];
    let row = before.rfind(ROW)?;
    let first = before.find(ROW) == Some(row);
    (!first && !before[..row].ends_with(TABLE_BREAK)).then_some(Repair::Part { at: table + row })
}

/// The marks, in page order, whose notes begin elsewhere: page of the mark, and whether the note comes later.
fn astray<'a>(set: &'a SetPages<'_>) -> Vec<(usize, bool, &'a Mark)> {
    let near = |mark: &Mark, size: Abs| RAISED.contains(&(mark.size / size));
    let note = |page: &[Mark], number| page.iter().any(|mark| mark.number == number && near(mark, Abs::pt(NOTE_SIZE)));
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for (page, marks) in set.marks.iter().enumerate() {
        let own = marks.iter().filter(|mark| near(mark, set.body) || near(mark, Abs::pt(TABLE_SIZE)));
        let first: Vec<&Mark> = own.filter(|mark| !seen.contains(&mark.number)).collect();
        seen.extend(first.iter().map(|mark| mark.number));
        found.extend(first.into_iter().filter(|mark| !note(marks, mark.number)).filter_map(|mark| {
            let begins = |page: usize| set.marks.get(page).is_some_and(|marks| note(marks, mark.number));
            let earlier = page > 0 && begins(page - 1);
            (earlier || begins(page + 1)).then_some((page, !earlier, mark))
        }));
    }
    found
}
