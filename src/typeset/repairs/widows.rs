//! A single line left before or after a page break: the line above goes along.

use super::laid_out::{LaidOutPages, Line};
use super::repair::Repair;

/// The first paragraph, in page order, that leaves a single line; paragraphs in `tried` are left alone.
pub(super) fn find(pages: &LaidOutPages<'_>, tried: &[usize]) -> Option<Repair> {
    (1..pages.lines.len()).find_map(|next| {
        let page = next - 1;
        let (last, first) = (pages.body(page).next_back()?, pages.body(next).next()?);
        let at = pages.paragraph(last);
        if pages.paragraph(first) != at || tried.contains(&at) {
            return None;
        }
        let other = |line: Option<&Line>| line.is_none_or(|line| pages.paragraph(line) != at);
        let lone = other(pages.body(page).rev().nth(1)) || other(pages.body(next).nth(1));
        (lone && pages.begins_on(page, at)).then(|| pages.without(page, at, last))
    })
}
