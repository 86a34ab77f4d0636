//! Number and date written into a document file: two lines change or are added, every other byte stays as typed.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::text::encoding::Encoding;
use crate::domain::document::IssueDate;
use crate::formats::yaml::decode;
use crate::formats::yaml::edit::Editor;
use crate::formats::yaml::node::{Key, Node, Value};

/// The bytes of a document with its number and date; the same bytes when both stand there already.
///
/// # Errors
/// The file is no document, or writes its fields in a way that cannot be changed line by line.
pub(crate) fn with_number_and_date(shown: &str, bytes: &[u8], number: &str, date: &str) -> Result<Vec<u8>, Findings> {
    let mut findings = Findings::default();
    let parsed = decode::read(shown.to_owned(), bytes, &mut findings);
    let encoding = Encoding::of(bytes);
    let (Some((source, root)), Ok(text)) = (parsed, encoding.decode(bytes)) else {
        return Err(findings);
    };
    let mut editor = Editor::new(&source);
    let written = write(&mut editor, &root, number, date).and_then(|()| editor.finish_in(&text));
    let written = written.map(|text| encoding.encode(&text)).filter(|written| holds(written, number, date));
    written.ok_or_else(|| unchangeable(shown).into())
}

/// Writes both where they stand, or where they belong; nothing when the fields do not stand on lines of their own.
fn write(editor: &mut Editor<'_>, root: &Node, number: &str, date: &str) -> Option<()> {
    let Value::Map(entries) = &root.value else { return None };
    let field = |name: &str| entries.iter().find(|(key, _)| key.name == name);
    let (number_field, date_field) = (field("so"), field("ngay"));
    let has_number = number_field.is_some_and(|(_, node)| says_number(node, number));
    let has_date = date_field.is_some_and(|(_, node)| says(node) == date);
    if !(has_number && has_date) && editor.is_flow(root) {
        return None;
    }
    for (entry, value, is_there) in [(number_field, number, has_number), (date_field, date, has_date)] {
        if let (Some((key, node)), false) = (entry, is_there) {
            set(editor, key, node, value)?;
        }
    }
    // comments under a field belong to it
    let text = editor.text();
    let end = |(key, node): &(Key, Node)| text[..node.range.end].trim_end().len().max(key.range.end);
    match (number_field, date_field) {
        (Some(_), Some(_)) => {}
        (None, Some((key, _))) => editor.insert_before(key.range.start, &format!("so: {number}")),
        (Some(field), None) => editor.insert_after(end(field), &format!("ngay: {date}")),
        (None, None) => {
            let lines = format!("so: {number}\nngay: {date}");
            match field("co_quan").or_else(|| field("loai")) {
                Some(field) => editor.insert_after(end(field), &lines),
                None => editor.insert_before(0, &lines),
            }
        }
    }
    Some(())
}

/// Writes a value on the line of its key, in the quotes that stand there.
fn set(editor: &mut Editor<'_>, key: &Key, node: &Node, value: &str) -> Option<()> {
    let written = editor.written(node);
    if !written.is_empty() && editor.line(node.range.start) != editor.line(key.range.start) {
        return None;
    }
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\'')).map(String::from).unwrap_or_default();
    editor.set(key, node, &format!("{quote}{value}{quote}"));
    Some(())
}

fn says(node: &Node) -> &str {
    node.text().unwrap_or_default().trim()
}

fn says_number(node: &Node, number: &str) -> bool {
    says(node).trim_start_matches('0') == number
}

/// Whether a file says this number and date.
fn holds(bytes: &[u8], number: &str, date: &str) -> bool {
    let mut findings = Findings::default();
    let Some((_, root)) = decode::read(String::new(), bytes, &mut findings) else { return false };
    let is_date = |node: &Node| IssueDate::parse(says(node)) == IssueDate::parse(date);
    !findings.has_errors()
        && root.get("so").is_some_and(|node| says_number(node, number))
        && root.get("ngay").is_some_and(is_date)
}

fn unchangeable(shown: &str) -> Finding {
    Finding::new(codes::NOT_STAMPED, "chương trình không ghi được số và ngày vào tệp này")
        .in_file(shown)
        .hint("viết mỗi mục của văn bản trên một dòng riêng, không dùng ngoặc nhọn, rồi chạy lại")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> String {
        String::from_utf8(with_number_and_date("a.yaml", text.as_bytes(), "418", "2025-12-05").unwrap()).unwrap()
    }

    #[test]
    fn only_the_two_lines_change() {
        let rest = "trich_yeu: ho\u{0300}a  # ghi chú\nnoi_dung: |\n  so: 1\n  Một.";
        let (head, both) = ("# đầu\nloai: bao-cao\nco_quan: ubnd   # cơ quan\n", "so: 418\nngay: 2025-12-05\n");
        assert_eq!(stamp(&format!("{head}{rest}")), format!("{head}{both}{rest}"));
        let known = |lines: &str| format!("{head}# số\n{lines}{rest}");
        assert_eq!(
            stamp(&known("so:  # chờ\nngay: 2025-12 # tháng\n")),
            known("so: 418  # chờ\nngay: 2025-12-05 # tháng\n")
        );
        assert_eq!(stamp(&known("ngay: '2025-12'\n")), known("so: 418\nngay: '2025-12-05'\n"));
        assert_eq!(stamp(&known("so: ~\n")), known("so: 418\nngay: 2025-12-05\n"));
        assert_eq!(stamp(&known("ngay: 2025-12-05\nso: '0418'\n")), known("ngay: 2025-12-05\nso: '0418'\n"));
    }

    #[test]
    fn line_ends_and_an_issuer_in_place_stay() {
        let head =
            "\u{feff}loai: bao-cao\r\nco_quan:\r\n  ten: |-\r\n    BAN CHỈ ĐẠO\r\n    PHƯỜNG\r\n  ky_hieu: BCĐ\r\n";
        assert_eq!(
            stamp(&format!("{head}\r\ntrich_yeu: x\r\n")),
            format!("{head}so: 418\r\nngay: 2025-12-05\r\n\r\ntrich_yeu: x\r\n")
        );
        assert_eq!(stamp("trich_yeu: x\nloai: bao-cao"), "trich_yeu: x\nloai: bao-cao\nso: 418\nngay: 2025-12-05");
    }

    #[test]
    fn a_file_in_utf16_stays_one_and_signs_nobody_sees_stay() {
        let text = "loai:\u{a0}bao-cao\r\n\u{200b}trich\u{ad}_yeu: ho\u{300}a\r\nngay\u{a0}: 2025-12 # tháng\r\n";
        let want = text.replace("2025-12 ", "2025-12-05 ").replace("ngay", "so: 418\r\nngay");
        assert_eq!(stamp(text), want);
        for encoding in [Encoding::Utf16Le { mark: true }, Encoding::Utf16Be { mark: true }] {
            let bytes = with_number_and_date("a.yaml", &encoding.encode(text), "418", "2025-12-05").unwrap();
            assert_eq!(bytes, encoding.encode(&want));
        }
    }

    #[test]
    fn what_cannot_be_changed_line_by_line_is_refused() {
        for text in ["{loai: bao-cao, so: 1}", "loai: bao-cao\nso:\n  12\n"] {
            assert!(with_number_and_date("a.yaml", text.as_bytes(), "418", "2025-12-05").is_err(), "{text}");
        }
    }
}
