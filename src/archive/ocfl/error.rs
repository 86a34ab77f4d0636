//! What keeps the store from giving or taking an object: the object is damaged, or the disk does not do it.

use std::fmt;

use super::path::ObjectKey;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::{ARCHIVE_FOLDER, STORE_FOLDER};

/// Why the store could not do what it was asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum StoreError {
    /// An object is not as it was written.
    Damaged {
        /// The object.
        object: ObjectKey,
        /// What is wrong with it.
        damage: Damage,
    },
    /// The disk or the log, as it was reported.
    Other(Finding),
}

/// What can be wrong with an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The log names it and the store has it no more.
    Lost,
    /// There is no inventory in its folder.
    NoInventory,
    /// Its inventory cannot be read.
    UnreadableInventory,
    /// Its inventory is not the one its digest was taken of.
    InventoryChanged,
    /// Its inventory names bytes and not where they lie.
    NoContentPath,
    /// A file that its inventory names is not there.
    FileMissing(String),
    /// A file is not what it was.
    FileChanged(String),
    /// Its metadata cannot be read.
    UnreadableMetadata,
    /// It is kept and cannot be read: whose it is would be a guess.
    Unreadable,
    /// Another document lies in its place.
    OtherDocument,
}

/// As the clerk reads it, behind the name of the object.
impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost => f.write_str("nhật ký ghi đã lưu, nhưng kho không còn"),
            Self::NoInventory => f.write_str("không có bảng kê"),
            Self::UnreadableInventory => f.write_str("bảng kê không đọc được"),
            Self::InventoryChanged => f.write_str("bảng kê không khớp mã kiểm tra"),
            Self::NoContentPath => f.write_str("bảng kê thiếu nơi để tệp"),
            Self::FileMissing(path) => write!(f, "thiếu tệp `{path}`"),
            Self::FileChanged(path) => write!(f, "tệp `{path}` đã bị thay đổi"),
            Self::UnreadableMetadata => f.write_str("dữ liệu đặc tả không đọc được"),
            Self::Unreadable => f.write_str("đã có trong kho mà không đọc được"),
            Self::OtherDocument => f.write_str("là chỗ của một văn bản khác"),
        }
    }
}

impl Damage {
    /// This damage of an object.
    pub(crate) fn of(self, object: &ObjectKey) -> StoreError {
        StoreError::Damaged { object: object.clone(), damage: self }
    }
}

impl From<Finding> for StoreError {
    fn from(finding: Finding) -> Self {
        Self::Other(finding)
    }
}

impl From<StoreError> for Finding {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Other(finding) => finding,
            StoreError::Damaged { object, damage } => {
                Finding::new(codes::STORE_BROKEN, format!("văn bản lưu {object}: {damage}"))
                    .in_file(format!("{ARCHIVE_FOLDER}/{STORE_FOLDER}/{object}"))
                    .hint("chạy `vanthu archive audit` để biết mọi chỗ hỏng, rồi phục hồi từ bản sao lưu")
            }
        }
    }
}

impl From<StoreError> for Findings {
    fn from(error: StoreError) -> Self {
        Finding::from(error).into()
    }
}
