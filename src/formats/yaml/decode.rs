//! Bytes of a YAML file → its tree, with everything that is wrong in it.

use std::sync::Arc;

use super::node::Node;
use super::validate::FileSchema;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::{Place, Source};
use crate::base::text::encoding::Encoding;
use crate::base::text::invisible::{joined_words, visible};
use crate::base::text::legacy_encoding;
use crate::base::text::old_letters::OldEncoding;
use crate::formats::yaml::{lost_text, parse, syntax_mistakes};

/// Decodes and parses the bytes of a YAML file whose keys are free.
pub(crate) fn read(shown: String, bytes: &[u8], findings: &mut Findings) -> Option<(Arc<Source>, Node)> {
    read_as(shown, bytes, None, findings)
}

/// Decodes and parses the bytes of a YAML file; the keys of its schema tell fields from words that were pasted.
pub(crate) fn read_as(
    shown: String,
    bytes: &[u8],
    schema: Option<&FileSchema>,
    findings: &mut Findings,
) -> Option<(Arc<Source>, Node)> {
    let source = decode(shown, bytes, findings)?;
    let root = parse::parse_as(&source, schema, findings)?;
    syntax_mistakes::warn(&source, &root, findings);
    lost_text::report(&source, findings);
    Some((source, root))
}

/// Most lines of a file. The longest document, two thousand pages, has a third of them; more are refused before they are read.
const MAX_LINES: usize = 300_000;

/// Decodes the bytes of a YAML file.
pub(crate) fn decode(shown: String, bytes: &[u8], findings: &mut Findings) -> Option<Arc<Source>> {
    let lines = memchr::memchr_iter(b'\n', bytes).count();
    if lines > MAX_LINES {
        let finding = Finding::new(codes::FILE_TOO_LARGE, format!("tệp có {lines} dòng, quá {MAX_LINES} dòng"));
        findings.push(finding.in_file(shown).hint("chia nội dung ra nhiều tệp; dòng trống thừa thì xóa"));
        return None;
    }
    let encoding = Encoding::of(bytes);
    match encoding.decode(bytes) {
        Ok(text) => {
            let source = Source::new(shown, &text);
            report_joined(&source, &text, findings);
            report_old_letters(&source, &text, findings);
            Some(source)
        }
        Err(at) if encoding == Encoding::Utf8 => {
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let guess = legacy_encoding::guess(bytes);
            findings.push(
                Finding::new(codes::NOT_UTF8, format!("tệp không lưu bằng UTF-8 (từ dòng {line}); có thể là {guess}"))
                    .in_file(shown)
                    .hint("mở tệp bằng đúng bảng mã cũ, chuyển sang Unicode (UniKey: Ctrl+Shift+F6) rồi lưu lại bằng UTF-8"),
            );
            None
        }
        Err(_) => {
            let finding = Finding::new(codes::NOT_UTF8, "tệp lưu bằng UTF-16 và bị hỏng, có chỗ không đọc được");
            let hint =
                "mở tệp bằng Notepad, chọn Lưu thành (Save as), ô Mã hóa (Encoding) chọn UTF-8, rồi xem lại từng dòng";
            findings.push(finding.in_file(shown).hint(hint));
            None
        }
    }
}

/// Says once that a text was pasted without the fonts that show its letters as Vietnamese.
fn report_old_letters(source: &Arc<Source>, text: &str, findings: &mut Findings) {
    let Some((encoding, word)) = OldEncoding::of_text(text) else { return };
    let (name, meant) = (encoding.name(), encoding.decode(word));
    // the source has no soft hyphens, which stand for letters there
    let seen = visible(word);
    let start = source.text().find(&*seen).unwrap_or_default();
    let message = format!("chữ gõ bằng bảng mã cũ {name}, in ra thành chữ lạ: `{seen}` là `{meant}`");
    let hint = format!(
        "chuyển đoạn ấy từ {name} sang Unicode bằng UniKey Toolkit (Ctrl+Shift+F6) rồi dán lại; có tệp Word thì `vanthu import` tự chuyển"
    );
    let place = Place::new(source, start..start + seen.len());
    findings.push(Finding::new(codes::OLD_LETTERS, message).at(place).hint(hint));
}

/// Says once that words stand together which may have been meant as two.
fn report_joined(source: &Arc<Source>, text: &str, findings: &mut Findings) {
    let joined = joined_words(text);
    let Some(first) = joined.first() else { return };
    let at = Source::new("", &visible(text)[..*first]).text().len();
    let whole = source.text();
    let start = whole[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    let start = whole.ceil_char_boundary(start);
    let end = whole[at..].find(char::is_whitespace).map_or(whole.len(), |blank| at + blank);
    let word = &whole[start..end];
    let message = match joined.len() {
        1 => format!("`{word}` có khoảng trống vô hình (U+200B) ở giữa, in ra liền nhau"),
        count => format!("{count} chỗ có khoảng trống vô hình (U+200B) giữa hai chữ, in ra liền nhau như `{word}`"),
    };
    let hint = joined_hint(&whole[start..at], &whole[at..end]);
    findings.push(Finding::new(codes::INVISIBLE_BLANK, message).at(Place::new(source, start..end)).hint(hint));
}

/// What to do about a blank that nobody sees between these two.
pub(crate) fn joined_hint(before: &str, after: &str) -> String {
    let is_number = before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
    match is_number {
        true => format!("là một số thì gõ lại số ấy: `{before}{after}`; là hai số thì gõ dấu cách: `{before} {after}`"),
        false => format!("là hai từ thì gõ dấu cách: `{before} {after}`; là một từ thì gõ lại từ ấy"),
    }
}
