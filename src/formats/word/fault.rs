//! Why a Word file is not read, in words a clerk can act on.

/// What is wrong with the file, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// A clause that goes on from “tệp”: `là tệp .doc kiểu cũ`.
    pub(crate) what: String,
    /// The next step.
    pub(crate) hint: &'static str,
}

/// What mends most files.
pub(super) const SAVE_AGAIN: &str =
    "mở tệp bằng Word, chọn Lưu thành (Save As), kiểu “Word Document (*.docx)”, rồi nhập tệp mới";

impl Fault {
    pub(super) fn new(what: impl Into<String>, hint: &'static str) -> Self {
        Self { what: what.into(), hint }
    }

    /// A file whose parts do not hold together.
    pub(super) fn broken(what: &str) -> Self {
        Self::new(format!("hỏng: {what}"), "mở tệp bằng Word để Word sửa, lưu lại thành .docx rồi nhập tệp mới")
    }

    /// A file that would take more memory or time than any document of an office.
    pub(super) fn too_much(what: impl Into<String>) -> Self {
        Self::new(what, "tách tệp thành nhiều tệp nhỏ, hoặc bỏ hình và bảng không cần rồi lưu lại")
    }
}
