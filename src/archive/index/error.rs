//! What keeps the index from being used, and what is reported of it.

use std::path::Path;

use crate::archive::deposit::Archive;
use crate::archive::ocfl::error::StoreError;
use crate::base::finding::{Finding, codes};

/// What keeps the index from being used.
#[derive(Debug)]
pub(super) enum IndexError {
    /// The log or the store, as it was reported.
    Finding(Finding),
    /// SQLite.
    Database(rusqlite::Error),
    /// It was made from another log.
    Foreign,
}

impl From<rusqlite::Error> for IndexError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Finding> for IndexError {
    fn from(finding: Finding) -> Self {
        Self::Finding(finding)
    }
}

impl From<StoreError> for IndexError {
    fn from(error: StoreError) -> Self {
        Self::Finding(error.into())
    }
}

impl IndexError {
    /// As the clerk reads it.
    pub(super) fn into_finding(self, archive: &Archive, path: &Path) -> Finding {
        match self {
            Self::Finding(finding) => finding,
            Self::Database(error) => unusable(&error).in_file(archive.shows(path)),
            Self::Foreign => unusable(&rusqlite::Error::InvalidQuery).in_file(archive.shows(path)),
        }
    }
}

/// What to say of an error of SQLite.
pub(super) fn unusable(error: &rusqlite::Error) -> Finding {
    use rusqlite::ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly};
    let (what, hint) = match error.sqlite_error_code() {
        Some(DiskFull) => ("đĩa đã đầy", "dọn bớt đĩa rồi làm lại"),
        Some(ReadOnly | CannotOpen | PermissionDenied) => {
            ("không ghi được", "kiểm tra quyền ghi thư mục `luu-tru` của người đang dùng máy, rồi làm lại")
        }
        _ => (
            "tệp chỉ mục hỏng hoặc bị khóa",
            "chạy `vanthu archive rebuild` để làm lại chỉ mục; tài liệu trong kho không bị ảnh hưởng",
        ),
    };
    Finding::new(codes::INDEX, format!("không dùng được chỉ mục: {what}")).hint(hint)
}
