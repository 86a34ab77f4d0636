//! Figures of a column, set so that their commas stand under one another.

use crate::domain::document::body::{Align, Inline, Table, plain};
use crate::domain::document::spans::extent;

/// Whether a cell holds figures and their marks alone: what never wraps and stands under the figures of its column,
/// `-` and `2021-2025` too.
pub(super) fn is_figures(words: &str) -> bool {
    let words = words.trim();
    words.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
}

/// How many digits a cell of figures has behind its comma; none for a cell of words.
fn decimals(words: &str) -> Option<usize> {
    is_figures(words).then(|| words.trim().split_once(',').map_or(0, |(_, digits)| digits.len()))
}

/// The most decimals in a column of figures set to the right; 0 elsewhere.
pub(super) fn most_decimals(table: &Table, column: usize) -> usize {
    if table.columns.get(column) != Some(&Align::Right) {
        return 0;
    }
    own_cells(table, column).filter_map(|cell| decimals(&plain(cell))).max().unwrap_or(0)
}

/// The cells below the heading that stand in a column alone.
pub(super) fn own_cells(table: &Table, column: usize) -> impl Iterator<Item = &Vec<Inline>> {
    let rows = table.rows.iter().zip(table.header.len()..);
    let own = move |number| matches!(extent(&table.spans, number, column), Some((_, 1)));
    rows.filter(move |(_, number)| own(*number)).filter_map(move |(row, _)| row.get(column))
}

/// The decimals that a figure lacks and others of its column have, to be set unseen behind it.
pub(super) fn padding(most: usize, words: &str) -> String {
    match decimals(words) {
        Some(own) if own < most => {
            let comma = if words.contains(',') { "" } else { "," };
            format!("{comma}{}", "0".repeat(most - own))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_under_one_another() {
        assert_eq!(padding(2, "1.333,6"), "0");
        assert_eq!(padding(2, "262.000"), ",00");
        assert_eq!(padding(2, "-"), ",00");
        assert_eq!(padding(2, "0,25"), "");
        assert_eq!(padding(0, "7"), "");
        assert_eq!(padding(2, "2021-2025"), ",00");
    }

    #[test]
    fn words_and_percentages_are_left_alone() {
        for words in ["", "9,2%", "x", "12 hộ", "12/2025", "+7,5"] {
            assert_eq!(padding(2, words), "", "{words}");
        }
    }
}
