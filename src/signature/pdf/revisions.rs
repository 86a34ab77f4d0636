//! A PDF as it was after each writing: where each ends, and whether the next was properly added behind it.

use std::ops::Range;
use std::sync::Arc;

use lopdf::{Document, LoadOptions};
use memchr::memmem;

use crate::base::finding::{Finding, codes};
use crate::signature::pdf::appended::{AppendFault, Before, append_fault};
use crate::signature::pdf::drawing::ReadFile;
use crate::signature::pdf::end_marks::{EndMark, end_marks};
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
    /// From where its tables count.
    base: usize,
}

impl Revision {
    /// Whether a signature that covers this many bytes covers this revision.
    pub(crate) fn ends_at(&self, byte: usize) -> bool {
        (self.mark..=self.end).contains(&byte)
    }

    /// Its bytes as a reader takes them who counts as its tables do.
    pub(crate) fn read_file(&self, file: &[u8]) -> ReadFile {
        ReadFile::new(file.get(self.base..self.end).unwrap_or_default(), &self.document)
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
    if strict::header(bytes).is_none() {
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
    let counts = bytes.starts_with(b"%PDF-");
    let strict = || strict::read_once(&bytes[..last.end], last.table, &mut Budget::default());
    match if counts { strict() } else { Err(StructureFault::Header) } {
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

/// With bytes before the header, places count from one of the two, and no reader may find anything from the other.
fn strictly(bytes: &[u8], marks: &[EndMark]) -> Result<Revisions, Finding> {
    let header = strict::header(bytes).unwrap_or(0);
    if header == 0 {
        return strictly_from(bytes, marks, 0);
    }
    let tables: Vec<usize> = marks.iter().map(|mark| mark.table).collect();
    let (from_begin, from_header) = (strictly_from(bytes, marks, 0)?, strictly_from(bytes, marks, header)?);
    let (found, base, other) = match (from_begin.all.is_empty(), from_header.all.is_empty()) {
        (false, true) => (from_begin, 0, header),
        (true, false) => (from_header, header, 0),
        _ => return Ok(Revisions { all: Vec::new(), faults: vec![StructureFault::Header] }),
    };
    let writings = found.all.iter().map(|one| strict::Read { document: &one.document, extents: &one.extents });
    match strict::is_alone(bytes, base, other, &tables, &writings.collect::<Vec<_>>()) {
        true => Ok(found),
        false => Ok(Revisions { all: Vec::new(), faults: vec![StructureFault::Header] }),
    }
}

fn strictly_from(bytes: &[u8], marks: &[EndMark], base: usize) -> Result<Revisions, Finding> {
    let mut budget = Budget::default();
    let mut all: Vec<Revision> = Vec::new();
    let mut refused: Vec<(usize, StructureFault)> = Vec::new();
    for mark in marks {
        match strict::read(&bytes[base..mark.end], mark.table, &mut budget) {
            Ok(read) => {
                let read = read.counted_from(base);
                let fault = all.last().and_then(|before| {
                    let Revision { document, mark, second_tables, .. } = before;
                    append_fault(bytes, &Before { document, mark: *mark, second_tables: *second_tables }, &read)
                });
                let EndMark { mark, end, .. } = *mark;
                let StrictFile { document, extents, second_tables } = read;
                all.push(Revision { mark, end, document: Arc::new(document), fault, second_tables, extents, base });
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
        base: 0,
    })
}
