//! Headings: their number, their attributes, and the numbers clerks type by hand.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel, TagEnd};

use crate::base::finding::{Finding, codes};
use crate::base::source::Text;
use crate::base::text::nfc;
use crate::content::markdown::parser::{BodyParser, level_number};
use crate::domain::document::body::{Block, Inline, plain};
use crate::domain::document::heading_numbers::{NAMES, Override, Rung};
use crate::domain::document::typed_number::{self as numbers, Numeral};

/// What may stand in the brace at the end of a heading.
const KNOWN_ATTRIBUTES: &str = "viết `{#nhan}` để đặt nhãn, `{so=\"d\"}` để đặt số, `{danh_so=\"1.1.\"}` để đặt cách đánh số; muốn in ngoặc nhọn thì viết `\\{`";

type Attribute<'a> = (CowStr<'a>, Option<CowStr<'a>>);

impl BodyParser<'_> {
    pub(super) fn heading(
        &mut self,
        level: HeadingLevel,
        attrs: &[Attribute<'_>],
        id: Option<&str>,
        range: Range<usize>,
    ) {
        self.close_lead();
        let line = self.first_line(range.clone());
        let signs = self.escaped_brace(&line);
        let (asked, name) = match signs {
            Some(_) => (Override::default(), None),
            None => (self.attributes(attrs, &line), id.map(|id| self.name(id, &line))),
        };
        let mut title = self.inlines(TagEnd::Heading(level));
        if let (Some(signs), Some(Inline::Text(last))) = (signs, title.last_mut()) {
            last.value = format!("{}{signs}", last.value.trim_end().trim_end_matches('\\'));
        }
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
        let Some(mut number) = self.numbering.next(level, &asked) else {
            let levels = "#".repeat(level);
            self.report(
                codes::HEADING_ATTRIBUTE,
                &format!("văn bản này không có cấp `{levels}`"),
                line,
                "dùng ít dấu `#` hơn, hoặc thêm cấp vào `bac_danh_so`",
            );
            return;
        };
        number.name = name;
        let words = plain(&title);
        if words.trim().is_empty() && !title.iter().any(|inline| matches!(inline, Inline::Reference(_))) {
            self.lead = Some((number, line));
            return;
        }
        let first: Vec<_> = title.iter().take_while(|inline| !matches!(inline, Inline::Break)).cloned().collect();
        self.look_for_typed_number(&plain(&first), true, line);
        self.depths.retain(|&above| above < level);
        self.depths.push(level);
        let depth = self.depths.len();
        self.blocks.push(Block::Heading { number, depth, title });
    }

    fn attributes(&mut self, attrs: &[Attribute<'_>], line: &Range<usize>) -> Override {
        let mut asked = Override::default();
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
                    self.report(codes::HEADING_ATTRIBUTE, &message, line.clone(), KNOWN_ATTRIBUTES);
                }
            }
        }
        asked
    }

    /// `{…}` at the end of a heading that the clerk wants printed, which Markdown takes away all the same.
    fn escaped_brace(&self, line: &Range<usize>) -> Option<String> {
        let written = self.text.text[line.clone()].trim_end();
        let at = written.rfind('{').filter(|_| written.ends_with('}'))?;
        written[..at].ends_with('\\').then(|| written[at..].to_owned())
    }

    /// `{.kieu}`, as other programs write styles.
    pub(super) fn refuse_classes(&mut self, classes: &[CowStr<'_>], range: &Range<usize>) {
        let line = self.first_line(range.clone());
        if classes.is_empty() || self.escaped_brace(&line).is_some() {
            return;
        }
        let message = "ngoặc nhọn cuối đề mục không đúng cách viết";
        self.report(codes::HEADING_ATTRIBUTE, message, line, KNOWN_ATTRIBUTES);
    }

    /// The label of a heading, where it stands.
    fn name(&self, id: &str, line: &Range<usize>) -> Text {
        let written = &self.text.text[line.clone()];
        let at = written.rfind(&format!("#{id}")).map(|at| line.start + at);
        let place = at.map_or(line.clone(), |at| at..at + 1 + id.len());
        Text { value: nfc(id), place: Some(self.text.place(place)) }
    }

    /// A number typed in front of a title or paragraph would stand beside the program's own.
    pub(super) fn look_for_typed_number(&mut self, words: &str, is_title: bool, range: Range<usize>) {
        let Some(typed) = typed_number(words, is_title).map(str::trim_end) else {
            return;
        };
        let line = self.first_line(range);
        let escaped = escaped(typed);
        if !self.text.text[line.clone()].trim_start_matches(['#', ' ']).starts_with(typed) {
            return; // escaped on purpose, or the value of an expression
        }
        self.typed.push((typed.to_owned(), escaped, line));
    }

    pub(super) fn typed_number(&mut self, range: Range<usize>) {
        let line = self.first_line(range);
        let typed = self.text.text[line.clone()].split_whitespace().next().unwrap_or_default().to_owned();
        let escaped = escaped(&typed);
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
                match escaped == first {
                    // the number is the whole title
                    true => format!("bỏ `{first}`, chỉ viết tên của phần ấy: chương trình tự in số ở trên"),
                    false => format!(
                        "bỏ `{first}`, viết đề mục bằng `#` để chương trình tự đánh số; muốn giữ nguyên thì viết `{escaped}`"
                    ),
                },
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

/// The same with the signs of numbers as signs of the text.
pub(crate) fn escaped(typed: &str) -> String {
    let sign = |c: char| match c {
        '.' | ')' | '/' | ':' | '-' => format!("\\{c}"),
        '–' => "\\-".to_owned(), // signs of other alphabets cannot be escaped
        c => c.to_string(),
    };
    typed.chars().map(sign).collect()
}

/// Typed numbers that are named; the rest are counted.
const SHOWN: usize = 12;

/// `I.`, `Phần II.`, `Điều 3.`, `2.1.`, `b)`, `II -`, `1/` at the head of a title or paragraph; a title may also be nothing
/// but `Phần thứ nhất`, or begin with `A.`, which in a paragraph may be a name.
pub(crate) fn typed_number(words: &str, is_title: bool) -> Option<&str> {
    let found = numbers::typed_number(words)?;
    let is_typed = match (found.division, found.sign) {
        (Some(_), Some('.' | ':' | '/')) => !found.is_apart,
        (Some(_), _) => is_title && found.rest.is_empty() && found.sign.is_none(),
        (None, _) if found.is_glued || found.rest.is_empty() => false,
        (None, Some('-' | '–')) if found.is_apart => {
            found.numeral == Numeral::Roman && found.rest.starts_with(char::is_uppercase)
        }
        (None, Some('.')) => found.numeral != Numeral::Letter || is_title,
        (None, Some(')' | '/' | '-' | '–')) => !matches!(found.numeral, Numeral::Arabic(1..)),
        (None, _) => false,
    };
    is_typed.then(|| &words[..found.end])
}

#[cfg(test)]
mod tests {
    use super::typed_number;

    #[test]
    fn knows_typed_numbers_from_words() {
        for (text, typed) in [
            ("I. KẾT QUẢ", "I."),
            ("2.1. Mục tiêu", "2.1."),
            ("3. Chi ngân sách", "3."),
            ("Điều 3. Tổ chức", "Điều 3."),
            ("PHẦN I: KẾT QUẢ", "PHẦN I:"),
            ("Phần thứ nhất. Kết quả", "Phần thứ nhất."),
            ("b) Thu", "b)"),
            ("I/ Kết quả", "I/"),
            ("1/ Kết quả", "1/"),
            ("II- KẾT QUẢ", "II-"),
            ("II - Kết quả", "II -"),
            ("III – Kết quả", "III –"),
        ] {
            assert_eq!(typed_number(text, false).map(str::trim_end), Some(typed), "{text}");
            assert!(typed_number(text, true).is_some(), "{text}");
        }
        for (text, typed) in
            [("Phần I", "Phần I"), ("Chương II", "Chương II"), ("Phần thứ hai", "Phần thứ hai"), ("A. Kết quả", "A.")]
        {
            assert_eq!(typed_number(text, true), Some(typed), "{text}");
            assert_eq!(typed_number(text, false), None, "{text}");
        }
        for text in [
            "KẾT QUẢ",
            "5 năm qua",
            "1.234 hộ",
            "Điều kiện tự nhiên. Xã hội",
            "V/v báo cáo",
            "Phần I của dự án",
            "Chương trình hành động",
            "Mục tiêu: tăng thu",
            "5 - 7 người",
            "X - quang",
            "Phần thứ yếu. Khác",
            "Điều 3 Luật Ngân sách nhà nước",
        ] {
            assert_eq!(typed_number(text, true), None, "{text}");
        }
    }
}
