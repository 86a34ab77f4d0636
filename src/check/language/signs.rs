//! Numbers and signs of documents in running text: `số 30/2020/NĐ-CP`, `57-NQ/TW`, `59/2020/QH14`.

use std::ops::Range;

use crate::check::language::dates::{self, WrittenDate};

/// A document as a text cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CitedSign {
    pub(crate) range: Range<usize>,
    pub(crate) number: u32,
    /// The year inside the sign.
    pub(crate) year: Option<i32>,
    /// `NĐ-CP`, `NQ/TW`, as written.
    pub(crate) letters: String,
    /// The date that follows after `ngày`.
    pub(crate) date: Option<WrittenDate>,
}

/// Every sign of a text, in its order.
pub(crate) fn signs(text: &str) -> Vec<CitedSign> {
    let mut found: Vec<CitedSign> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        let begins = !text[..start].ends_with(|c: char| c.is_alphanumeric() || "/-.,".contains(c));
        at = match read(text, start).filter(|_| begins) {
            Some(sign) => {
                let end = sign.range.end;
                found.push(sign);
                end
            }
            None => start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start),
        };
    }
    found
}

fn read(text: &str, start: usize) -> Option<CitedSign> {
    let count = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let number = text[start..start + count].parse().ok().filter(|_| count <= 6)?;
    let mut at = start + count;
    let stroke = text[at..].chars().next().filter(|c| "/-".contains(*c))?;
    at += 1;
    let mut year = None;
    let figures = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    if figures == 4 && stroke == '/' && text[at + 4..].starts_with('/') {
        year = text[at..at + 4].parse().ok().filter(|year| (1945..=2999).contains(year));
        at += 5;
    }
    let end = at + text[at..].find(|c: char| !(c.is_alphanumeric() || "/-&".contains(c))).unwrap_or(text.len() - at);
    let letters = text[at..end].trim_end_matches(['/', '-', '&']);
    let is_sign = letters.starts_with(char::is_uppercase) && letters.chars().filter(|c| c.is_uppercase()).count() > 1;
    let range = start..at + letters.len();
    let is_sign = is_sign && (stroke == '/' || letters.contains('/'));
    is_sign.then(|| CitedSign { number, year, letters: letters.to_owned(), date: date_after(text, range.end), range })
}

/// ` ngày 5/3/2020`, with nothing else between.
fn date_after(text: &str, at: usize) -> Option<WrittenDate> {
    let rest = text[at..].trim_start().strip_prefix("ngày")?;
    let start = text.len() - rest.trim_start().len();
    dates::read(text, start)
}

impl CitedSign {
    /// As registers write it: `30/2020/NĐ-CP`.
    pub(crate) fn written(&self, text: &str) -> String {
        text[self.range.clone()].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_with_year_letters_and_date() {
        let text = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020, Nghị quyết 57-NQ/TW ngày 22 tháng 12 năm 2024; \
            Luật số 59/2020/QH14; 418/BC-UBND; tỷ lệ 5/12 hộ, 1/2/2025, ngày 12/2025, 2025-2030.";
        let shown: Vec<_> = signs(text)
            .iter()
            .map(|s| (s.number, s.year, s.letters.clone(), s.date.as_ref().map(|d| d.year)))
            .collect();
        assert_eq!(
            shown,
            [
                (30, Some(2020), "NĐ-CP".to_owned(), Some(2020)),
                (57, None, "NQ/TW".to_owned(), Some(2024)),
                (59, Some(2020), "QH14".to_owned(), None),
                (418, None, "BC-UBND".to_owned(), None),
            ]
        );
    }
}
