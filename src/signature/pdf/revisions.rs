//! A PDF as it was after each writing: where each ends, and whether the next was properly added behind it.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;
use std::sync::Arc;

use lopdf::xref::XrefEntry;
use lopdf::{Document, LoadOptions};
use memchr::memmem;

use crate::base::finding::{Finding, codes};
use crate::signature::pdf::strict::{self, Budget, SecondTables, StrictFile, StructureFault};

/// Bytes of a file, and how often it may be written; a signed document has a tenth of both.
const MAX_FILE: usize = 200 << 20;
const MAX_REVISIONS: usize = 64;

/// Bytes that one stream of the tables of an unsigned file may unpack to.
const MAX_UNPACKED: usize = 64 << 20;

/// Bytes of a file that is read as most readers do, which unpack it into many times as many.
const MAX_LOOSE: usize = 64 << 20;

/// Bytes read again for every revision, all together: so many, and so many times the file.
const MAX_READ: usize = 200 << 20;
const MAX_READ_TIMES: usize = 4;

/// Bytes in which the file begins.
const HEAD: usize = 1024;

/// The file after one writing.
#[derive(Debug)]
pub(crate) struct Revision {
    /// Behind `%%EOF`.
    pub(crate) mark: usize,
    /// Behind the line end after it.
    pub(crate) end: usize,
    /// As a reader of these bytes sees it.
    pub(crate) document: Arc<Document>,
    /// What keeps it from being a proper addition to the one before.
    pub(crate) fault: Option<AppendFault>,
    /// Of which a reader may take either.
    pub(crate) second_tables: SecondTables,
    /// Where its objects and tables stand.
    extents: Vec<Range<usize>>,
}

impl Revision {
    /// Whether a signature that covers this many bytes covers this revision.
    pub(crate) fn ends_at(&self, byte: usize) -> bool {
        (self.mark..=self.end).contains(&byte)
    }

    /// Whether a place lies inside an object.
    fn holds(&self, byte: usize) -> bool {
        self.extents.iter().any(|extent| extent.contains(&byte))
    }
}

/// All writings of a file.
#[derive(Debug)]
pub(crate) struct Revisions {
    /// The first one first.
    pub(crate) all: Vec<Revision>,
    /// Why a writing can be read in more than one way; it is none of the above.
    pub(crate) faults: Vec<StructureFault>,
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
    /// It brings a table that only some readers take.
    SecondTable,
}

impl Display for AppendFault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotConsecutive => "đoạn ghi thêm không nối tiếp lần ghi trước",
            Self::PointsBack => "bảng tham chiếu trỏ ngược về phần cũ của tệp",
            Self::Unlisted => "có dữ liệu nằm ngoài bảng tham chiếu",
            Self::SecondTable => "đoạn ghi thêm có hai bảng tham chiếu, hai phần mềm có thể đọc ra hai nội dung",
        })
    }
}

/// All revisions of a file, each read by rules that leave one reading; a file in which nothing is signed is read as
/// most readers do.
///
/// # Errors
/// The file cannot be read as a PDF, or is beyond the limits.
pub(crate) fn revisions(bytes: &[u8]) -> Result<Revisions, Finding> {
    if bytes.len() > MAX_FILE {
        let what = format!("tệp nặng {} MB, quá {} MB nên không kiểm chữ ký được", bytes.len() >> 20, MAX_FILE >> 20);
        return Err(Finding::new(codes::SIGNED_TOO_LARGE, what));
    }
    if memmem::find(&bytes[..bytes.len().min(HEAD)], b"%PDF-").is_none() {
        return Err(Finding::new(codes::SIGNED_UNREADABLE, "tệp không phải PDF")
            .hint("kiểm tra lại tên tệp; tệp Word thì xuất ra PDF trước khi ký"));
    }
    let marks = end_marks(bytes);
    let most = bytes.len().saturating_mul(MAX_READ_TIMES).saturating_add(MAX_READ);
    if marks.len() > MAX_REVISIONS || marks.iter().map(|mark| mark.end).sum::<usize>() > most {
        let what = format!("tệp bị ghi thêm {} lần, quá giới hạn kiểm", marks.len());
        return Err(Finding::new(codes::SIGNED_TOO_LARGE, what));
    }
    let mut found = strictly(bytes, &marks)?;
    // a byte range never stands inside anything compressed
    let may_be_signed = memmem::find(bytes, b"/ByteRange").is_some();
    if !found.faults.is_empty() && !may_be_signed {
        found = Revisions { all: loosely(bytes, &marks).into_iter().collect(), faults: found.faults };
    }
    if found.all.iter().any(|revision| revision.document.trailer.has(b"Encrypt") || revision.document.was_encrypted()) {
        return Err(Finding::new(codes::SIGNED_LOCKED, "tệp PDF có mật khẩu hoặc bị khóa")
            .hint("xin bản không khóa của chính tệp này"));
    }
    match (found.all.is_empty(), found.faults.first()) {
        (false, _) => Ok(found),
        (true, Some(fault)) if may_be_signed => Err(structure(fault)),
        (true, _) => Err(Finding::new(codes::SIGNED_UNREADABLE, "tệp PDF hỏng, không đọc được")
            .hint("lấy lại tệp từ nơi gửi; đừng mở ra rồi lưu lại")),
    }
}

