//! Number and date written into a document file: two lines change or are added, every other byte stays as typed.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Source;
use crate::domain::document::IssueDate;
use crate::formats::yaml::decode::parse;
use crate::formats::yaml::node::{Node, Value};

/// The bytes of a document with its number and date; the same bytes when both stand there already.
///
/// # Errors
/// The file is no document, or writes its fields in a way that cannot be changed line by line.
pub(crate) fn stamped(shown: &str, bytes: &[u8], number: &str, date: &str) -> Result<Vec<u8>, Findings> {
    let mut findings = Findings::default();
    let parsed = parse(shown.to_owned(), bytes, &mut findings);
    let (Some((source, root)), Ok(text)) = (parsed, std::str::from_utf8(bytes)) else {
        return Err(findings);
    };
    let mut lines = Lines::of(text);
    // from the bottom up would be as good: each asks the tree, whose lines are those of the file as it was
    let after = after_issuer(&source, &root);
    let number_line = lines.set(&source, &root, "so", number);
    let date_line = lines.set(&source, &root, "ngay", date);
    if date_line == Line::Absent {
        let at = if number_line == Line::Absent { after } else { line_after(&source, &root, "so") };
        lines.add(at.unwrap_or(0), format!("ngay: {date}"));
    }
    if number_line == Line::Absent {
        let at = if date_line == Line::Absent { after } else { first_line(&source, &root, "ngay") };
        lines.add(at.unwrap_or(0), format!("so: {number}"));
    }
    let written = lines.text().into_bytes();
    if holds(&written, number, date) { Ok(written) } else { Err(unchangeable(shown).into()) }
}

/// What a key of the document looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Absent,
    There,
}

/// The lines of a file as they are, line ends and all; as many as the decoded source has.
struct Lines<'a> {
    lines: Vec<(&'a str, &'a str)>,
    changed: Vec<(usize, String)>,
    added: Vec<(usize, String)>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let (mut lines, mut rest) = (Vec::new(), text);
        while let Some(at) = rest.find(['\r', '\n']) {
            let end = if rest[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
            lines.push((&rest[..at], &rest[at..end]));
            rest = &rest[end..];
        }
        lines.push((rest, ""));
        Self { lines, changed: Vec::new(), added: Vec::new() }
    }

    /// Writes a value behind its key, unless it stands there.
    fn set(&mut self, source: &Source, root: &Node, key: &str, value: &str) -> Line {
        let Some(line) = first_line(source, root, key) else { return Line::Absent };
        let node = root.get(key);
        let written = node.and_then(Node::text).filter(|_| node.is_some_and(|node| !node.is_null()));
        let is_there = match written {
            Some(written) if key == "ngay" => written.trim() == value,
            Some(written) => written.trim_start_matches('0') == value,
            None => false,
        };
        let Some((text, _)) = self.lines.get(line).filter(|_| !is_there) else { return Line::There };
        let Some(colon) = text.find(':') else { return Line::There };
        let (head, tail) = text.split_at(colon + 1);
        let tail = match written.or(node.and_then(Node::text)).filter(|written| !written.is_empty()) {
            Some(written) => tail.replacen(written, value, 1),
            None => format!(" {value}{tail}"),
        };
        self.changed.push((line, format!("{head}{tail}")));
        Line::There
    }

    /// Adds a line before a line.
    fn add(&mut self, at: usize, text: String) {
        self.added.push((at, text));
    }

    fn text(&self) -> String {
        let usual = self.lines.iter().map(|(_, end)| *end).find(|end| !end.is_empty()).unwrap_or("\n");
        let mut out = String::new();
        for (i, (text, end)) in self.lines.iter().enumerate() {
            // the later added stands first: the number before the date
            for (_, added) in self.added.iter().rev().filter(|(at, _)| *at == i) {
                out += &format!("{added}{usual}");
            }
            match self.changed.iter().find(|(at, _)| *at == i) {
                Some((_, changed)) => out += changed,
                None => out += text,
            }
            out += end;
        }
        let beyond = |(at, _): &&(usize, String)| *at >= self.lines.len();
        for (_, added) in self.added.iter().rev().filter(beyond) {
            out += &format!("{usual}{added}");
        }
        out
    }
}

/// The line of a key of the document.
fn first_line(source: &Source, root: &Node, key: &str) -> Option<usize> {
    let Value::Map(entries) = &root.value else { return None };
    let (key, _) = entries.iter().find(|(known, _)| known.name == key)?;
    Some(source.line_of(key.range.start))
}

/// The line after a key and its value.
fn line_after(source: &Source, root: &Node, key: &str) -> Option<usize> {
    let start = first_line(source, root, key)?;
    let node = root.get(key)?;
    let end = source.text().get(..node.range.end)?.trim_end().len();
    Some(start.max(source.line_of(end.saturating_sub(1))) + 1)
}

/// Where a number belongs that is not there yet: after the issuer, or after the kind.
fn after_issuer(source: &Source, root: &Node) -> Option<usize> {
    line_after(source, root, "co_quan").or_else(|| line_after(source, root, "loai"))
}

/// Whether a file says this number and date.
fn holds(bytes: &[u8], number: &str, date: &str) -> bool {
    let mut findings = Findings::default();
    let Some((_, root)) = parse(String::new(), bytes, &mut findings) else { return false };
    let says = |key: &str| root.get(key).and_then(Node::text).unwrap_or_default().trim().to_owned();
    !findings.has_errors()
        && says("so").trim_start_matches('0') == number
        && IssueDate::parse(&says("ngay")) == IssueDate::parse(date)
}

fn unchangeable(shown: &str) -> Finding {
    Finding::new(codes::NOT_STAMPED, "chương trình không ghi được số và ngày vào tệp này")
        .in_file(shown)
        .hint("viết mỗi trường của văn bản trên một dòng riêng, không dùng ngoặc nhọn, rồi chạy lại")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> String {
        String::from_utf8(stamped("a.yaml", text.as_bytes(), "418", "2025-12-05").unwrap()).unwrap()
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
    fn what_cannot_be_changed_line_by_line_is_refused() {
        for text in ["{loai: bao-cao, so: 1}", "loai: bao-cao\nso:\n  12\n"] {
            assert!(stamped("a.yaml", text.as_bytes(), "418", "2025-12-05").is_err(), "{text}");
        }
    }
}
