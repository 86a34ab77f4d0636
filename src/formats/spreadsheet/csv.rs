//! CSV parted by `;`, a comma or a tab → the cells of a page, each knowing its place in the text.

use csv::ReaderBuilder;

use crate::base::finding::{Finding, codes};
use crate::base::source::{Place, Source};
use crate::base::text::legacy_encoding;
use crate::formats::spreadsheet::grid::{
    Cell, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Worksheet, is_broken, too_large, too_many_cells,
};

/// Signs that part cells, the one Vietnamese Excel writes first.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

pub(crate) fn pages(shown: &str, bytes: &[u8], separator: fn(&str) -> u8) -> Result<Vec<Worksheet>, Box<Finding>> {
    let source = Source::decode(shown, bytes).map_err(|_| {
        let message = format!("tệp không lưu bằng UTF-8; có thể là {}", legacy_encoding::guess(bytes));
        let hint = "trong Excel chọn Lưu thành, dạng “CSV UTF-8”; hoặc dùng tệp `.xlsx`";
        Box::new(Finding::new(codes::NOT_UTF8, message).in_file(shown).hint(hint))
    })?;
    let text = source.text();
    if let Some(open) = open_quote(text) {
        let finding = Finding::new(codes::SHEET_UNREADABLE, "dấu ngoặc kép mở mà không đóng");
        let hint = "thêm dấu `\"` ở cuối ô, hoặc mở tệp bằng Excel rồi lưu lại";
        return Err(Box::new(finding.at(Place::new(&source, open..open + 1)).hint(hint)));
    }
    let separator = separator(text);
    let mut reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let is_comma_separated = separator == b',';
    let mut page = Worksheet { file: shown.to_owned(), is_comma_separated, ..Worksheet::default() };
    for record in reader.records() {
        let record = record.map_err(|_| {
            let finding = Finding::new(codes::SHEET_UNREADABLE, "tệp CSV viết sai").in_file(shown);
            Box::new(finding.hint("mở tệp bằng Excel rồi lưu lại"))
        })?;
        let Some(position) = record.position() else { continue };
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        // csv counts lines from the text itself; empty lines it passes over are rows too
        let row = u32::try_from(source.line_of(start + leading_line_ends(&text[start.min(text.len())..])));
        let row = row.unwrap_or(u32::MAX);
        if row > MAX_ROWS || record.len() > MAX_COLUMNS as usize {
            return Err(too_large(shown));
        }
        if page.cells.len() as u64 > MAX_CELLS {
            return Err(too_many_cells(shown));
        }
        let mut at = start + leading_line_ends(&text[start.min(text.len())..]);
        for (column, field) in (0..).zip(&record) {
            let end = at + field_length(&text.as_bytes()[at..], separator);
            if !field.trim().is_empty() {
                page.cells.insert((row, column), cell(field));
                let written = &text[at..end];
                let lead = written.len() - written.trim_start().len();
                page.places.insert((row, column), Place::new(&source, at + lead..at + written.trim_end().len()));
            }
            at = (end + 1).min(text.len());
        }
    }
    Ok(vec![page])
}

/// The sign that parts the first line in which some cell is a heading asked for; else the first sign that occurs.
pub(crate) fn separator_by_heading(text: &str, is_heading: fn(&str) -> bool) -> u8 {
    let splits = |line: &str, by: u8| {
        let mut cells = line.split(char::from(by)).map(|cell| cell.trim_matches('"'));
        cells.clone().count() > 1 && cells.any(is_heading)
    };
    let heading = text.lines().find_map(|line| SEPARATORS.into_iter().find(|by| splits(line, *by)));
    let occurs = || SEPARATORS.into_iter().find(|by| text.as_bytes().contains(by));
    heading.or_else(occurs).unwrap_or(b';')
}

/// The sign that parts the first line into most cells.
pub(crate) fn separator_by_count(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let bare: String = first.split('"').step_by(2).collect();
    let count = |by: &u8| bare.bytes().filter(|byte| byte == by).count();
    // of equals the last is taken
    SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(b';')
}

/// The quote that no other closes: the rest of the file would become one cell.
fn open_quote(text: &str) -> Option<usize> {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    quotes.last().copied().filter(|_| quotes.len() % 2 == 1)
}

fn leading_line_ends(text: &str) -> usize {
    text.len() - text.trim_start_matches('\n').len()
}

/// Bytes of a field as written, quotes and all; the csv crate tells where a record begins, but not its fields.
fn field_length(bytes: &[u8], separator: u8) -> usize {
    let mut quoted = false;
    bytes
        .iter()
        .position(|byte| {
            quoted ^= *byte == b'"';
            !quoted && (*byte == separator || *byte == b'\n')
        })
        .unwrap_or(bytes.len())
}

fn cell(field: &str) -> Cell {
    let text = field.trim();
    if is_broken(text) { Cell::Broken(text.to_owned()) } else { Cell::Text(text.to_owned()) }
}

/// `30/11/2025`, `2025-11-30`, `11/2025`.
pub(crate) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let digits = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (2..=3).contains(&parts.len()) && parts.iter().all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_results_of_formulas_are_broken() {
        for text in ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "Err:502"] {
            assert!(is_broken(text), "{text}");
        }
        for text in ["#An", "#AN", "#", "#!", "# N/A", "#1", "Err:", "Err:a", "N/A"] {
            assert!(!is_broken(text), "{text}");
        }
    }
}
