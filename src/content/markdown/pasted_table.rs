//! Tables as they are pasted from Word and Excel: cells parted by tabs, rows without the rule line under the heading.

use std::ops::Range;

use crate::base::finding::{Finding, Findings, codes};
use crate::content::expression::interpolated::InterpolatedText;

/// Reports rows that would run together as words; `lines` are those outside of fences.
pub(super) fn report<'a>(
    text: &InterpolatedText,
    lines: impl Iterator<Item = &'a Range<usize>>,
    findings: &mut Findings,
) {
    let lines: Vec<&Range<usize>> = lines.collect();
    let words = |at: usize| lines.get(at).map_or("", |range| &text.text[(*range).clone()]);
    let mut at = 0;
    while at < lines.len() {
        let count = (at..).take_while(|at| *at < lines.len() && tabs(words(*at)) > 0).count();
        if count > 1 || count == 1 && tabs(words(at)) > 1 {
            findings.push(tabbed(text, lines[at], words(at)));
        }
        let rows = (at..).take_while(|at| *at < lines.len() && words(*at).trim_start().starts_with('|')).count();
        if rows > 1 {
            match (at..at + rows).position(|at| is_rule(words(at))) {
                None => findings.push(without_rule(text, lines[at], words(at))),
                Some(1) => {}
                Some(above) => findings.push(misplaced_rule(text, lines[at], above)),
            }
        }
        at += count.max(rows).max(1);
    }
}

/// Tabs between cells; those at the ends of a line part nothing, and one behind a mark is no cell.
fn tabs(line: &str) -> usize {
    let line = line.trim();
    let after_mark =
        line.split_once('\t').is_some_and(|(mark, _)| mark.chars().count() <= 2 && !mark.chars().all(char::is_numeric));
    line.matches('\t').count() - usize::from(after_mark)
}

fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| "|-: \t".contains(c))
}

fn tabbed(text: &InterpolatedText, range: &Range<usize>, line: &str) -> Finding {
    let cells: Vec<&str> = line.trim().split('\t').map(str::trim).collect();
    let rule = vec!["---"; cells.len()].join("|");
    Finding::new(codes::TABLE_SHAPE, "bảng dán từ Excel hoặc Word, các ô ngăn bằng phím Tab")
        .at(text.place(range.clone()))
        .hint(format!("viết mỗi hàng giữa các dấu `|`, hàng đầu là `| {} |`", cells.join(" | ")))
        .hint(format!("ngay dưới hàng đầu thêm dòng `|{rule}|`"))
}

fn without_rule(text: &InterpolatedText, range: &Range<usize>, line: &str) -> Finding {
    let cells = line.trim().trim_matches('|').split('|').count();
    let rule = vec!["---"; cells].join("|");
    Finding::new(codes::TABLE_SHAPE, "bảng thiếu dòng gạch dưới hàng tiêu đề")
        .at(text.place(range.clone()))
        .hint(format!("thêm dòng `|{rule}|` ngay dưới hàng này"))
}

/// Only one row stands above the rule; with others the table would begin under them, or not at all.
fn misplaced_rule(text: &InterpolatedText, range: &Range<usize>, above: usize) -> Finding {
    let (message, hint) = match above {
        0 => ("bảng không có hàng tiêu đề".to_owned(), "viết hàng tiêu đề ngay trên dòng gạch này"),
        _ => (
            format!("bảng có {above} hàng tiêu đề trên dòng gạch, chỉ một hàng được"),
            "gộp thành một hàng, như `| Năm 2025, kế hoạch | Năm 2025, thực hiện |`",
        ),
    };
    Finding::new(codes::TABLE_SHAPE, message).at(text.place(range.clone())).hint(hint)
}
