//! Figures of a column, set so that their commas stand under one another.

use crate::base::text::number::Number;
use crate::domain::document::body::{Align, Table, plain};

/// Stands under the units of the figures above it: nothing to report.
const DASH: &str = "-";

/// How many decimals a cell is written with; none for a cell that is no figure, or one in percent.
fn decimals(words: &str) -> Option<usize> {
    match words.trim() {
        DASH => Some(0),
        words => Number::parse(words).ok().filter(|written| !written.percent).map(|written| written.decimals as usize),
    }
}

/// The most decimals in a column of figures set to the right; 0 elsewhere.
pub(super) fn most_decimals(table: &Table, column: usize) -> usize {
    if table.columns.get(column) != Some(&Align::Right) {
        return 0;
    }
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    cells.filter_map(|cell| decimals(&plain(cell))).max().unwrap_or(0)
}

/// The decimals that a figure lacks and others of its column have, to be set unseen behind it.
pub(super) fn padding(most: usize, words: &str) -> String {
    match decimals(words) {
        Some(own) if own < most => {
            let comma = if own == 0 { "," } else { "" };
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
    }

    #[test]
    fn words_and_percentages_are_left_alone() {
        for words in ["", "9,2%", "2021-2025", "x", "12 hộ", "12/2025"] {
            assert_eq!(padding(2, words), "", "{words}");
        }
    }
}
