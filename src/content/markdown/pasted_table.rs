//! Tables as they are pasted from Word and Excel: cells parted by tabs, rows without the rule line under the heading; and
//! headings of several rows, of which Markdown knows only one.

use std::ops::Range;

use crate::base::finding::{Finding, Findings, codes};
use crate::content::expression::interpolated::InterpolatedText;

/// Most rows that may stand above the rule line: every page that the table runs over repeats them.
const MAX_HEADING_ROWS: usize = 4;

/// Reports rows that would run together as words; `lines` are those outside of fences. Gives what makes Markdown see a table
/// of which several rows stand above the rule line: the same line under the first of them too.
pub(super) fn prepare<'a>(
    text: &InterpolatedText,
    lines: impl Iterator<Item = &'a Range<usize>>,
    findings: &mut Findings,
) -> Vec<(Range<usize>, String)> {
    let lines: Vec<&Range<usize>> = lines.collect();
    let words = |at: usize| lines.get(at).map_or("", |range| &text.text[(*range).clone()]);
    let mut edits = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let count = (at..).take_while(|at| *at < lines.len() && tabs(words(*at)) > 0).count();
        if count > 1 || count == 1 && tabs(words(at)) > 1 {
            findings.push(tabbed(text, lines[at], words(at)));
        }
        let rows = (at..).take_while(|at| *at < lines.len() && words(*at).trim_start().starts_with('|')).count();
        if rows > 1 {
            let rules: Vec<usize> = (0..rows).filter(|row| is_rule(words(at + row))).collect();
            let first = if is_thin_rule(words(at + 1)) { Some(1) } else { rules.first().copied() };
            let second = first.and_then(|first| rules.iter().copied().find(|rule| *rule > first));
            match first {
                None => findings.push(without_rule(text, lines[at], words(at))),
                Some(above @ 1..=MAX_HEADING_ROWS) => {
                    let (heading, rule) = (cell_count(words(at)), cell_count(words(at + above)));
                    if heading != rule {
                        findings.push(uneven_rule(text, lines[at + above], heading, rule));
                    } else if above > 1 {
                        edits.push((lines[at].end..lines[at].end, format!("\n{}", words(at + above).trim())));
                    }
                }
                Some(above) => findings.push(misplaced_rule(text, lines[at], above)),
            }
            if let Some(second) = second {
                findings.push(second_rule(text, lines[at + second], words(at + second)));
            }
        }
        at += count.max(rows).max(1);
    }
    edits
}

/// Tabs between cells; those at the ends of a line part nothing, and one behind a mark is no cell.
fn tabs(line: &str) -> usize {
    let line = line.trim();
    let after_mark =
        line.split_once('\t').is_some_and(|(mark, _)| mark.chars().count() <= 2 && !mark.chars().all(char::is_numeric));
    line.matches('\t').count() - usize::from(after_mark)
}

/// Whether a line is what parts heading and rows: three dashes or more in every cell.
pub(super) fn is_rule(line: &str) -> bool {
    let is_dashes = |cell: &str| {
        let dashes = cell.trim().trim_start_matches(':').trim_end_matches(':');
        dashes.len() >= 3 && dashes.bytes().all(|byte| byte == b'-')
    };
    let line = line.trim();
    let inner = line.strip_prefix('|').unwrap_or(line);
    inner.strip_suffix('|').unwrap_or(inner).split('|').all(is_dashes)
}

/// What Markdown takes for such a line under the first row, where one dash is enough; further down, a cell with one dash
/// says that there is nothing.
fn is_thin_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| "|-: \t".contains(c))
}

/// How many cells a row has.
pub(super) fn cell_count(row: &str) -> usize {
    let row = row.trim();
    let bars = row.replace("\\|", "").matches('|').count();
    let edges =
        usize::from(row.starts_with('|')) + usize::from(row.ends_with('|') && !row.ends_with("\\|") && row.len() > 1);
    bars + 1 - edges.min(bars + 1)
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

/// A rule line above all rows, or under so many that they can be no heading.
fn misplaced_rule(text: &InterpolatedText, range: &Range<usize>, above: usize) -> Finding {
    let (message, hint) = match above {
        0 => ("bảng không có hàng tiêu đề".to_owned(), "viết hàng tiêu đề ngay trên dòng gạch này".to_owned()),
        _ => (
            format!("bảng có {above} hàng tiêu đề trên dòng gạch, nhiều nhất được {MAX_HEADING_ROWS} hàng"),
            "chuyển dòng gạch lên ngay dưới hàng tiêu đề cuối cùng".to_owned(),
        ),
    };
    Finding::new(codes::TABLE_SHAPE, message).at(text.place(range.clone())).hint(hint)
}

/// A rule line of another number of cells: Markdown sees no table then.
fn uneven_rule(text: &InterpolatedText, range: &Range<usize>, heading: usize, rule: usize) -> Finding {
    let written = vec!["---"; heading].join("|");
    Finding::new(codes::TABLE_SHAPE, format!("dòng gạch của bảng có {rule} ô, hàng tiêu đề có {heading} cột"))
        .at(text.place(range.clone()))
        .hint(format!("viết `|{written}|`, hoặc sửa hàng tiêu đề cho đủ ô"))
}

/// A second rule line would print as a row of dashes.
fn second_rule(text: &InterpolatedText, range: &Range<usize>, rule: &str) -> Finding {
    let meant = vec!["\\---"; cell_count(rule)].join(" | ");
    Finding::new(codes::TABLE_SHAPE, "bảng có hai dòng gạch")
        .at(text.place(range.clone()))
        .hint("chỉ để một dòng gạch, ngay dưới hàng tiêu đề cuối cùng")
        .hint(format!("muốn in hàng dấu gạch thì viết `| {meant} |`"))
}
