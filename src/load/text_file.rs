//! The text of a document that stands in a file of its own, `noi_dung_tep: bai.docx`: read as Word files are imported, so
//! that findings name the file and its paragraph.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::{DataPath, Source};
use crate::content::expression::field_reader::FieldReader;
use crate::domain::document::Kind;
use crate::formats::word::model::{Changes, WordFile};
use crate::formats::word::read::{self, MAX_FILE};
use crate::load::word::draft::Draft;
use crate::load::word::{plain, recognize, told};

/// The key that names the file.
const KEY: &str = "noi_dung_tep";

/// The text of a document, from a file beside it.
#[derive(Debug)]
pub(crate) struct TextFile {
    /// From the workspace.
    pub(crate) path: String,
    pub(crate) digest: Digest,
    /// Its text as Markdown, each line told by its paragraph of the file.
    pub(crate) source: Arc<Source>,
    /// `bac_danh_so`, where the numbers typed in it are not those of the kind.
    pub(crate) ladder: Option<Vec<&'static str>>,
}

/// The file that a document names; none where it names none, or the file cannot be read.
pub(crate) fn read(
    workspace: &Workspace,
    document: &str,
    reader: FieldReader<'_>,
    findings: &mut Findings,
) -> Option<TextFile> {
    let written = reader.optional(&KEY.into())?;
    let at = |finding: Finding| finding.at_optional(written.place.clone()).path(DataPath::from(KEY));
    let folder = WorkspacePath::of(document).folder();
    let name = written.value.trim();
    let Some(path) = WorkspacePath::of(folder).resolve(name) else {
        let finding = Finding::new(codes::OUTSIDE_WORKSPACE, format!("đường dẫn `{name}` ra ngoài thư mục làm việc"));
        findings.push(at(finding.hint(format!("sao chép tệp vào `{}`", workspace.shown(folder)))));
        return None;
    };
    if reader.optional(&"noi_dung".into()).is_some() {
        let finding = Finding::new(codes::DUPLICATE_KEY, "văn bản có cả `noi_dung` và `noi_dung_tep`");
        findings.push(at(finding.hint("giữ một trong hai: xóa `noi_dung`, hoặc bỏ dòng này")));
        return None;
    }
    let bytes = match workspace.read(&path, MAX_FILE) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let finding = Finding::new(codes::PATH_NOT_FOUND, format!("không có tệp nội dung `{name}`"));
            let hint = format!("sao chép tệp vào `{}`, hoặc sửa lại tên tệp", workspace.shown(folder));
            findings.push(at(finding.hint(hint)));
            return None;
        }
        Err(finding) => {
            findings.push(at(finding));
            return None;
        }
    };
    let kind = reader.optional(&"loai".into()).and_then(|kind| Kind::from_key(kind.value.trim()));
    let shown = workspace.shown(&path);
    let mut told = Findings::default();
    let text = converted(&shown, &bytes, kind, &mut told);
    findings.extend(told.about(&shown));
    let Draft { text, .. } = text?;
    let source = Source::numbered(shown, &live(&text.markdown), text.paragraphs);
    Some(TextFile { path, digest: Digest::of(&bytes), source, ladder: text.ladder })
}

/// The text of a file, and what is to be told of it.
fn converted(shown: &str, bytes: &[u8], kind: Option<Kind>, findings: &mut Findings) -> Option<Draft> {
    let file = match open(shown, bytes) {
        Ok(file) => file,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    findings.extend(told::converted(shown, &file));
    let draft = recognize::text(file, kind);
    findings.extend(told::of(shown, &draft));
    Some(draft)
}

fn open(shown: &str, bytes: &[u8]) -> Result<WordFile, Box<Finding>> {
    if shown.to_lowercase().ends_with(".txt") {
        return plain::read(bytes).ok_or_else(|| Box::new(told::not_text(shown, bytes)));
    }
    let file = read::read(bytes, Changes::Accepted).map_err(|fault| Box::new(told::unreadable(shown, fault)))?;
    if file.changes.count > 0 {
        let message = format!("tệp còn {} thay đổi chưa duyệt", file.changes.count);
        let finding = Finding::new(codes::IMPORT_UNDECIDED, message).in_file(shown);
        return Err(Box::new(
            finding.hint("mở bằng Word, chọn Xem lại (Review), chấp nhận hay bỏ từng thay đổi rồi lưu"),
        ));
    }
    Ok(file)
}

/// Markdown whose expressions are worked out: between double braces, signs are no signs of the text.
fn live(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find("\\{{") {
        let (before, opened) = rest.split_at(at);
        out.push_str(before);
        let line = opened.split('\n').next().unwrap_or_default();
        let Some(end) = line.find("}}") else {
            out.push_str(line);
            rest = &opened[line.len()..];
            continue;
        };
        let mut letters = opened[1..end].chars().peekable();
        while let Some(letter) = letters.next() {
            let is_escape = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
            out.extend(if is_escape { letters.next() } else { Some(letter) });
        }
        rest = &opened[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::live;

    #[test]
    fn expressions_of_a_word_file_are_those_of_a_text() {
        assert_eq!(live("Thu \\{{ thu.tong\\_thu\\|chu }} \\*"), "Thu {{ thu.tong_thu|chu }} \\*");
        assert_eq!(live("A \\{{ b\nc \\{{ d }}"), "A \\{{ b\nc {{ d }}");
    }
}
