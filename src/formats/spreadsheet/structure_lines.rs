//! Lines of a table that are none of its records: numbers under the headings, totals and signatures at the end.

use crate::base::text::fold::fold_words;
use crate::base::text::nfc;
use crate::formats::spreadsheet::grid::Cell;

/// How lines begin that stand under a list and are no record of it.
const ENDINGS: [&str; 12] = [
    "tong cong",
    "tong so",
    "tong",
    "cong",
    "nguoi lap",
    "lap bieu",
    "nguoi lap bieu",
    "ke toan",
    "thu truong",
    "chu tich",
    "xac nhan",
    "danh sach nay",
];

/// Words with other marks that are `tổng` and `cộng` without them.
const NO_SUMS: [&str; 7] = ["công", "cống", "cổng", "tống", "tông", "tòng", "còng"];

/// Whether words begin a line that adds up or signs.
pub(crate) fn begins_ending(text: &str) -> bool {
    let first = nfc(text.split_whitespace().next().unwrap_or_default()).to_lowercase();
    let text = fold_words(text);
    // a company (công ty) and a family name (Tống) fold to the words that add up
    if NO_SUMS.contains(&first.trim_end_matches([':', '.'])) {
        return false;
    }
    ENDINGS.iter().any(|end| text.strip_prefix(end).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Whether a line only counts the columns above it: `A`, `B`, `1`, `2`; `(1)`, `(2)`, `(3)=(2)/(1)`. Plain numbers need
/// three cells, as two may be anything.
pub(crate) fn is_numbering(cells: &[(u32, &Cell)]) -> bool {
    let (mut letter, mut number, mut is_bare) = (b'A', 1, true);
    for (_, cell) in cells {
        let text = cell.text();
        let mark = text.split('=').next().unwrap_or_default().trim();
        let inside = mark.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        is_bare &= inside.is_none();
        let mark = inside.unwrap_or(mark).trim();
        if number == 1 && mark.as_bytes() == [letter] {
            letter += 1;
        } else if mark == number.to_string() {
            number += 1;
        } else {
            return false;
        }
    }
    cells.len() > if is_bare { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_count_columns_are_known_from_records() {
        let is = |cells: &[&str]| {
            let cells: Vec<Cell> = cells.iter().map(|text| Cell::Text((*text).to_owned())).collect();
            is_numbering(&cells.iter().map(|cell| (0, cell)).collect::<Vec<_>>())
        };
        for line in [&["(1)", "(2)"][..], &["A", "B", "1", "2"], &["1", "2", "3"], &["(1)", "(2)", "(3)=(2)/(1)"]] {
            assert!(is(line), "{line:?}");
        }
        for line in [&["1", "2"][..], &["1", "Ông An", "3"], &["A", "Ông An", "1"], &["(1)"], &["2", "3", "4"], &[]] {
            assert!(!is(line), "{line:?}");
        }
    }

    #[test]
    fn lines_that_add_up_or_sign_are_known_by_their_first_words() {
        for text in ["Tổng cộng", "TỔNG", "Cộng: 2 người", "Người lập biểu"] {
            assert!(begins_ending(text), "{text}");
        }
        for text in ["Nguyễn Văn An", "Công ty A", "Tống Văn An", "CÔNG TY B", "Cộngđồng", "n.tong"] {
            assert!(!begins_ending(text), "{text}");
        }
    }
}