/// What is said of a writing that can be read in more than one way.
pub(crate) fn structure(fault: &StructureFault) -> Finding {
    let code = match fault {
        StructureFault::TooLarge(..) => codes::SIGNED_TOO_LARGE,
        _ => codes::TWO_READINGS,
    };
    Finding::new(code, format!("không kiểm được tệp: {fault}"))
        .hint("lấy lại tệp từ người ký; nếu vẫn vậy thì đề nghị xuất lại PDF và ký lại")
}

/// The last writing of a file, to know what it says of itself and not to judge it; none when that cannot be read within
/// the limits.
pub(crate) fn last_reading(bytes: &[u8]) -> Option<Arc<Document>> {
    let marks = end_marks(bytes);
    let last = marks.last()?;
    let strict = strict::read_once(&bytes[..last.end], last.table, &mut Budget::default());
    match strict {
        Ok(read) if !read.document.trailer.has(b"Encrypt") => Some(Arc::new(read.document)),
        Err(StructureFault::TooLarge(..)) => None,
        _ if bytes.len() > MAX_LOOSE => None,
        _ => load(bytes).map(Arc::new),
    }
}

/// A file as most readers see it.
fn load(bytes: &[u8]) -> Option<Document> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options).ok()
}

fn strictly(bytes: &[u8], marks: &[EndMark]) -> Result<Revisions, Finding> {
    let mut budget = Budget::default();
    let mut all: Vec<Revision> = Vec::new();
    let mut refused: Vec<(usize, StructureFault)> = Vec::new();
    for mark in marks {
        match strict::read(&bytes[..mark.end], mark.table, &mut budget) {
            Ok(read) => {
                let fault = all.last().and_then(|before| append_fault(bytes, before, &read));
                let EndMark { mark, end, .. } = *mark;
                let StrictFile { document, extents, second_tables } = read;
                all.push(Revision { mark, end, document: Arc::new(document), fault, second_tables, extents });
            }
            Err(fault @ StructureFault::TooLarge(..)) => return Err(structure(&fault)),
            Err(fault) => refused.push((mark.mark, fault)),
        }
    }
    // a mark inside an object is that of a file attached, or words
    let outside = refused.into_iter().filter(|(mark, _)| !all.iter().any(|revision| revision.holds(*mark)));
    let faults = outside.map(|(_, fault)| fault).collect();
    Ok(Revisions { all, faults })
}

/// The last writing as most readers see it, whatever its form.
fn loosely(bytes: &[u8], marks: &[EndMark]) -> Option<Revision> {
    let EndMark { mark, end, .. } = *marks.last()?;
    let document = load(bytes).filter(|document| document.xref_recovery.is_none())?;
    Some(Revision {
        mark,
        end,
        document: Arc::new(document),
        fault: None,
        second_tables: SecondTables::default(),
        extents: Vec::new(),
    })
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
fn append_fault(bytes: &[u8], before: &Revision, read: &StrictFile) -> Option<AppendFault> {
    let document = &read.document;
    if read.second_tables.count > before.second_tables.count {
        return Some(AppendFault::SecondTable);
    }
    if document.xref_section_count != before.document.xref_section_count + 1 {
        return Some(AppendFault::NotConsecutive);
    }
    let new = &document.reference_table.entries;
    let old = &before.document.reference_table.entries;
    let is_old = |offset: u32| usize::try_from(offset).is_ok_and(|offset| offset < before.mark);
    for (id, entry) in new {
        let points_back = match (entry, old.get(id)) {
            (
                XrefEntry::Normal { offset, generation },
                Some(XrefEntry::Normal { offset: known, generation: before }),
            ) if offset == known && generation == before => false,
            (XrefEntry::Normal { offset, .. }, _) => is_old(*offset),
            (XrefEntry::Compressed { container, index }, known) => {
                let same = matches!(known, Some(XrefEntry::Compressed { container: c, index: i }) if c == container && i == index);
                let holder_is_old =
                    !matches!(new.get(container), Some(XrefEntry::Normal { offset, .. }) if !is_old(*offset));
                !same && holder_is_old || same && !holder_is_old
            }
            _ => false,
        };
        if points_back {
            return Some(AppendFault::PointsBack);
        }
    }
    let mut end = before.mark;
    for extent in read.extents.iter().filter(|extent| extent.end > before.mark) {
        if skip_space(bytes, end) != extent.start {
            return Some(AppendFault::Unlisted);
        }
        end = extent.end;
    }
    let closed = bytes[skip_space(bytes, end)..].starts_with(b"startxref");
    (!closed).then_some(AppendFault::Unlisted)
}

fn skip_space(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count()
}
