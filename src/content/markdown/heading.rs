//! Headings: their number, their attributes, and the numbers clerks type by hand.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel, TagEnd};

use crate::base::finding::{Finding, codes};
use crate::content::markdown::parser::{BodyParser, level_number};
use crate::domain::document::body::{Block, plain};
use crate::domain::document::heading_numbers::{NAMES, Override, Rung};

type Attribute<'a> = (CowStr<'a>, Option<CowStr<'a>>);

impl BodyParser<'_> {
    pub(super) fn heading(&mut self, level: HeadingLevel, attrs: &[Attribute<'_>], stray: bool, range: Range<usize>) {
        self.close_lead();
        let line = self.first_line(range.clone());
        let asked = self.attributes(attrs, stray, &line);
        let title = self.inlines(TagEnd::Heading(level));
        if !self.text.text[range.start..].starts_with('#') {
            self.report(
                codes::UNSUPPORTED_MARKDOWN,
                "dòng gạch ngay dưới chữ biến chữ thành đề mục",
                range,
                "để một dòng trống phía trên `---`, hoặc viết đề mục bằng `#`",
            );
            return;
        }
        let level = level_number(level);
        let Some(number) = self.numbering.next(level, &asked) else {
            let levels = "#".repeat(level);
            self.report(
                codes::HEADING_ATTRIBUTE,
                &format!("văn bản này không có cấp `{levels}`"),
                line,
                "dùng ít dấu `#` hơn, hoặc thêm cấp vào `bac_danh_so`",
            );
            return;
        };
        let words = plain(&title);
        if words.trim().is_empty() {
            self.lead = Some((number, line));
            return;
        }
        self.look_for_typed_number(&words, line);
        self.depths.retain(|&above| above < level);
        self.depths.push(level);
        let depth = self.depths.len();
        self.blocks.push(Block::Heading { number, depth, title });
    }

    fn attributes(&mut self, attrs: &[Attribute<'_>], stray: bool, line: &Range<usize>) -> Override {
        let mut asked = Override::default();
        let known =
            "viết `{so=\"d\"}` để đặt số, `{danh_so=\"1.1.\"}` để đặt cách đánh số; muốn in ngoặc nhọn thì viết `\\{`";
        if stray {
            self.report(codes::HEADING_ATTRIBUTE, "ngoặc nhọn cuối đề mục không đúng cách viết", line.clone(), known);
        }
        for (name, value) in attrs {
            let value = value.as_deref().unwrap_or_default().trim_matches(['"', '\'']);
            match name.as_ref() {
                "so" if !value.is_empty() => asked.number = Some(value.to_owned()),
                "danh_so" => {
                    asked.rung = Rung::from_name(value);
                    if asked.rung.is_none() {
                        let names = NAMES.map(|(name, _)| format!("`{name}`")).join(", ");
                        let message = format!("không có cách đánh số `{value}`");
                        self.report(
                            codes::HEADING_ATTRIBUTE,
                            &message,
                            line.clone(),
                            &format!("các cách đánh số: {names}"),
                        );
                    }
                }
                name => {
                    let message = format!("đề mục không có thuộc tính `{name}`");
                    self.report(codes::HEADING_ATTRIBUTE, &message, line.clone(), known);
                }
            }
        }
        asked
    }

    /// A number typed in front of a title or paragraph would stand beside the program's own.
    pub(super) fn look_for_typed_number(&mut self, words: &str, range: Range<usize>) {
        let Some(typed) = typed_number(words) else {
            return;
        };
        let line = self.first_line(range);
        let escaped = typed.replace('.', "\\.").replace(')', "\\)");
        if !self.text.text[line.clone()].trim_start_matches(['#', ' ']).starts_with(typed) {
            return; // escaped on purpose, or the value of an expression
        }
        self.typed.push((typed.to_owned(), escaped, line));
    }

    pub(super) fn typed_number(&mut self, range: Range<usize>) {
        let line = self.first_line(range);
        let typed = self.text.text[line.clone()].split_whitespace().next().unwrap_or_default().to_owned();
        let escaped = typed.replace('.', "\\.").replace(')', "\\)");
        self.typed.push((typed, escaped, line));
    }

    /// Reports the numbers that were typed: of many, as a paste brings them, the first and how many there are.
    pub(super) fn report_typed_numbers(&mut self) {
        let mut typed = std::mem::take(&mut self.typed);
        typed.sort_by_key(|(.., line)| line.start);
        let Some((first, escaped, line)) = typed.first().cloned() else { return };
        let (message, hint) = match typed.len() {
            1 => (
                format!("số thứ tự `{first}` gõ tay ở đầu dòng"),
                format!(
                    "bỏ `{first}`, viết đề mục bằng `#` để chương trình tự đánh số; muốn giữ nguyên thì viết `{escaped}`"
                ),
            ),
            count => {
                let more = if count > SHOWN { ", …" } else { "" };
                let shown = typed.iter().take(SHOWN).map(|(number, _, line)| {
                    format!("`{number}` dòng {}", self.text.place(line.clone()).line_column().0)
                });
                let shown = shown.collect::<Vec<_>>().join(", ");
                (
                    format!("{count} dòng gõ số thứ tự bằng tay: {shown}{more}"),
                    format!(
                        "ở mỗi dòng bỏ số, viết đề mục bằng `#` để chương trình tự đánh số; muốn giữ nguyên thì viết như `{escaped}`"
                    ),
                )
            }
        };
        self.push(Finding::new(codes::TYPED_NUMBER, message), line, &hint);
    }
}

/// Typed numbers that are named; the rest are counted.
const SHOWN: usize = 12;

/// `I.`, `Phần II`, `Điều 3.`, `2.1.` at the head of a title.
fn typed_number(words: &str) -> Option<&str> {
    let (first, rest) = words.split_once(' ')?;
    let roman = first.strip_suffix('.').is_some_and(|n| !n.is_empty() && n.chars().all(|c| "IVX".contains(c)));
    let letter = first.strip_suffix(')').is_some_and(|n| {
        let mut letters = n.chars();
        let is_one = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        is_one || !n.is_empty() && n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit())
    });
    let arabic = first.strip_suffix('.').is_some_and(|n| {
        n.split('.').all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()))
    });
    if roman || arabic || letter {
        return Some(first);
    }
    let number = rest.split_inclusive([' ', '.', ':']).next()?;
    let bare = number.strip_suffix(['.', ':'])?;
    let numeral = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || "IVX".contains(c));
    (matches!(first, "Phần" | "Chương" | "Mục" | "Điều") && numeral).then(|| &words[..first.len() + 1 + number.len()])
}

#[cfg(test)]
mod tests {
    use super::typed_number;

    #[test]
    fn knows_typed_numbers_from_words() {
        for text in ["I. KẾT QUẢ", "2.1. Mục tiêu", "3. Chi ngân sách", "Điều 3. Tổ chức"] {
            assert!(typed_number(text).is_some(), "{text}");
        }
        for text in ["KẾT QUẢ", "5 năm qua", "1.234 hộ", "Điều kiện tự nhiên. Xã hội", "V/v báo cáo"]
        {
            assert_eq!(typed_number(text), None, "{text}");
        }
    }
}
