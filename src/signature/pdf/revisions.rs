//! A PDF as it was after each writing: where each ends, and whether the next was properly added behind it.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use lopdf::xref::XrefEntry;
use lopdf::{Document, LoadOptions};
use memchr::memmem;

use crate::base::finding::{Finding, codes};

/// Bytes of a file, and how often it may be written; a signed document has a tenth of both.
const MAX_FILE: usize = 200 << 20;
const MAX_REVISIONS: usize = 64;

/// Objects of a file, and bytes that one stream of its tables may unpack to.
const MAX_OBJECTS: usize = 1_000_000;
const MAX_UNPACKED: usize = 64 << 20;

/// Bytes read again for every revision, all together.
const MAX_READ: usize = 2 << 30;

/// The file after one writing.
#[derive(Debug)]
pub(crate) struct Revision {
    /// Behind `%%EOF`.
    pub(crate) mark: usize,
    /// Behind the line end after it.
    pub(crate) end: usize,
    /// As a reader of these bytes sees it.
    pub(crate) document: Document,
    /// What keeps it from being a proper addition to the one before.
    pub(crate) fault: Option<AppendFault>,
    /// Whether it has two tables, of which a reader may take either.
    pub(crate) hybrid: bool,
}

impl Revision {
    /// Whether a signature that covers this many bytes covers this revision.
    pub(crate) fn ends_at(&self, byte: usize) -> bool {
        (self.mark..=self.end).contains(&byte)
    }
}

/// Why a writing was not properly added behind the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AppendFault {
    /// Its table does not follow that of the one before.
    NotConsecutive,
    /// Its table calls bytes of an older writing something new.
    PointsBack,
    /// Bytes stand in it that its table does not name.
    Unlisted,
}

impl Display for AppendFault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotConsecutive => "đoạn ghi thêm không nối tiếp lần ghi trước",
            Self::PointsBack => "bảng tham chiếu trỏ ngược về phần cũ của tệp",
            Self::Unlisted => "có dữ liệu nằm ngoài bảng tham chiếu",
        })
    }
}

/// All revisions of a file, the first one first.
///
/// # Errors
/// The file cannot be read as a PDF, or is beyond the limits.
pub(crate) fn revisions(bytes: &[u8]) -> Result<Vec<Revision>, Finding> {
    if bytes.len() > MAX_FILE {
        return Err(Finding::new(codes::SIGNED_TOO_LARGE, "tệp quá lớn để kiểm chữ ký"));
    }
    if !bytes.starts_with(b"%PDF-") {
        return Err(Finding::new(codes::SIGNED_UNREADABLE, "tệp không phải PDF")
            .hint("kiểm tra lại tên tệp; tệp Word thì xuất ra PDF trước khi ký"));
    }
    let marks = end_marks(bytes);
    if marks.len() > MAX_REVISIONS || marks.iter().map(|mark| mark.end).sum::<usize>() > MAX_READ {
        return Err(Finding::new(codes::SIGNED_TOO_LARGE, "tệp bị ghi thêm quá nhiều lần"));
    }
    let mut revisions: Vec<Revision> = Vec::new();
    for mark in &marks {
        let Some(document) = load(&bytes[..mark.end]).filter(|document| document.xref_start == mark.table) else {
            continue;
        };
        if document.is_encrypted() || document.was_encrypted() {
            return Err(Finding::new(codes::SIGNED_LOCKED, "tệp PDF có mật khẩu hoặc bị khóa")
                .hint("xin bản không khóa của chính tệp này"));
        }
        if document.objects.len() > MAX_OBJECTS {
            return Err(Finding::new(codes::SIGNED_TOO_LARGE, "tệp có quá nhiều thành phần"));
        }
        let fault = revisions.last().and_then(|before| fault(bytes, before, &document, mark.table));
        revisions.push(Revision {
            mark: mark.mark,
            end: mark.end,
            document,
            fault,
            hybrid: is_hybrid(bytes, mark.table),
        });
    }
    if revisions.is_empty() {
        return Err(Finding::new(codes::SIGNED_UNREADABLE, "tệp PDF hỏng, không đọc được")
            .hint("lấy lại tệp từ nơi gửi; đừng mở ra rồi lưu lại"));
    }
    Ok(revisions)
}

fn load(bytes: &[u8]) -> Option<Document> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options).ok().filter(|document| document.xref_recovery.is_none())
}

#[derive(Debug)]
struct EndMark {
    table: usize,
    mark: usize,
    end: usize,
}

