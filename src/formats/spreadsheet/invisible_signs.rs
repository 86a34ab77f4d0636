//! Characters of cells that show nothing: left out where they mean nothing, else named with the cell.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::invisible::{is_invisible, joined_words, visible};
use crate::formats::spreadsheet::grid::{Cell, Worksheet};

impl Worksheet {
    /// Takes the words of every cell as they are seen, and tells of the cells where that may not be what is meant.
    pub(crate) fn take_as_seen(&mut self, findings: &mut Findings) {
        let mut told: Vec<((u32, u32), Finding)> = Vec::new();
        for (&at, cell) in &mut self.cells {
            let Cell::Text(text) = cell else { continue };
            if !joined_words(text).is_empty() {
                let message = format!("`{}` có khoảng trống vô hình (U+200B) ở giữa, in ra liền nhau", visible(text));
                let finding = Finding::new(codes::INVISIBLE_BLANK, message);
                told.push((at, finding.hint("là hai từ, hai số thì gõ dấu cách vào giữa; không thì gõ lại ô này")));
            }
            let seen = visible(text).into_owned();
            if let Some(sign) = seen.chars().find(|c| is_unmeant(*c)) {
                let message = format!("ô có ký tự vô hình U+{:04X}", u32::from(sign));
                let finding = Finding::new(codes::CHARACTER_WITHOUT_FONT, message);
                told.push((at, finding.hint("xóa ô này rồi gõ lại")));
            }
            *text = seen.chars().filter(|c| !is_unmeant(*c)).collect();
        }
        for ((row, column), finding) in told {
            findings.push(self.location(row, column).locate(finding));
        }
    }
}

/// Whether a character shows nothing and begins no line either.
fn is_unmeant(c: char) -> bool {
    is_invisible(c) && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
