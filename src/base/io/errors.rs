//! What is said of files that are missing, in the way or not to be read.

use std::io;
use std::path::Path;

use crate::base::finding::{Finding, codes};
use crate::base::io::paths::show;
use crate::base::io::regular::NO_FILE;

/// What the system says, in Vietnamese for the usual cases.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "không có quyền".to_owned(),
        io::ErrorKind::NotFound => "không có thư mục".to_owned(),
        io::ErrorKind::StorageFull => "đĩa đã đầy".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "đĩa chỉ cho đọc".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "một tệp trùng tên với thư mục".to_owned(),
        io::ErrorKind::IsADirectory => "đây là thư mục".to_owned(),
        NO_FILE => "đây là ống, thiết bị hoặc liên kết, không phải tệp thường".to_owned(),
        _ => format!("hệ điều hành báo mã {}", error.raw_os_error().unwrap_or_default()),
    }
}

pub(crate) fn missing(path: &Path, error: &io::Error) -> Finding {
    if error.kind() == io::ErrorKind::NotFound {
        Finding::new(codes::PATH_NOT_FOUND, "không có tệp hay thư mục này")
            .in_file(show(path))
            .hint("kiểm tra lại tên và thư mục hiện tại")
    } else {
        unreadable(&show(path), error)
    }
}

pub(crate) fn unreadable(shown: &str, error: &io::Error) -> Finding {
    let finding = Finding::new(codes::UNREADABLE, format!("không đọc được: {}", reason(error))).in_file(shown);
    match error.kind() {
        io::ErrorKind::IsADirectory => finding.hint(format!("chỉ ra từng tệp trong đó, ví dụ `{shown}/*.pdf`")),
        NO_FILE => finding.hint("thay bằng một tệp thường, hoặc bỏ đi"),
        _ => finding.hint("kiểm tra quyền đọc, hoặc sao chép tệp sang máy này rồi thử lại"),
    }
}

/// What to say of a file that is not to be written over.
pub(crate) fn exists(path: &Path) -> Finding {
    Finding::new(codes::FILE_EXISTS, "tệp đã có, chương trình không ghi đè").in_file(show(path))
}