/// Every `startxref N %%EOF`, in order.
fn end_marks(bytes: &[u8]) -> Vec<EndMark> {
    const WORD: &[u8] = b"startxref";
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(at) = memmem::find(&bytes[from..], WORD).map(|at| from + at) {
        from = at + WORD.len();
        let digits = skip_space(bytes, from);
        let close = bytes[digits..].iter().take(12).take_while(|byte| byte.is_ascii_digit()).count() + digits;
        let table = std::str::from_utf8(&bytes[digits..close]).ok().and_then(|digits| digits.parse().ok());
        let eof = skip_space(bytes, close);
        if let (Some(table), true) = (table, bytes[eof..].starts_with(b"%%EOF")) {
            let mark = eof + 5;
            let end = match &bytes[mark..] {
                [b'\r', b'\n', ..] => mark + 2,
                [b'\r' | b'\n', ..] => mark + 1,
                _ => mark,
            };
            if table > 0 && table < at {
                marks.push(EndMark { table, mark, end });
            }
        }
    }
    marks
}

/// What keeps a revision from being exactly: whole objects, each in the table, then the table, then the end.
fn fault(bytes: &[u8], before: &Revision, document: &Document, table: usize) -> Option<AppendFault> {
    if document.xref_section_count != before.document.xref_section_count + 1 {
        return Some(AppendFault::NotConsecutive);
    }
    let old = &before.document.reference_table.entries;
    let mut starts: BTreeMap<usize, Option<u32>> = BTreeMap::new();
    starts.insert(table, None);
    for (id, entry) in &document.reference_table.entries {
        match (entry, old.get(id)) {
            (
                XrefEntry::Normal { offset, generation },
                Some(XrefEntry::Normal { offset: known, generation: before }),
            ) if offset == known && generation == before => {}
            (XrefEntry::Normal { offset, .. }, _) => {
                let offset = usize::try_from(*offset).unwrap_or(usize::MAX);
                if offset < before.mark || offset > table {
                    return Some(AppendFault::PointsBack);
                }
                // a table that is itself an object stands in itself
                starts.entry(offset).or_insert(Some(*id));
            }
            (XrefEntry::Compressed { container, index }, known) => {
                let same = matches!(known, Some(XrefEntry::Compressed { container: c, index: i }) if c == container && i == index);
                let fresh = |id: &u32| match (document.reference_table.entries.get(id), old.get(id)) {
                    (Some(XrefEntry::Normal { offset, .. }), Some(XrefEntry::Normal { offset: known, .. })) => {
                        offset != known
                    }
                    (Some(_), None) => true,
                    _ => false,
                };
                if !same && !fresh(container) {
                    return Some(AppendFault::PointsBack);
                }
            }
            _ => {}
        }
    }
    let starts: Vec<(usize, Option<u32>)> = starts.into_iter().collect();
    if skip_space(bytes, before.mark) != starts.first()?.0 {
        return Some(AppendFault::Unlisted);
    }
    let whole = starts.windows(2).all(|pair| is_object(&bytes[pair[0].0..pair[1].0], pair[0].1));
    if !whole {
        return Some(AppendFault::Unlisted);
    }
    None
}

/// Whether a table names a second one, which only some readers take.
fn is_hybrid(bytes: &[u8], table: usize) -> bool {
    let section = &bytes[table..];
    let section = &section[..memmem::find(section, b"startxref").unwrap_or(section.len())];
    let mut plain = Vec::with_capacity(section.len());
    let mut rest = section;
    while let [first, after @ ..] = rest {
        rest = after;
        // letters of a name may be written as digits
        if let (b'#', Some((digits, behind))) = (first, after.split_at_checked(2))
            && let Ok(letter) = hex::decode(digits)
        {
            plain.extend(letter);
            rest = behind;
        } else {
            plain.push(*first);
        }
    }
    section.trim_ascii_start().starts_with(b"xref") && memmem::find(&plain, b"/XRefStm").is_some()
}

/// Whether these bytes are one whole object with this number, and nothing more.
fn is_object(bytes: &[u8], id: Option<u32>) -> bool {
    let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&bytes[..digits]).ok().and_then(|digits| digits.parse().ok());
    let ends = bytes.trim_ascii_end().ends_with(b"endobj");
    let plain = memmem::find(bytes, b"stream").is_none();
    ends && number.is_some() && number == id && (!plain || memmem::find_iter(bytes, b"endobj").count() == 1)
}

fn skip_space(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count()
}
