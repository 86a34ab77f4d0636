//! Whether a writing was properly added behind the one before: whole objects, each in its table, then the table, then the
//! end.

use std::fmt::{self, Display, Formatter};

use lopdf::Document;
use lopdf::xref::XrefEntry;

use crate::signature::pdf::end_marks::skip_space;
use crate::signature::pdf::strict::{SecondTables, StrictFile};

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

/// The writing before.
pub(super) struct Before<'a> {
    pub(super) document: &'a Document,
    /// Behind its `%%EOF`.
    pub(super) mark: usize,
    pub(super) second_tables: SecondTables,
}

/// What keeps a revision from being exactly: whole objects, each in the table, then the table, then the end.
pub(super) fn append_fault(bytes: &[u8], before: &Before<'_>, read: &StrictFile) -> Option<AppendFault> {
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
