//! A single line left before or after a page break: the line above goes along.

use super::{Repair, SetPages};

/// The first paragraph, in page order, that leaves a single line; paragraphs in `tried` are left alone.
pub(super) fn find(set: &SetPages<'_>, tried: &[usize]) -> Option<Repair> {
    (1..set.lines.len()).find_map(|next| {
        let page = next - 1;
        let (last, first) = (set.body(page).next_back()?, set.body(next).next()?);
        let at = set.paragraph(last);
        if set.paragraph(first) != at || tried.contains(&at) {
            return None;
        }
        let other = |line: Option<&super::Line>| line.is_none_or(|line| set.paragraph(line) != at);
        let lone = other(set.body(page).rev().nth(1)) || other(set.body(next).nth(1));
        (lone && set.begins_on(page, at)).then(|| set.without(page, at, last))
    })
}
